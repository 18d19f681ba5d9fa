#!/bin/sh
# A pool before the host named by the first argument, for as many clients as the second says.
cat > /tmp/pgbouncer.ini <<I
[databases]
shop = host=$1 port=5432 dbname=shop user=postgres
[pgbouncer]
listen_addr = 0.0.0.0
listen_port = 6432
unix_socket_dir =
auth_type = any
max_client_conn = $2
server_connect_timeout = 2
server_login_retry = 1
query_wait_timeout = 3
stats_period = 2
dns_nxdomain_ttl = 1
I
chown postgres /tmp/pgbouncer.ini
exec setpriv --reuid=postgres --regid=postgres --init-groups pgbouncer /tmp/pgbouncer.ini
