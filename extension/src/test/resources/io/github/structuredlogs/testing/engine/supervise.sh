#!/bin/sh
# Runs dockerd with the given options, and again whenever it ends, unless there is a file /stopped. With TLS=1 its port
# takes only clients with the certificate that is made here.
set -eu

# Where it is mounted read-only, the kernel's settings for networks could not be written.
umount /proc/sys 2>/dev/null || true

certificate() {
    name=$1
    extensions=$2
    openssl req -newkey rsa:2048 -nodes -keyout "$name-key.pem" -out "$name.csr" -subj "/CN=$name"
    printf '%s\n' "$extensions" >"$name.ext"
    openssl x509 -req -in "$name.csr" -CA ca.pem -CAkey ca-key.pem -CAcreateserial -out "$name-cert.pem" -days 2 \
        -extfile "$name.ext"
}

if [ -n "${TLS:-}" ]; then
    mkdir -p /certificates/client
    cd /certificates
    openssl req -x509 -newkey rsa:2048 -nodes -keyout ca-key.pem -out ca.pem -days 2 -subj /CN=ca
    certificate server "subjectAltName=IP:$(hostname -i)"
    certificate client extendedKeyUsage=clientAuth
    # The names that DOCKER_CERT_PATH stands for.
    cp ca.pem client/ca.pem
    cp client-cert.pem client/cert.pem
    cp client-key.pem client/key.pem
    set -- -H tcp://0.0.0.0:2376 --tlsverify --tlscacert=/certificates/ca.pem --tlscert=/certificates/server-cert.pem \
        --tlskey=/certificates/server-key.pem "$@"
else
    set -- -H tcp://0.0.0.0:2375 --tls=false "$@"
fi
while :; do
    if [ -e /stopped ]; then
        sleep 0.1
    else
        rm -f /var/run/docker.pid
        dockerd -H unix:///var/run/docker.sock "$@" || echo "dockerd ended with $?"
    fi
done
