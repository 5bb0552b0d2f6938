# shellcheck shell=bash
# SPDX-License-Identifier: MPL-2.0
# Boxes: throw-away Debian systems with a real systemd as their first process, for the tests of the
# package. Sourced by bash scripts that run as root.
#
#   box_image SUITE    makes the image that boxes are copied from, once for each machine
#   box_start SUITE    copies and boots one
#   box_reboot         powers it off and boots it again
#   box COMMAND...     runs a command in it, as root, with a clean environment
#   box_network COMMAND...   runs a program of this machine in its network
#   box_stop           powers it off and deletes it
#
# A box has a network of its own with nothing but a loopback in it. So its ports are always free,
# nothing in it can be reached from elsewhere, and what apt needs has to be in the image already.

box_cache=${XDG_CACHE_HOME:-${HOME:-/root}/.cache}/firefox-sync
box_recipe=2
box_directory=
box_process=
box_first_process=

# Everything the image holds beside a minimal Debian is downloaded and not installed: a box shows
# that installing our package brings its dependencies along.
box_image() {
    local suite=$1 image
    image=$box_cache/$suite-$box_recipe
    [ ! -d "$image" ] || return 0
    mkdir -p "$box_cache"
    rm -rf "$image.new"
    # shellcheck disable=SC2016 # mmdebstrap's shell expands it
    timeout 900 mmdebstrap --quiet --variant=minbase --include=systemd,systemd-sysv,dbus,procps \
        --skip=cleanup/apt --customize-hook='APT_CONFIG=$MMDEBSTRAP_APT_CONFIG \
            apt-get --yes --quiet --quiet --option APT::Install-Recommends=true \
            --download-only install default-jre-headless nginx-light apache2 haproxy caddy debconf-utils expect' \
        "$suite" "$image.new" >/dev/null || return 1
    : >"$image.new/etc/machine-id"
    echo box >"$image.new/etc/hostname"
    mv "$image.new" "$image"
}

box_start() {
    box_directory=$(mktemp -d "$box_cache/box.XXXXXX")
    cp -a --reflink=auto "$box_cache/$1-$box_recipe/." "$box_directory" || return 1
    # What is thrown away need not be safe on the disk file by file.
    echo force-unsafe-io >"$box_directory/etc/dpkg/dpkg.cfg.d/box"
    # An installed Debian has it; a minimal one has not, and Caddy looks for localhost.
    printf '127.0.0.1\tlocalhost\n127.0.1.1\tbox\n' >"$box_directory/etc/hosts"
    box_boot
}

box_reboot() {
    box_power_off
    box_boot
}

box_boot() {
    local tries
    # nspawn expects to find systemd's run-time folder and one hierarchy of cgroups. A machine that
    # is not booted with systemd has neither: they are made in a mount namespace of their own, and
    # the machine's are left alone.
    # shellcheck disable=SC2016 # the inner shell expands it
    setsid unshare --mount --propagation private sh -ec '
        mount -t tmpfs tmpfs /run
        mkdir -p /run/systemd/nspawn /run/lock
        umount --recursive --lazy /sys/fs/cgroup
        mount -t cgroup2 cgroup2 /sys/fs/cgroup
        exec systemd-nspawn --quiet --boot --directory="$1" --machine=box --private-network \
            --register=no --keep-unit --link-journal=no --resolv-conf=off --timezone=off \
            --console=pipe' sh "$box_directory" </dev/null >"$box_directory.console" 2>&1 &
    box_process=$!
    for ((tries = 0; tries < 300; tries++)); do
        sleep 0.2
        [ -d "/proc/$box_process" ] || break
        box_first_process=$(box_first_below "$box_process") || continue
        case $(box systemctl is-system-running 2>/dev/null) in
            running | degraded) return 0 ;;
        esac
    done
    tail -n 20 "$box_directory.console" >&2
    return 1
}

# The descendant that is process 1 in a process namespace of its own.
box_first_below() {
    local child
    for child in $(ps -o pid= --ppid "$1"); do
        if [ "$(awk '/^NSpid:/ { print $NF }' "/proc/$child/status" 2>/dev/null)" = 1 ]; then
            echo "$child"
            return 0
        fi
        box_first_below "$child" && return 0
    done
    return 1
}

box() {
    timeout --kill-after=5 600 nsenter --target "$box_first_process" --all -- \
        env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
        HOME=/root USER=root LOGNAME=root SHELL=/bin/bash TERM=dumb LANG=C.UTF-8 "$@"
}

box_network() {
    nsenter --target "$box_first_process" --net -- "$@"
}

box_stop() {
    box_power_off
    if [ -n "$box_directory" ]; then
        rm -rf "$box_directory" "$box_directory.console"
    fi
    box_directory=
}

box_power_off() {
    local tries process
    if [ -n "$box_process" ] && [ -d "/proc/$box_process" ]; then
        box systemctl poweroff --no-block >/dev/null 2>&1 || true
        for ((tries = 0; tries < 150; tries++)); do
            [ -d "/proc/$box_process" ] || break
            sleep 0.2
        done
        for process in $box_first_process $box_process; do
            [ ! -d "/proc/$process" ] || kill -KILL "$process" || true
        done
        wait "$box_process" 2>/dev/null || true
    fi
    box_process=
    box_first_process=
}
