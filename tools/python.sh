#!/bin/sh
# Runs its arguments with a Python of at least 3.11. A name found on PATH may be a pyenv shim without a version behind
# it, so each candidate is asked, not only found. One that can make a virtual environment is preferred. The system's own is
# asked first: Debian builds it with all optimisations, and what pyenv compiles takes about a quarter longer for everything.
set -eu

recent='import sys; sys.exit(sys.version_info < (3, 11))'
with_venv='import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))'
candidates="${PYTHON:-} ${SYSTEM_PYTHON:-/usr/bin/python3} python3.11 python3.12 python3.13 python3.14 python3"

for test in "$with_venv" "$recent"; do
    for candidate in $candidates; do
        if "$candidate" -c "$test" 2>/dev/null; then
            exec "$candidate" "$@"
        fi
    done
done

echo "Nie ma Pythona 3.11 lub nowszego. W Debianie 12 zainstaluj go poleceniem: apt install python3 python3-venv" >&2
exit 1
