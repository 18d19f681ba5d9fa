#!/bin/sh
# A mail server of acme.test, with the settings that are its arguments.
cat > /etc/postfix/main.cf <<P
compatibility_level = 3.6
maillog_file = /dev/stdout
myhostname = mail.acme.test
mynetworks = 127.0.0.0/8
local_recipient_maps =
mailbox_command =
inet_protocols = ipv4
smtpd_relay_restrictions = permit_mynetworks, reject_unauth_destination
alias_maps =
alias_database =
P
for line in "$@"; do echo "$line" >> /etc/postfix/main.cf; done
grep -q ^postlog /etc/postfix/master.cf || echo 'postlog unix-dgram n - n - 1 postlogd' >> /etc/postfix/master.cf
sed -i -E 's/^(\S+\s+\S+\s+\S+\s+\S+\s+)y/\1n/' /etc/postfix/master.cf
exec postfix start-fg
