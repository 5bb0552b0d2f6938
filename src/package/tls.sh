# shellcheck shell=bash disable=SC2016,SC2034,SC2086,SC2154 # inner shells expand; the suite has the variables
# SPDX-License-Identifier: MPL-2.0
# Cases about the server reached by itself, with a certificate, on a port of systemd's; for the suite.

site=sync.example.org
authority=$reports/authority
socket_file=/etc/systemd/system/firefox-sync.socket.d/50-installation.conf

# An authority of our own, which vouches for the site.
make_authority() {
    mkdir -p "$authority"
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 30 \
        -subj '/CN=Authority of the tests' -keyout "$authority/ca.key" -out "$authority/ca.pem"
}

# make_certificate SERIAL: with a new key.
make_certificate() {
    openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj "/CN=$site" \
        -keyout "$authority/privkey.pem" -out "$authority/request.pem"
    echo "subjectAltName=DNS:$site" >"$authority/extensions"
    openssl x509 -req -in "$authority/request.pem" -CA "$authority/ca.pem" -CAkey "$authority/ca.key" \
        -set_serial "0x$1" -days 20 -extfile "$authority/extensions" -out "$authority/cert.pem"
    cat "$authority/cert.pem" "$authority/ca.pem" >"$authority/fullchain.pem"
}

certbot=/etc/letsencrypt
hook=$certbot/renewal-hooks/deploy/firefox-sync

# What certbot has on a machine, and the hook of docs/operations/tls.md that it runs after each renewal.
certbot_has_files() {
    make_certificate "$1"
    mkdir -p "$box_directory$certbot/live/$site" "$box_directory${hook%/*}"
    cp "$authority/fullchain.pem" "$authority/privkey.pem" "$box_directory$certbot/live/$site/"
    sed -n '/^#!\/bin\/sh$/,/^```$/p' docs/operations/tls.md | sed '$d' >"$box_directory$hook"
    expect [ -s "$box_directory$hook" ]
    chmod 0755 "$box_directory$hook"
}

# The hook brings the files to where they belong.
certbot_renews() {
    certbot_has_files "$1"
    expect box env "RENEWED_LINEAGE=$certbot/live/$site" $hook
}

serial() {
    box_network openssl s_client -connect "127.0.0.1:443" -servername $site </dev/null 2>/dev/null |
        openssl x509 -noout -serial
}

# From here to its end a case asks the site, and believes the authority.
ask_the_site() {
    url=https://$site$1
    curl_options=(--cacert "$authority/ca.pem" --connect-to "::127.0.0.1:")
}

by_itself_it_listens_where_the_address_says() {
    local url curl_options
    make_authority
    certbot_renews A1
    ask_the_site ''
    expect reconfigure '
        expect "reach this server:" { send "https://sync.example.org\r" }
        expect "accounts may people use?" { send "1\r" }
        expect "is this server reached?" { send "6\r" }
        expect "File of the certificate:" { send "\r" }
        expect "key:" { send "\r" }'
    await_answer
    expect_equal serial=A1 "$(serial)"
    expect_equal enabled "$(box systemctl is-enabled firefox-sync.socket)"
    expect_equal active "$(box systemctl is-active firefox-sync.socket)"
    expect_equal /etc/firefox-sync/tls/fullchain.pem "$(box firefox-sync config get tls.certificate_file)"
    expect_equal 2 "$(answer /__heartbeat__ --http2 --output /dev/null --write-out '%{http_version}')"
    expect_equal 1.1 "$(answer /__heartbeat__ --http1.1 --output /dev/null --write-out '%{http_version}')"
    expect_equal 7 "$(box_network curl --silent http://127.0.0.1:5000/ || echo $?)"
}

