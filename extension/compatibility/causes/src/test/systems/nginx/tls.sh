#!/bin/sh
# Makes a certificate that is valid for thirty days from the date of its first argument, and starts nginx.
mkdir -p /tls && cd /tls || exit 1
faketime "$1" openssl req -x509 -newkey rsa:2048 -nodes -keyout key.pem -out cert.pem -days 30 -subj /CN=payments -addext subjectAltName=DNS:payments 2>/dev/null
cp cert.pem ca.pem
exec nginx -c /app/tls-front.conf
