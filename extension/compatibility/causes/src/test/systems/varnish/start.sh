#!/bin/sh
# Pages behind a cache; varnishlog writes what happens to the container's output.
sed "s|HEALTH_PATH|$1|" pages.conf > /tmp/pages.conf
nginx -c /tmp/pages.conf &
varnishd -j none -F -f /app/default.vcl -a :80 -s malloc,32m -n /tmp/varnish &
until varnishlog -n /tmp/varnish -d -g raw -i Backend_health >/dev/null 2>&1; do sleep 0.1; done
exec varnishlog -n /tmp/varnish -g raw -i Backend_health,ReqURL,RespStatus,FetchError,VCL_Error,Error
