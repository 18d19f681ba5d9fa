#!/bin/sh
# Makes sure that a container engine answers and has the base image of the test images, and writes the settings
# that Testcontainers needs on this machine to the properties file named by the first argument. Where no engine can be
# had it exits with 3 and writes the reason there.
#
# Where an engine answers and an image registry does, nothing is installed and every setting stays as it is. On
# Debian and Ubuntu, as root, a missing engine is installed and started, and a base image that cannot be pulled is
# made from the distribution's packages.
set -eu

settings=$1
base=debian:bookworm-slim
# Marks a base image that was made here, which also tells that no registry was in reach.
made_here=io.github.structuredlogs.base
work=${TMPDIR:-/tmp}/structured-logs-engine.$$
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
mkdir -p "$work" "$(dirname "$settings")"

say() {
    echo "Engine: $*"
}

# The build takes the sentence from the settings and ends with it.
fail() {
    printf 'engine.failure=%s\n' "$(echo "$*" | tr '\\\n' '/ ')" >"$settings"
    exit 3
}

have() {
    command -v "$1" >/dev/null 2>&1
}

# Runs a command, for at most the given seconds where the system can bound it (macOS cannot).
within() {
    seconds=$1
    shift
    if have timeout; then timeout "$seconds" "$@"; else "$@"; fi
}

may_install() {
    [ "$(id -u)" = 0 ] && [ "$(uname -s)" = Linux ] && have apt-get
}

# The places where Testcontainers looks for a socket by itself.
usual_socket() {
    for socket in /var/run/docker.sock "${XDG_RUNTIME_DIR:-/run/user/$(id -u)}/docker.sock" \
        "$HOME/.docker/run/docker.sock" "$HOME/.docker/desktop/docker.sock"; do
        if [ -S "$socket" ]; then return 0; fi
    done
    return 1
}

# Without Docker's command line an address is all that can be seen from here; Testcontainers will find out the rest.
answers() {
    if have docker; then
        within 20 docker version --format '{{.Server.Version}}' >/dev/null 2>"$work/reason"
    else
        echo "there is neither a docker command, nor DOCKER_HOST, nor a socket" >"$work/reason"
        [ -n "${DOCKER_HOST:-}" ] || usual_socket
    fi
}

# What needs root is done by one build at a time.
alone() {
    (
        flock 9
        "$@"
    ) 9>/var/lock/structured-logs-engine
}

runs_here() {
    [ -s /var/run/docker.pid ] && kill -0 "$(cat /var/run/docker.pid)" 2>/dev/null
}

install() {
    say "installing $* with apt-get"
    if ! { DEBIAN_FRONTEND=noninteractive apt-get update -qq &&
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@"; } >"$work/apt" 2>&1; then
        tail -n 20 "$work/apt" >&2
        fail "apt-get could not install $* (its last lines are above)."
    fi
}

wait_for_engine() {
    seconds=0
    until answers; do
        seconds=$((seconds + 1))
        [ "$seconds" -lt "$1" ] || return 1
        sleep 1
    done
}

set_up() {
    if answers; then return; fi
    if ! have dockerd || ! have docker; then
        # Newer releases have the command line in a package of its own.
        apt-get update -qq >/dev/null 2>&1 || true
        if apt-cache show docker-cli >/dev/null 2>&1; then cli=docker-cli; else cli=; fi
        # shellcheck disable=SC2086 # no second package where there is none
        install docker.io iptables $cli
    fi
    if [ -d /run/systemd/system ]; then
        systemctl start docker || true
    elif ! runs_here; then
        say "starting dockerd, its log is /var/log/dockerd.log"
        # It outlives this build on purpose, and must not inherit the lock.
        setsid dockerd >/var/log/dockerd.log 2>&1 </dev/null 9>&- &
    fi
    if ! wait_for_engine 60; then
        tail -n 10 /var/log/dockerd.log >&2 2>/dev/null || true
        fail "dockerd was started and does not answer after 60 s: $(tail -n 1 "$work/reason")"
    fi
}

make_base() {
    if docker image inspect "$base" >/dev/null 2>&1; then return; fi
    say "$base cannot be pulled, making it from Debian's packages"
    have debootstrap || install debootstrap debian-archive-keyring
    mirror=$(apt-get indextargets --format '$(SITE)' 'Created-By: Packages' 2>/dev/null | grep '/debian/*$' | head -n 1)
    root=$work/root
    if ! debootstrap --variant=minbase bookworm "$root" "${mirror:-http://deb.debian.org/debian}" >"$work/debootstrap" 2>&1; then
        tail -n 10 "$work/debootstrap" >&2
        fail "debootstrap could not make $base (its last lines are above)."
    fi
    # As in the published slim image: no documentation, now or from packages installed later.
    for directory in doc groff info linda lintian locale man; do
        echo "path-exclude /usr/share/$directory/*"
        if [ -d "$root/usr/share/$directory" ]; then find "$root/usr/share/$directory" ! -type d -delete; fi
    done >"$root/etc/dpkg/dpkg.cfg.d/docker"
    rm -rf "$root"/var/lib/apt/lists/* "$root"/var/cache/apt/archives/*.deb "$root"/var/cache/apt/*.bin
    tar -C "$root" --exclude='./dev/*' -c . | docker import -c 'CMD ["bash"]' -c "LABEL $made_here=debootstrap" \
        -c 'ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' - "$base" >/dev/null
}

if ! answers; then
    if [ -n "${DOCKER_HOST:-}" ]; then
        fail "The tests run real containers, and no engine answers at DOCKER_HOST=$DOCKER_HOST ($(tail -n 1 "$work/reason"))."
    elif grep -q 'permission denied' "$work/reason"; then
        fail "The tests run real containers, and $(id -un) may not talk to the engine that is here" \
            "($(tail -n 1 "$work/reason")); add the user to the group docker, or set DOCKER_HOST."
    elif ! may_install; then
        fail "The tests run real containers, and no container engine answers ($(tail -n 1 "$work/reason"));" \
            "start Docker or set DOCKER_HOST (root on Debian or Ubuntu gets one installed by the build)."
    fi
    alone set_up
fi

host=${DOCKER_HOST:-}
host_override=${TESTCONTAINERS_HOST_OVERRIDE:-}
ryuk_disabled=${TESTCONTAINERS_RYUK_DISABLED:-}
if have docker; then
    if ! docker image inspect "$base" >/dev/null 2>&1 && ! within 180 docker pull -q "$base" >/dev/null 2>"$work/reason"; then
        if ! may_install; then
            fail "The test images are built on $base, which is not here and cannot be pulled: $(tail -n 1 "$work/reason")"
        fi
        alone make_base
    fi
    # Testcontainers does not know Docker's contexts.
    if [ -z "$host" ] && ! usual_socket; then
        host=$(docker context inspect --format '{{.Endpoints.docker.Host}}')
    fi
    # In a container Testcontainers expects the engine outside of it.
    if [ -z "$host_override" ] && [ -e /.dockerenv ] && [ "${host#tcp:}" = "$host" ] && runs_here; then
        host_override=localhost
    fi
    # Ryuk comes from the registry.
    if [ -z "$ryuk_disabled" ] &&
        [ -n "$(docker image inspect --format "{{index .Config.Labels \"$made_here\"}}" "$base" 2>/dev/null)" ]; then
        ryuk_disabled=true
    fi
fi

cat >"$settings" <<END
engine.answers=true
engine.docker-host=$host
engine.host-override=$host_override
engine.ryuk-disabled=$ryuk_disabled
END
