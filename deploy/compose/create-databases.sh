#!/bin/sh
# Once, in an empty PostgreSQL: a role and a database for Tidings, and the same for the OpenID provider.
set -eu
create() {
  psql --set=ON_ERROR_STOP=1 --username=postgres --dbname=postgres \
    --set=name="$1" --set=password="$(cat "/run/secrets/$2")" <<'SQL'
CREATE ROLE :"name" LOGIN PASSWORD :'password';
CREATE DATABASE :"name" OWNER :"name" ENCODING 'UTF8' TEMPLATE template0;
REVOKE ALL ON DATABASE :"name" FROM PUBLIC;
SQL
}
create tidings database-password
create keycloak keycloak-database-password
