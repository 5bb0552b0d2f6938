# SPDX-License-Identifier: MPL-2.0
# cluster.sh BINARIES PORT PASSWORD: a PostgreSQL cluster that lives as long as standard input is
# open, so that nothing is left of it however the tests end. A line "restart" stops it at once, as a
# crash would, and starts it again.
set -eu
umask 077
binaries=$1 port=$2
directory=$(mktemp -d "${TMPDIR:-/tmp}/firefox-sync-postgresql.XXXXXX")
trap 'rm -rf "$directory"' EXIT
cd "$directory"
printf '%s\n' "$3" >password

# A collation that orders unlike bytes: nothing may depend on what the administrator chose.
"$binaries/initdb" --pgdata=data --no-sync --username=tests --pwfile=password \
    --auth=scram-sha-256 --encoding=UTF8 --locale=C.UTF-8 \
    --locale-provider=icu --icu-locale=en-US >initdb.log 2>&1 || {
    cat initdb.log >&2
    exit 1
}

start() {
    "$binaries/postgres" -D data -h 127.0.0.1 -p "$port" -k "$directory" \
        -c fsync=off -c synchronous_commit=off -c full_page_writes=off \
        -c shared_buffers=64MB -c max_connections=300 -c deadlock_timeout=100ms \
        >postgres.log 2>&1 </dev/null &
    server=$!
}

stop() {
    kill -QUIT "$server" 2>/dev/null || true
    wait "$server" || true
}

start
while read -r word; do
    if [ "$word" = restart ]; then
        stop
        start
    fi
done
stop
