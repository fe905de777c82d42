/* SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause */
/* Copyright (c) 2026 mana-backport contributors */
#ifndef EMU_OPTIONS_H
#define EMU_OPTIONS_H

#include "emu.h"

#define MAX_WIRES EMU_MAX_PORTS
#define MAX_ALLOWED 100u
#define MAX_FAULTS 64u

/**
 * struct options - the command line
 * @cfg: what the adapter presents
 * @socket: vfio-user socket
 * @control: control socket, or NULL
 * @report: file of the final report, or NULL
 * @trace: file of the transcript, or NULL
 * @pcap: directory of the captures, or NULL
 * @wires: specifications; none: ports joined in pairs
 * @num_wires: how many
 * @allowed: rules switched off
 * @num_allowed: how many
 * @faults: to be armed at the start
 * @num_faults: how many
 * @once: end when the client goes
 */
struct options {
	struct emu_config cfg;
	const char *socket, *control, *report, *pcap, *trace;
	const char *wires[MAX_WIRES];
	unsigned int num_wires;
	unsigned int allowed[MAX_ALLOWED];
	unsigned int num_allowed;
	const char *faults[MAX_FAULTS];
	unsigned int num_faults;
	bool once;
};

/**
 * options_parse() - read the command line
 * @o: filled; strings point into @argv
 * @argc: as main()
 * @argv: as main()
 *
 * Return: 0: go on; 1: all done (help, rules); -1: wrong, a sentence that says
 * what to do was printed to stderr.
 */
int options_parse(struct options *o, int argc, char **argv);

#endif /* EMU_OPTIONS_H */
