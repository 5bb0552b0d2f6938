# shellcheck shell=bash disable=SC2016,SC2086,SC2154 # awk and inner shells expand; the suite has the variables
# SPDX-License-Identifier: MPL-2.0
# Cases about what an administrator and systemd do with the installed service, for the suite.

values_are_set_by_command_and_edits_stay() {
    expect box sh -c "echo '# by hand' >>$config"
    expect box firefox-sync config set log.requests true sync.quota_bytes 1000000
    expect_equal true "$(box firefox-sync config get log.requests)"
    expect grep -q "^sync.quota_bytes = 1000000  # $config:" <<<"$(box firefox-sync config dump)"
    if box firefox-sync --config $config config set accounts.sign_up everybody 2>"$reports/refused"; then
        echo "it was set"
        return 1
    fi
    expect grep -q 'accounts.sign_up must be one of' "$reports/refused"
    expect box grep -qx '# by hand' $config
    expect_equal "640 root:firefox-sync" "$(mode_of $config)"
    expect box sh -c "setpriv --reuid=nobody --clear-groups firefox-sync config get log.level 2>&1 | grep -q 'cannot be read'"
    expect box sed -i '/^# by hand/d; s/^requests = true/#requests = false/; s/^quota_bytes = .*/#quota_bytes = 0/' $config
    expect service restart firefox-sync
    await_answer
}

a_stuck_daemon_is_replaced_by_the_watchdog() {
    local stuck tries
    expect box mkdir -p /run/systemd/system/firefox-sync.service.d
    expect box sh -c 'printf "[Service]\nWatchdogSec=5\nTimeoutAbortSec=2\nRestartSec=1\n" \
        >/run/systemd/system/firefox-sync.service.d/quick.conf'
    expect box systemctl daemon-reload
    expect service restart firefox-sync
    await_answer
    stuck=$(property MainPID)
    [ "$stuck" -gt 0 ]
    expect box kill -STOP "$stuck"
    for ((tries = 0; tries < 150; tries++)); do
        [ "$(property MainPID)" = "$stuck" ] || [ "$(property ActiveState)" != active ] || break
        sleep 0.2
    done
    await_answer
    [ "$(property MainPID)" != "$stuck" ]
    expect box sh -c 'journalctl --unit firefox-sync --no-pager | grep -q "Watchdog timeout"'
    expect box rm -r /run/systemd/system/firefox-sync.service.d
    expect box systemctl daemon-reload
    expect service restart firefox-sync
    await_answer
}

backups() {
    find "$box_directory/var/lib/firefox-sync/backups" -name 'firefox-sync-*.zip' -printf '%f\n' | sort
}

the_timer_makes_backups_and_keeps_seven() {
    local folder=/var/lib/firefox-sync/backups
    expect box sh -c '! systemctl is-enabled firefox-sync-backup.timer'
    expect box systemctl enable --now firefox-sync-backup.timer
    expect grep -q firefox-sync-backup.timer <<<"$(box systemctl list-timers --no-pager)"
    expect service start firefox-sync-backup.service
    expect_equal 1 "$(backups | wc -l)"
    expect_equal "600 firefox-sync:firefox-sync" "$(mode_of "$folder/$(backups)")"
    expect box sh -c "for day in 1 2 3 4 5 6 7 8; do
        install -o firefox-sync -m 0600 /dev/null $folder/firefox-sync-2020010\${day}T000000Z.zip; done"
    expect service start firefox-sync-backup.service
    expect_equal 7 "$(backups | wc -l)"
    expect box systemctl disable --now firefox-sync-backup.timer
    score_of firefox-sync-backup >"$reports/score-of-backup"
    expect awk '{ exit !($1 > 0 && $1 <= 1.2) }' "$reports/score-of-backup"
}

a_backup_is_put_back_while_the_service_stands() {
    local backup
    backup=$(box firefox-sync backup --with-secret)
    expect box sh -c 'echo "correct horse battery" | firefox-sync user add ben@example.org'
    if box firefox-sync restore "$backup" 2>"$reports/running"; then
        echo "it was put back under the running service"
        return 1
    fi
    expect grep -q 'is in use: systemctl stop' "$reports/running"
    expect box cp "$backup" /root/backup.zip
    expect service stop firefox-sync
    expect box sh -c 'firefox-sync restore - </root/backup.zip'
    expect service start firefox-sync
    await_answer
    expect_equal "600 firefox-sync:firefox-sync" "$(mode_of $database)"
    expect_equal "" "$(box find /var/lib/firefox-sync ! -user firefox-sync)"
    box firefox-sync user list >"$reports/users"
    expect grep -q ann@example.org "$reports/users"
    expect_equal 0 "$(grep -c ben@example.org "$reports/users")"
}

shells_complete_commands() {
    local file=/usr/share/bash-completion/completions/firefox-sync
    expect box bash -c "source $file"' && COMP_WORDS=(firefox-sync config s) COMP_CWORD=2 &&
        _complete_firefox-sync && [ "${COMPREPLY[*]}" = set ]'
    expect box test -s /usr/share/zsh/vendor-completions/_firefox-sync
}

manual_pages_are_well_formed() {
    local page
    for page in man/*.[1-8]; do
        expect_equal "" "$(LC_ALL=C.UTF-8 MANROFFSEQ='' MANWIDTH=80 man --warnings -E UTF-8 -l -Tutf8 -Z "$page" 2>&1 >/dev/null)"
    done
}

# The installation names the command; the link is of this server, and no other account exists yet.
the_first_owner_is_shown_her_link() {
    box firefox-sync invite --owner >"$reports/link"
    expect grep -qE "^$url/claim#[A-Za-z0-9_-]{20,}$" "$reports/link"
    expect grep -q '<html' <<<"$(answer /claim)"
    expect_equal 0 "$(box journalctl --no-pager | grep -c -e "$(sed 's/.*#//' "$reports/link")")"
}

# A security update of Java is in effect without anybody's doing.
a_new_Java_makes_the_class_data_again_and_is_used() {
    local archive=/var/cache/firefox-sync/classes.jsa archive_before process_before java
    archive_before=$(box stat --format %y $archive)
    process_before=$(property MainPID)
    java=$(box dpkg-query --search "$(box readlink -f /usr/bin/java)" | cut -d : -f 1)
    expect box apt-get install --yes --reinstall "$java"
    await_answer
    expect [ "$(property MainPID)" != "$process_before" ]
    expect [ "$(box stat --format %y $archive)" != "$archive_before" ]
    natives_and_class_data_come_from_the_cache
}

a_disabled_service_stays_disabled_over_an_upgrade() {
    expect box systemctl disable --now firefox-sync
    expect box apt-get install --yes --reinstall "/root/$(basename "$package")"
    expect_equal disabled "$(box systemctl is-enabled firefox-sync)"
    expect_equal inactive "$(box systemctl is-active firefox-sync)"
    expect box systemctl enable firefox-sync
    expect service start firefox-sync
    await_answer
}
