# shellcheck shell=bash disable=SC2086,SC2154 # the suite has the variables
# SPDX-License-Identifier: MPL-2.0
# Cases about versions of the package, for the suite: newer over older, older over newer.

# What the next version will be: the package with another number and one more step of the schema.
newer=9.9.9

# make_newer STATEMENT: which that step is.
make_newer() {
    local tree status
    tree=$(mktemp -d)
    dpkg-deb -R "$package" "$tree" &&
        sed -i "s/^Version: .*/Version: $newer/" "$tree/DEBIAN/control" &&
        sed -i "s/$(dpkg-deb --field "$package" Version)/$newer/g" "$tree/DEBIAN/preinst" &&
        add_step "$tree" "$1" &&
        dpkg-deb -Znone -b "$tree" "$box_directory/root/firefox-sync_${newer}_all.deb" >/dev/null
    status=$?
    rm -rf "$tree"
    return $status
}

add_step() {
    local source=src/main/java/firefoxsync/database/Migrations.java classes=$1.classes
    mkdir -p "$classes/firefoxsync/database"
    echo "$2" >"$classes/firefoxsync/database/V999__later.sqlite.sql"
    awk -v last="$(grep -n 'new Migration(' $source | tail -1 | cut -d: -f1)" \
        'NR == last { sub(/\).*/, "),"); print; print "new Migration(999, \"later\")"; next } { print }' \
        $source >"$classes/Migrations.java" &&
        javac -nowarn -proc:none --release 17 -cp "$1/usr/share/firefox-sync/lib/*" -d "$classes" "$classes/Migrations.java" &&
        rm "$classes/Migrations.java" &&
        jar --update --no-compress --file "$1/usr/share/firefox-sync/lib/firefox-sync.jar" -C "$classes" . &&
        (cd "$1" && find usr etc -type f -exec md5sum {} + >DEBIAN/md5sums)
    local status=$?
    rm -rf "$classes"
    return $status
}

# A browser that writes until "$box_directory/root/enough" appears; see there.
start_load() {
    rm -f "$box_directory/root/enough"
    box_network java -XX:+UseSerialGC -XX:TieredStopAtLevel=1 \
        -cp 'target/test-classes:target/classes:target/dist/lib/*' src/package/Load.java \
        "$url" "$box_directory/etc/firefox-sync/master.secret" "$box_directory/root/enough" \
        >"$reports/load" 2>&1 &
    load=$!
}

end_load() {
    touch "$box_directory/root/enough"
    wait "$load" || { cat "$reports/load"; return 1; }
    cat "$reports/load"
}

schema_copy() {
    find "$box_directory/var/lib/firefox-sync" -name 'firefox-sync.db.schema-*' -printf '/var/lib/firefox-sync/%f\n'
}

an_upgrade_under_load_changes_the_schema_and_loses_nothing() {
    make_newer 'ALTER TABLE instance ADD COLUMN later BIGINT;'
    start_load
    sleep 3
    expect_equal "" "$(schema_copy)"
    box apt-get install --yes "/root/firefox-sync_${newer}_all.deb" >"$reports/upgrade" 2>&1 || {
        cat "$reports/upgrade"
        return 1
    }
    await_answer
    sleep 2
    end_load
    expect_equal "600 firefox-sync:firefox-sync" "$(mode_of "$(schema_copy)")"
    expect box sh -c 'journalctl --unit firefox-sync --no-pager | grep -q "copied the database to .*schema-"'
    expect grep -q ann@example.org <<<"$(box firefox-sync user list)"
}

# Going back needs no copy then: a step is kept whole or not at all.
a_failed_change_of_the_schema_says_where_the_copy_is() {
    make_newer 'ALTER TABLE nowhere ADD COLUMN later BIGINT;'
    box apt-get install --yes "/root/firefox-sync_${newer}_all.deb" >"$reports/failed-upgrade" 2>&1 || true
    expect grep -q 'the service did not start' "$reports/failed-upgrade"
    expect box sh -c "journalctl --unit firefox-sync --no-pager |
        grep -q 'could not be brought up to date .*; as it was before, it is in $(schema_copy)'"
    expect_equal "600 firefox-sync:firefox-sync" "$(mode_of "$(schema_copy)")"
    expect box apt-get remove --yes firefox-sync
    expect box apt-get install --yes "/root/$(basename "$package")"
    await_answer
    expect grep -q ann@example.org <<<"$(box firefox-sync user list)"
    expect box rm "$(schema_copy)"
}

an_older_version_is_refused_with_words() {
    if box apt-get install --yes --allow-downgrades "/root/$(basename "$package")" >"$reports/downgrade" 2>&1; then
        echo "it was installed"
        return 1
    fi
    expect grep -q "version $newer is installed, and its data cannot be given to the older" "$reports/downgrade"
    await_answer
}

an_older_program_names_the_copy_that_it_can_go_back_to() {
    local copy
    copy=$(schema_copy)
    expect box apt-get remove --yes firefox-sync
    box apt-get install --yes "/root/$(basename "$package")" >"$reports/older" 2>&1 || true
    expect grep -q 'the service did not start' "$reports/older"
    expect box sh -c "journalctl --unit firefox-sync --no-pager --lines 30 | grep -q 'firefox-sync restore $copy'"
    expect service stop firefox-sync
    expect box firefox-sync restore "$copy"
    expect service start firefox-sync
    await_answer
    expect grep -q ann@example.org <<<"$(box firefox-sync user list)"
}

an_upgrade_keeps_everything() {
    local secret_before process_before
    secret_before=$(box sha256sum /etc/firefox-sync/master.secret)
    process_before=$(property MainPID)
    box sh -c "echo '# changed by hand' >>$config"
    expect box apt-get install --yes --reinstall "/root/$(basename "$package")"
    await_answer
    [ "$(property MainPID)" != "$process_before" ]
    expect_equal "$secret_before" "$(box sha256sum /etc/firefox-sync/master.secret)"
    expect box grep -q 'changed by hand' $config
    expect grep -q ann@example.org <<<"$(box firefox-sync user list)"
}
