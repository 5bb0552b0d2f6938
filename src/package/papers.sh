# shellcheck shell=bash disable=SC2154 # the suite has the variables
# SPDX-License-Identifier: MPL-2.0
# Cases about the package as a file: how it is built, and what Debian's policy asks of it; for the suite.

# left_out RELEASE: Debian 12's lintian still asks for an init script, later ones know no such tag.
left_out() {
    [ "$1" != bookworm ] || echo --suppress-tags package-supports-alternative-init-but-no-init.d-script
}

lintian_has_nothing_to_say() {
    # shellcheck disable=SC2046 # words
    expect lintian --allow-root --fail-on error,warning,info,pedantic --display-info --pedantic \
        $(left_out "$(sed -n 's/^VERSION_CODENAME=//p' /etc/os-release)") \
        "$package" target/firefox-sync-client_*_all.deb
}

# Debian 12 and 13 have one lintian each: "full" asks the other release's too.
the_lintian_of_the_release_has_nothing_to_say() {
    # shellcheck disable=SC2016 # mmdebstrap's shell expands it
    expect timeout 900 mmdebstrap --quiet --variant=apt --include=lintian \
        --customize-hook="copy-in $package $(readlink -f target/firefox-sync-client_*_all.deb) /root" \
        --customize-hook='chroot "$1" sh -c "lintian --version && lintian --allow-root --display-info --pedantic \
            --fail-on error,warning,info,pedantic \
            '"$(left_out "$suite")"' /root/*.deb"' "$suite" /dev/null
}

# What the paragraphs of debian/copyright name are the jars of the package, all of them and no others.
every_jar_has_its_copyright() {
    local pattern jar
    sed -n -E 's,^(Files:| ) *usr/share/firefox-sync/lib/,,p' debian/copyright >"$reports/copyrights"
    dpkg-deb --contents "$package" | sed -n 's|.*/usr/share/firefox-sync/lib/\(.*\.jar\)$|\1|p' |
        grep -vx firefox-sync.jar | sort >"$reports/jars"
    expect [ -s "$reports/jars" ]
    : >"$reports/jars-told"
    while read -r pattern; do
        while read -r jar; do
            # shellcheck disable=SC2254 # it is a pattern
            case $jar in $pattern) echo "$jar" ;; esac
        done <"$reports/jars" >"$reports/jars-of-one"
        [ -s "$reports/jars-of-one" ] || { echo "no jar is $pattern"; return 1; }
        cat "$reports/jars-of-one" >>"$reports/jars-told"
    done <"$reports/copyrights"
    expect diff "$reports/jars" <(sort -u "$reports/jars-told")
}

questions_are_translated() {
    local folder
    for folder in po client-po; do
        for language in de fr; do
            expect_equal 0 "$(msgattrib --untranslated --no-obsolete debian/$folder/$language.po | grep -c '^msgid')"
            expect_equal 0 "$(msgattrib --only-fuzzy --no-obsolete debian/$folder/$language.po | grep -c '^msgid')"
        done
    done
    expect_equal "$(po2debconf -e utf8 debian/templates.in)" "$(cat debian/control/templates)"
    expect_equal "$(po2debconf -e utf8 --podir=debian/client-po debian/client-templates.in)" "$(cat debian/client/templates)"
}

a_second_build_is_equal_to_the_byte() {
    cp "$package" "$reports/first.deb"
    expect "${builder[@]}" mvn --batch-mode --quiet --offline package -DskipTests
    expect cmp "$package" "$reports/first.deb"
}
