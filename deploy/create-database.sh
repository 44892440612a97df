#!/bin/sh
# Run once by the PostgreSQL image in an empty volume: the portal's own role is no superuser.
set -eu
psql --no-psqlrc --set ON_ERROR_STOP=1 --username postgres --dbname postgres \
    --set password="$(cat /run/secrets/database_password)" <<'SQL'
CREATE ROLE portal LOGIN PASSWORD :'password';
CREATE DATABASE portal OWNER portal;
SQL
