#!/bin/sh
# PostgreSQL's server programs for `make test-postgres`: installed where we are root on Debian, else said.
set -eu
if ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1; then exit 0; fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "installing PostgreSQL (for the tests of the workbench's store)"
  apt-get update -qq >/dev/null 2>&1 || true
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends postgresql >/dev/null 2>&1 && exit 0
fi
echo "PostgreSQL is not here: install Debian's package 'postgresql' and run make again."
exit 1
