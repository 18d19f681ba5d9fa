#!/bin/bash
# A standby of the host primary.
set -e
chown -R postgres /pg
as() { setpriv --reuid=postgres --regid=postgres --init-groups env HOME=/pg "$@"; }
until as pg_basebackup -h primary -U postgres -D /pg/data -R -X stream; do sleep 1; done
chmod 700 /pg/data
as postgres -D /pg/data -c listen_addresses='*' -k /tmp -c hot_standby=on -c wal_retrieve_retry_interval=500ms
