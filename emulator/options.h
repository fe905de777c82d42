/* SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause */
/* Copyright (c) 2026 mana-backport contributors */
#ifndef EMU_OPTIONS_H
#define EMU_OPTIONS_H

#include "emu.h"

#define MAX_WIRES EMU_MAX_PORTS
#define MAX_ALLOWED 100u
#define MAX_FAULTS 64u
/* Of --catalogue: raise it when an entry that was there changes its meaning. */
#define EMU_CATALOGUE_VERSION 1

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
 * @file: configuration file that is being read, or NULL
 * @line: of it
 * @files: text of the configuration files, which the strings above point into
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
	const char *file;
	unsigned int line;
	struct options_file *files;
};

/**
 * options_parse() - read the command line
 * @o: filled; strings point into @argv
 * @argc: as main()
 * @argv: as main()
 *
 * Return: 0: go on; 1: all done (help, version, rules); -1: wrong, a sentence that says
 * what to do was printed to stderr. options_free() in any case.
 */
int options_parse(struct options *o, int argc, char **argv);

/**
 * options_free() - forget the configuration files
 * @o: command line; its strings may be gone afterwards
 */
void options_free(struct options *o);

/**
 * options_wrong() - one sentence to stderr, with the place when it is in a file
 * @o: command line
 * @fmt: sentence without its end
 *
 * Return: -1.
 */
int options_wrong(const struct options *o, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));

/**
 * options_set() - one option by its name
 * @o: set
 * @name: without dashes
 * @value: its value, or NULL
 *
 * Return: 0, or -1 after a sentence.
 */
int options_set(struct options *o, const char *name, const char *value);

/**
 * options_read_file() - the options that a file names
 * @o: set
 * @path: one option a line: NAME, NAME VALUE or NAME=VALUE; # begins a comment
 *
 * Return: 0, or -1 after a sentence.
 */
int options_read_file(struct options *o, const char *path);

#endif /* EMU_OPTIONS_H */
