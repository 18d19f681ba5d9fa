#!/bin/sh
# engine.sh start DIRECTORY: starts an engine inside a container of the machine's own and writes the tests' settings
# for it into the directory. engine.sh stop DIRECTORY: removes it with all that it holds.
set -eu
directory=$2
image=structured-logs-test/engine:28
base=debian:bookworm-slim

stop() {
    if [ -s "$directory/engine-28.id" ]; then
        docker rm --force --volumes "$(cat "$directory/engine-28.id")" >/dev/null 2>&1 || true
        rm -f "$directory/engine-28.id"
    fi
}

start() {
    # Of a build that was broken off.
    stop
    docker image inspect "$image" >/dev/null 2>&1 || docker build --quiet --tag "$image" \
        "$(dirname "$0")/../../src/test/resources/io/github/structuredlogs/testing/engine" >/dev/null
    # What --privileged would give, less one capability that machines may lack.
    docker run --detach --cap-add ALL --cap-drop SYS_RESOURCE \
        --security-opt seccomp=unconfined --security-opt systempaths=unconfined --device-cgroup-rule 'a *:* rwm' \
        --cgroupns host --volume /sys/fs/cgroup:/sys/fs/cgroup:rw --volume /var/lib/docker "$image" >"$directory/engine-28.id"
    id=$(cat "$directory/engine-28.id")
    # Not a published port: the ports of its containers are reached at the same address.
    host=tcp://$(docker inspect --format '{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}' "$id"):2375
    seconds=0
    until docker --host "$host" version >/dev/null 2>&1; do
        seconds=$((seconds + 1))
        if [ "$seconds" -ge 60 ]; then
            docker logs --tail 10 "$id" >&2
            echo "Engine: the second engine does not answer at $host after 60 s (its last lines are above)." >&2
            exit 1
        fi
        sleep 1
    done
    docker save "$base" | docker --host "$host" load >/dev/null
    echo "Engine: testing on $(docker --host "$host" version --format '{{.Server.Version}}') at $host"
    cat >"$directory/engine.properties" <<END
engine.answers=true
engine.docker-host=$host
engine.host-override=
engine.ryuk-disabled=true
END
}

"$1"
