#!/bin/sh
# The broker, with the lines of its first argument in its configuration.
printf 'loopback_users.guest = false\nlog.console = true\nlog.console.level = info\n%b' "$1" > /etc/rabbitmq/rabbitmq.conf
export RABBITMQ_LOGS=-
chown -R rabbitmq /var/lib/rabbitmq /etc/rabbitmq
exec rabbitmq-server
