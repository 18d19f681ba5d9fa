vcl 4.1;
backend pages {
  .host = "127.0.0.1";
  .port = "8080";
  .probe = { .url = "/health"; .interval = 300ms; .timeout = 200ms; .window = 3; .threshold = 2; .initial = 2; }
}
sub vcl_recv { if (req.url == "/alive") { return (synth(200)); } }
