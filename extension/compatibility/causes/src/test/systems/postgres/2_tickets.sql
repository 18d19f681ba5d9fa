select setval('ticket_id_seq', 32767);
