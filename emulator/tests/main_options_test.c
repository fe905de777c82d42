// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * The command line: what it sets, and the one sentence for each wrong one.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#include "options.h"

#define MAX_ARGS 40

static struct options o;
static char said[4096];

/* options_parse() of a line split at blanks; what it prints goes to @said. */
static int parse(const char *line)
{
	static char copy[1024];
	char *argv[MAX_ARGS + 1] = { "mana-emu" };
	int argc = 1, rc, err = dup(2), pipes[2];
	ssize_t n;

	strcpy(copy, line);
	for (char *w = strtok(copy, " "); w; w = strtok(NULL, " "))
		argv[argc++] = w;
	assert_in_range(argc, 1, MAX_ARGS);
	assert_int_equal(pipe(pipes), 0);
	fflush(stderr);
	dup2(pipes[1], 2);
	close(pipes[1]);
	rc = options_parse(&o, argc, argv);
	fflush(stderr);
	dup2(err, 2);
	close(err);
	n = read(pipes[0], said, sizeof(said) - 1);
	close(pipes[0]);
	said[n > 0 ? n : 0] = '\0';
	return rc;
}

static void defaults(void **state)
{
	(void)state;
	assert_int_equal(parse("--socket /d/s"), 0);
	assert_string_equal(said, "");
	assert_string_equal(o.socket, "/d/s");
	assert_int_equal(o.cfg.num_ports, 2);
	assert_int_equal(o.cfg.adapter_mtu, 9014);
	assert_int_equal(o.cfg.max_queues, 16);
	assert_int_equal(o.num_wires, 0);
	assert_int_equal(o.cfg.hwc_depth, 1);
	assert_false(o.once);
	assert_null(o.control);
	assert_null(o.report);
	assert_null(o.pcap);
}

static void everything(void **state)
{
	(void)state;
	assert_int_equal(parse("--socket=s --ports 4 --wire 0:1 --wire 2:3 "
			       "--pcap p --report r --control c --once"), 0);
	assert_int_equal(o.cfg.num_ports, 4);
	assert_int_equal(o.num_wires, 2);
	assert_string_equal(o.wires[1], "2:3");
	assert_string_equal(o.pcap, "p");
	assert_string_equal(o.report, "r");
	assert_string_equal(o.control, "c");
	assert_true(o.once);
	assert_int_equal(parse("--socket s --mtu 1514 --max-queues 8 --msix 33 "
			       "--indirection 128 --speed 100000 "
			       "--vport-offset 4094 --hwc-depth 8 --hwc-reverse"),
			 0);
	assert_int_equal(o.num_wires, 0); /* nothing of the last time */
	assert_int_equal(o.cfg.adapter_mtu, 1514);
	assert_int_equal(o.cfg.max_queues, 8);
	assert_int_equal(o.cfg.msix, 33);
	assert_int_equal(o.cfg.indir_entries, 128);
	assert_int_equal(o.cfg.link_speed_mbps, 100000);
	assert_int_equal(o.cfg.vport_offset, 4094);
	assert_int_equal(o.cfg.hwc_depth, 8);
	assert_true(o.cfg.hwc_reverse);
	assert_int_equal(parse("--socket s --pf-caps 0x1f --no-source-check "
			       "--cq-starts-unarmed --allow-rule 9 "
			       "--allow-rule 100 --allow-rule 9"), 0);
	assert_int_equal(o.cfg.pf_caps, 0x1f);
	assert_false(o.cfg.strict_sa);
	assert_false(o.cfg.arm_on_create);
	assert_int_equal(o.num_allowed, 2);
	assert_int_equal(o.allowed[1], 100);
}

/* Wrong: -1 and one line that names what was wrong. */
static void wrong(const char *line, const char *word)
{
	assert_int_equal(parse(line), -1);
	assert_non_null(strstr(said, word));
	assert_memory_equal(said, "mana-emu: ", 10);
	assert_ptr_equal(strchr(said, '\n'), said + strlen(said) - 1);
}

static void wrong_lines(void **state)
{
	static const char *const names[] = { "ports", "mtu", "max-queues",
					     "msix", "indirection", "speed",
					     "vport-offset", "pf-caps",
					     "hwc-depth",
					     "allow-rule" };
	static const char *const values[] = { "x", "-1", "1x", "+1",
					      "99999999999999999999",
					      "4294967296" };
	char line[128];

	(void)state;
	wrong("", "--socket");
	wrong("--ports 2", "--socket");
	wrong("--socket", "--socket needs a value");
	wrong("--socket s --bogus", "--bogus");
	wrong("--socket s --once=1", "--once");
	wrong("--socket s -x", "--help");
	wrong("--socket s stray", "stray");
	wrong("--socket s --mtu 81", "82");
	wrong("--socket s --ports 0", "ports");
	wrong("--socket s --ports 257", "ports");
	wrong("--socket s --indirection 100", "power of two");
	wrong("--socket s --ports 255 --vport-offset 3842", "offset");
	wrong("--socket s --allow-rule 0", "allow-rule");
	wrong("--socket s --allow-rule 101", "allow-rule");
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		for (size_t k = 0; k < sizeof(values) / sizeof(values[0]); k++) {
			snprintf(line, sizeof(line), "--socket s --%s %s",
				 names[i], values[k]);
			wrong(line, names[i]);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(defaults), cmocka_unit_test(everything),
		cmocka_unit_test(wrong_lines),
	};

	return cmocka_run_group_tests_name("main_options", tests, NULL, NULL);
}
