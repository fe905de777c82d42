# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
# shellcheck shell=sh disable=SC2034,SC2153,SC2154 # the parts share their variables
#
# Part of scripts/mana-install: the process that replaces the loaded driver (see
# reload.sh). Exit status: 0 the new one runs, 1 the old one runs, 4 none does.

trap '' HUP INT TERM PIPE
PATH=$PATH:/sbin:/usr/sbin
STATE=/var/lib/mana-backport
MODULES=/lib/modules
# shellcheck source=scripts/install/common.sh
. "$(dirname "$0")/common.sh"
# shellcheck source=scripts/install/reload.sh
. "$(dirname "$0")/reload.sh"
SAVED=$STATE/reload
: "${new:?}"

tell() { echo "$(date +%T) $*"; }

# What lies on an interface below another one is that one's business.
stands_alone() { # INTERFACE
	[ ! -e "/sys/class/net/$1/master" ] && command -v ip >/dev/null 2>&1
}

save_interfaces() {
	interfaces >"$SAVED/interfaces"
	while read -r port name; do
		net=/sys/class/net/$name
		flags=$(cat "$net/flags" 2>/dev/null || echo 0)
		[ $((flags & 1)) -eq 0 ] || echo "$port" >>"$SAVED/up"
		[ "$(cat "$net/carrier" 2>/dev/null)" != 1 ] || echo "$port" >>"$SAVED/carrier"
		stands_alone "$name" || continue
		file=$SAVED/$(echo "$port" | tr '/:' '__')
		ip -o addr show dev "$name" scope global | awk '{ print $4 }' >"$file.addresses"
		ip -4 route show dev "$name" proto static >"$file.routes" 2>/dev/null
		ip -4 route show dev "$name" proto boot >>"$file.routes" 2>/dev/null
		ip -4 route show dev "$name" proto dhcp >>"$file.routes" 2>/dev/null
	done <"$SAVED/interfaces"
}

name_of() { # PORT
	interfaces | awk -v port="$1" '$1 == port { print $2 }'
}

restore_interfaces() {
	[ -e "$SAVED/up" ] || return 0
	while read -r port; do
		name=$(name_of "$port")
		[ -n "$name" ] || continue
		stands_alone "$name" || continue
		ip link set dev "$name" up
		file=$SAVED/$(echo "$port" | tr '/:' '__')
		while read -r address; do
			ip addr replace "$address" dev "$name"
		done <"$file.addresses"
		# shellcheck disable=SC2086 # a route is several words
		while read -r route; do ip route replace $route dev "$name"; done <"$file.routes"
	done <"$SAVED/up"
}

# As many interfaces as there were, and carrier where there was.
all_up() {
	[ "$(interfaces | wc -l)" -ge "$(wc -l <"$SAVED/interfaces")" ] || return 1
	[ -e "$SAVED/carrier" ] || return 0
	while read -r port; do
		name=$(name_of "$port")
		[ -n "$name" ] && [ "$(cat "/sys/class/net/$name/carrier" 2>/dev/null)" = 1 ] || return 1
	done <"$SAVED/carrier"
}

wait_until_up() {
	seconds=0
	restored=''
	while [ "$seconds" -lt "${RELOAD_TIMEOUT:-60}" ]; do
		if [ -z "$restored" ] && [ "$(interfaces | wc -l)" -ge "$(wc -l <"$SAVED/interfaces")" ]; then
			restore_interfaces
			restored=yes
		fi
		! all_up || return 0
		sleep 1
		seconds=$((seconds + 1))
	done
	return 1
}

# Without what it depends on, which either driver may need again.
unload() {
	[ -d /sys/module/mana ] || return 0
	if [ -d /sys/module/mana_ib ]; then
		tell "unloading mana_ib, which belongs to the kernel's own driver"
		rmmod mana_ib || return 1
		echo mana_ib >"$SAVED/mana_ib"
	fi
	rmmod mana
}

go_back() {
	unload
	old=$(find "$SAVED" -name 'mana.ko*' | head -n 1)
	if [ -z "$old" ] || ! insmod "$old"; then
		tell "FAILED, and the driver from before cannot be loaded: $(dmesg 2>/dev/null | grep -i mana | tail -n 1)"
		tell "the network adapter has no driver: reboot, or load one by hand"
		exit 4
	fi
	[ ! -e "$SAVED/mana_ib" ] || modprobe -q mana_ib
	tell "the driver from before is loaded again"
	wait_until_up || tell "its interfaces are not up yet"
	exit 1
}

reload_worker() {
	save_interfaces
	tell "unloading"
	unload || {
		tell "the loaded driver cannot be unloaded (who uses it? see lsmod): nothing was changed"
		exit 1
	}
	tell "loading $new"
	if ! modprobe mana; then
		tell "the new driver cannot be loaded: $(dmesg 2>/dev/null | tail -n 1)"
		go_back
	fi
	if ! wait_until_up; then
		tell "no interface is up after ${RELOAD_TIMEOUT:-60} seconds: going back"
		go_back
	fi
	tell "the new driver is loaded, its interfaces are up: $(interfaces | awk '{ printf "%s ", $2 }')"
	exit 0
}

reload_worker
