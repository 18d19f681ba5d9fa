#!/bin/sh
# Makes sure that Chromium or Chrome is there for the tests of the page: on Debian, as root, a missing one is installed.
# Elsewhere, and where it cannot be installed, the tests themselves say what to do.
set -eu

# A browser that the user has named is the one; the tests look in the usual places as well.
[ -z "${CHROMIUM:-}" ] || exit 0
for name in chromium chromium-browser google-chrome google-chrome-stable chrome; do
    if command -v "$name" >/dev/null 2>&1; then exit 0; fi
done
if [ "$(uname -s)" != Linux ] || [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null 2>&1; then exit 0; fi
# Ubuntu's package is a stub that wants snapd.
. /etc/os-release
[ "${ID:-}" = debian ] || exit 0

log=$(mktemp)
trap 'rm -f "$log"' EXIT
echo "Browser: installing chromium with apt-get; set CHROMIUM to a browser of your own to prevent it"
(
    flock 9
    if ! { DEBIAN_FRONTEND=noninteractive apt-get update -qq &&
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium; } >"$log" 2>&1; then
        tail -n 5 "$log" >&2
        echo "Browser: apt-get could not install chromium (its last lines are above); the tests of the page will fail" >&2
    fi
) 9>/var/lock/structured-logs-browser