# Eight clients ask all the time, each on a connection of its own, from before the restart to after it.
a_restart_over_TLS_loses_no_request() {
    local url curl_options clients process_before enough=$reports/enough
    ask_the_site ''
    process_before=$(property MainPID)
    seq 8 | box_network xargs -P 8 -I CLIENT sh -c '
        asked=0
        until [ -e "$0" ] || [ $asked = 5000 ]; do
            curl --silent --fail --max-time 30 --output /dev/null "$@"
            echo "status $?"
            asked=$((asked + 1))
        done' "$enough" "${curl_options[@]}" "$url/__heartbeat__" >"$reports/asked" &
    clients=$!
    sleep 0.5
    service restart firefox-sync || { touch "$enough" && return 1; }
    sleep 0.5
    touch "$enough"
    wait "$clients"
    sort "$reports/asked" | uniq -c
    expect [ "$(grep -cx 'status 0' "$reports/asked")" -gt 16 ]
    expect_equal 0 "$(grep -vcx 'status 0' "$reports/asked")"
    expect [ "$(property MainPID)" != "$process_before" ]
}

# The daemon looks every twenty seconds.
a_renewed_certificate_is_used_without_a_restart() {
    local tries process_before
    process_before=$(property MainPID)
    expect_equal serial=A1 "$(serial)"
    certbot_renews B2
    for ((tries = 0; tries < 120; tries++)); do
        [ "$(serial)" = serial=A1 ] || break
        sleep 0.5
    done
    expect_equal serial=B2 "$(serial)"
    expect_equal "$process_before" "$(property MainPID)"
}

reached_otherwise_it_gives_the_port_back() {
    local url=http://127.0.0.1:5000 curl_options=()
    expect reconfigure '
        expect "reach this server:" { send "https://sync.example.org\r" }
        expect "accounts may people use?" { send "1\r" }
        expect "is this server reached?" { send "1\r" }'
    await_answer
    expect_equal disabled "$(box systemctl is-enabled firefox-sync.socket)"
    expect_equal inactive "$(box systemctl is-active firefox-sync.socket)"
    expect box test ! -e $socket_file
    expect_equal "" "$(box firefox-sync config get tls.certificate_file)"
    ask_the_site ''
    expect_equal 7 "$(answer / >/dev/null || echo $?)"
    url=http://localhost:5000
    curl_options=()
    expect reconfigure '
        expect "reach this server:" { send "http://localhost:5000\r" }
        expect "accounts may people use?" { send "1\r" }'
    await_answer
}

# Where nobody is asked: the account must be there before its group can read a key.
answers_given_before_the_installation_hold() {
    local url curl_options
    expect box apt-get purge --yes firefox-sync
    expect box install -d -m 750 -g firefox-sync /srv/tls
    make_certificate C3
    install -m 640 -g "$(stat --format %g "$box_directory/srv/tls")" \
        "$authority/fullchain.pem" "$authority/privkey.pem" "$box_directory/srv/tls/"
    expect box debconf-set-selections <<TEXT
firefox-sync firefox-sync/public-url string https://$site:8443
firefox-sync firefox-sync/accounts select own
firefox-sync firefox-sync/reached select tls
firefox-sync firefox-sync/certificate-file string /srv/tls/fullchain.pem
firefox-sync firefox-sync/key-file string /srv/tls/privkey.pem
firefox-sync firefox-sync/owner string ann+sync@example.org
firefox-sync firefox-sync/purge-data boolean true
TEXT
    expect box env DEBIAN_FRONTEND=noninteractive apt-get install --yes "/root/$(basename "$package")" \
        >"$reports/answered" 2>&1
    expect grep -q 'firefox-sync invite --owner --email ann+sync@example.org' "$reports/answered"
    expect grep -q '&email=ann%2Bsync%40example.org$' <<<"$(box firefox-sync invite --owner --email ann+sync@example.org)"
    ask_the_site :8443
    await_answer
    expect_equal enabled "$(box systemctl is-enabled firefox-sync.socket)"
    expect box grep -qx "ListenStream=8443" $socket_file
    expect box grep -qx "public_url = \"https://$site:8443\"" $config
    expect box rm -r /srv/tls
}
