#!/bin/sh
# Alerts go to a webhook, whose path is the first argument.
cat > /tmp/alertmanager.yml <<P
route:
  receiver: desk
  group_wait: 200ms
  group_interval: 1s
receivers:
  - name: desk
    webhook_configs:
      - url: http://desk:8080$1
P
exec prometheus-alertmanager --config.file=/tmp/alertmanager.yml --storage.path=/tmp/alerts --cluster.listen-address=
