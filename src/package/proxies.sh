# shellcheck shell=bash disable=SC2016,SC2034,SC2086,SC2154 # inner shells expand; the suite has the variables
# SPDX-License-Identifier: MPL-2.0
# Cases about web servers in front of the daemon, for the suite: Debian's own, with the examples that
# the package installs and the lines of docs/operations/reverse-proxy.md, as they are.

# documented SERVER COLUMN: what the document has for it, 3 at the root, 4 under a path.
documented() {
    awk -F '|' -v server="$1" -v column="$2" '
        { name = $2; gsub(/ /, "", name) }
        name == server && /`/ { text = $column; gsub(/^ *`|` *$/, "", text); print text; exit }' \
        docs/operations/reverse-proxy.md
}

# example SERVER FILE COLUMN: the installed example, under a path with the document's line for that.
example() {
    local root under
    root=$(documented "$1" 3)
    under=$(documented "$1" "$3")
    awk -v root="$root" -v under="$under" '
        $1 !~ /^#/ && (at = index($0, root)) {
            $0 = substr($0, 1, at - 1) under substr($0, at + length(root)); found++
        }
        { print }
        END { exit found != 1 }' "$box_directory/usr/share/doc/firefox-sync/examples/$2"
}

# believed_by: the certificate of the site, where the examples have it.
give_certificate() {
    make_authority
    make_certificate D4
    expect box mkdir -p /etc/ssl/private /etc/haproxy
    cp "$authority/fullchain.pem" "$box_directory/etc/ssl/certs/$site.pem"
    install -m 600 "$authority/privkey.pem" "$box_directory/etc/ssl/private/$site.key"
    cat "$authority/fullchain.pem" "$authority/privkey.pem" >"$box_directory/etc/haproxy/$site.pem"
}

# settle PREFIX: what the daemon believes of the proxy.
settle() {
    local own=true mozilla=false
    [ -z "$1" ] || { own=false mozilla=true; }
    expect box firefox-sync config set public_url "https://$site$1" accounts.enabled $own mozilla_accounts.enabled $mozilla
    expect service restart firefox-sync
    url=http://localhost:5000$1 await_answer
}

# Requests of every kind, from another address of the loopback, which must be seen as the client's.
ask_through() {
    local url curl_options
    ask_the_site "$1"
    curl_options=(--cacert "$2" --connect-to "::127.0.0.1:" --interface 127.0.0.7)
    await_answer
    expect grep -q 127.0.0.7 <<<"$(answer '/__arrival__?nonce=1')"
    echo "127.0.0.1 $site" >"$reports/hosts"
    expect box_network java -XX:+UseSerialGC -XX:TieredStopAtLevel=1 "-Djdk.net.hosts.file=$reports/hosts" \
        -cp 'target/test-classes:target/classes:target/dist/lib/*' firefoxsync.conformance.ProxiedRequests \
        "https://$site:443$1" "$url" "$box_directory/etc/firefox-sync/master.secret" "$2"
}

# through PUT CERTIFICATE UNIT COLUMN: with "PUT COLUMN" having written the server's configuration.
through() {
    "$1" "$4"
    expect box systemctl reload-or-restart "$3"
    settle "$([ "$4" = 3 ] || echo /sync)"
    ask_through "$([ "$4" = 3 ] || echo /sync)" "$2"
}

# At the root, and in the full form under a path.
at_the_root_and_under_a_path() {
    through "$1" "$2" "$3" 3
    [ "$form" != full ] || through "$1" "$2" "$3" 4
    # The others want the same port, at the next boot too.
    expect box systemctl disable --now "$3"
    expect box firefox-sync config set public_url http://localhost:5000 accounts.enabled true mozilla_accounts.enabled false
    expect service restart firefox-sync
    url=http://localhost:5000 await_answer
}

put_nginx() {
    example nginx nginx.conf "$1" >"$box_directory/etc/nginx/sites-available/firefox-sync"
    box ln -sf ../sites-available/firefox-sync /etc/nginx/sites-enabled/
}

requests_arrive_as_they_were_signed_through_nginx() {
    expect box apt-get install --yes nginx-light
    give_certificate
    at_the_root_and_under_a_path put_nginx "$authority/ca.pem" nginx
    expect box rm /etc/nginx/sites-enabled/firefox-sync /etc/nginx/sites-available/firefox-sync
}

put_apache() {
    expect box a2enmod ssl proxy proxy_http headers
    example Apache apache2.conf "$1" >"$box_directory/etc/apache2/sites-available/firefox-sync.conf"
    expect box a2ensite firefox-sync
}

requests_arrive_as_they_were_signed_through_Apache() {
    expect box apt-get install --yes apache2
    give_certificate
    at_the_root_and_under_a_path put_apache "$authority/ca.pem" apache2
    expect box a2dissite --purge firefox-sync
    expect box rm /etc/apache2/sites-available/firefox-sync.conf
}

# It gets certificates by itself; here from the authority that it has in itself.
put_caddy() {
    {
        printf '{\n\tlocal_certs\n\tskip_install_trust\n}\n'
        example Caddy Caddyfile "$1"
    } >"$box_directory/etc/caddy/Caddyfile"
}

requests_arrive_as_they_were_signed_through_Caddy() {
    expect box apt-get install --yes caddy
    at_the_root_and_under_a_path put_caddy \
        "$box_directory/var/lib/caddy/.local/share/caddy/pki/authorities/local/root.crt" caddy
}

put_haproxy() {
    [ -e "$box_directory/root/haproxy.cfg" ] || box cp /etc/haproxy/haproxy.cfg /root/
    {
        cat "$box_directory/root/haproxy.cfg"
        example HAProxy haproxy.cfg "$1"
    } >"$box_directory/etc/haproxy/haproxy.cfg"
}

requests_arrive_as_they_were_signed_through_HAProxy() {
    expect box apt-get install --yes haproxy
    give_certificate
    at_the_root_and_under_a_path put_haproxy "$authority/ca.pem" haproxy
}
