#!/bin/bash
# A database shop, with the migrations of this directory; more options are arguments.
set -e
chown -R postgres /pg
as() { setpriv --reuid=postgres --regid=postgres --init-groups env HOME=/pg "$@"; }
export PGDATA=/pg/data
as initdb -U postgres --auth=trust --encoding=UTF8 >/dev/null
echo 'host all all all trust' >> $PGDATA/pg_hba.conf
[ -z "$REPLICATION_FROM" ] || echo "host replication all $REPLICATION_FROM trust" >> $PGDATA/pg_hba.conf
as pg_ctl -w -l /dev/null -o "-c listen_addresses='' -k /tmp" start >/dev/null
as psql -q -h /tmp -U postgres -c 'create database shop'
as pg_ctl -w stop >/dev/null
as postgres -c listen_addresses='*' -k /tmp "$@" &
until as psql -q -h /tmp -U postgres -d shop -c 'select 1' >/dev/null 2>&1; do sleep 0.1; done
for migration in $MIGRATIONS; do
  echo "Migrating schema \"public\" to version ${migration%%_*}" && as psql -q -h /tmp -U postgres -d shop -f "/app/$migration.sql" >/dev/null 2>&1 || true
done
echo 'schema is up to date'
wait
