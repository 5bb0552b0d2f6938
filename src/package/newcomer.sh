# shellcheck shell=bash disable=SC2034,SC2154 # the suite has the variables
# SPDX-License-Identifier: MPL-2.0
# The case of an administrator who has never seen the package: from a bare system to a Firefox that
# syncs through it over TLS, with every key counted; for the suite.

# What she does in the terminal. certbot has a certificate already, and the hook of docs/operations/tls.md.
# shellcheck disable=SC2016 # Tcl's own
newcomer_types='
    set timeout 120
    set keys 0
    proc types {text} { global keys; incr keys [expr {[string length $text] + 1}]; send -- "$text\r" }
    spawn bash --norc
    expect_before timeout { exit 1 } eof { exit 1 }
    expect "# "
    types "cp /root/repository/firefox-sync.sources /etc/apt/sources.list.d/"
    expect "# "
    types "apt-get update && apt-get install firefox-sync"
    expect "continue?" { types "" }
    expect "reach this server:" { types "https://sync.example.org" }
    expect "accounts may people use?" { types "1" }
    expect "firefox-sync invite --owner" { expect "# " }
    types "/etc/letsencrypt/renewal-hooks/deploy/firefox-sync"
    expect "# "
    types "dpkg-reconfigure firefox-sync"
    expect "reach this server:" { types "" }
    expect "accounts may people use?" { types "1" }
    expect "is this server reached?" { types "6" }
    expect "File of the certificate:" { types "" }
    expect "key:" { types "" }
    expect "# "
    types "firefox-sync invite --owner"
    expect -re {https://sync.example.org/claim#[0-9a-f]+}
    set link $expect_out(0,string)
    expect "# "
    puts "\nlink $link\nkeys $keys"'

# In a box where nobody has been yet.
a_newcomer_syncs_after_few_keys() {
    local url curl_options
    box apt-get install --yes --quiet --quiet expect >/dev/null
    expect src/package/repository "$box_directory/root/repository" file:/root/repository >/dev/null
    expect box chmod 0755 /root
    certbot_has_files D4
    expect box env -u DEBIAN_FRONTEND expect -c "$newcomer_types" >"$reports/newcomer"
    cat "$reports/newcomer"
    ask_the_site ''
    await_answer
    expect box_network timeout 600 "${builder[@]}" mvn --batch-mode --no-transfer-progress --offline \
        -Pe2e "-De2e.server=$url" "-De2e.claim=$(sed -n 's/^link //p' "$reports/newcomer")" \
        "-De2e.authority=$authority/ca.pem" -Dit.test=NewcomerIT \
        test-compile failsafe:integration-test@default failsafe:verify@default >"$reports/newcomer-browser"
    {
        sed -n 's/^keys \([0-9]*\).*/\1 in the terminal/p' "$reports/newcomer"
        sed -n 's/^measured: /and in Firefox /p' "$reports/newcomer-browser"
    } | paste -s -d ' ' >"$reports/newcomer-keys"
    cat "$reports/newcomer-keys"
}
