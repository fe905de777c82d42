# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
# shellcheck shell=bash
#
# Where the life of an installation is tried and not the driver: source it.

light_part=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/life-driver.c

# The driver of a copy of the sources becomes one small file, and the kernel's
# headers are not asked what it could need. All that an installer can see stays:
# the version, the PCI alias, paths in __FILE__.
make_driver_light() { # DIR
	find "$1/drivers" -name '*.[ch]' -delete
	cp "$light_part" "$1/drivers/net/ethernet/microsoft/mana/main.c"
	# shellcheck disable=SC2016 # make's variable
	sed -i '/^mana-y := /,/^	)/c mana-y := $(mana-d)/main.o' "$1/Kbuild"
	cat >"$1/compat/detect" <<-'END'
	#!/bin/sh
	mkdir -p "$2/compat-overlay" && echo light >"$2/compat-overlay/.key"
	END
}
