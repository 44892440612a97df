#!/bin/sh
# Makes the files in secrets/ that docker-compose.yml reads. Existing files are left alone.
set -eu
cd "$(dirname "$0")/.."

umask 077
mkdir -p secrets
chmod 700 secrets

random() {
    head -c 96 /dev/urandom | base64 | tr -dc 'A-Za-z0-9' | head -c 64
}

# Readable by the containers' users, who differ; the folder above lets nobody else of this machine in.
keep() {
    if [ ! -e "secrets/$1" ]; then
        cat >"secrets/$1"
        chmod 444 "secrets/$1"
        echo "secrets/$1: utworzono"
    else
        cat >/dev/null
        echo "secrets/$1: już jest, bez zmian"
    fi
}

random | keep secret_key
random | keep postgres_password
random | keep database_password
printf 'postgresql://portal:%s@postgres:5432/portal' "$(cat secrets/database_password)" | keep database_url
printf '' | keep email_password
