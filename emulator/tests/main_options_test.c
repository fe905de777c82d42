// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * The command line: what it sets, and the one sentence for each wrong one.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#include "options.h"

#define MAX_ARGS 40

static struct options o;
static char said[4096];

/* What a run leaves behind is forgotten before the next. */
static int forget(void **state)
{
	(void)state;
	options_free(&o);
	return 0;
}

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
	options_free(&o);
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

static void adapter(void **state)
{
	static const uint8_t mac[6] = { 0x02, 0xab, 0, 0, 0, 0xfe };

	(void)state;
	assert_int_equal(parse("--socket s"), 0);
	assert_int_equal(o.cfg.device_id, 0xba);
	assert_int_equal(o.cfg.firmware, EMU_FW_NEW);
	assert_int_equal(o.cfg.hwc_timeout_ms, 30000);
	assert_int_equal(parse("--socket s --device-id 0x00c1 --firmware middle "
			       "--mac 02:ab:00:00:00:fe --max-eqs 17 "
			       "--max-cqs 512 --bar-size 0x100000 "
			       "--doorbell-page 16384 --instance 1 --list-holes "
			       "--hwc-timeout 5000"), 0);
	assert_int_equal(o.cfg.device_id, 0xc1);
	assert_int_equal(o.cfg.firmware, EMU_FW_MIDDLE);
	assert_memory_equal(o.cfg.mac_base, mac, 6);
	assert_int_equal(o.cfg.max_eqs, 17);
	assert_int_equal(o.cfg.max_num_cqs, 512);
	assert_int_equal(o.cfg.bar_size, 0x100000);
	assert_int_equal(o.cfg.db_page_size, 16384);
	assert_int_equal(o.cfg.instance, 1);
	assert_true(o.cfg.list_holes);
	assert_int_equal(o.cfg.hwc_timeout_ms, 5000);
	assert_int_equal(parse("--socket s --trait no-echo --rx-offset-unit 4 "
			       "--trait wide-cq-ids --max-cqs 16777216"), 0);
	assert_int_equal(o.cfg.traits, EMU_TRAIT_NO_ECHO | EMU_TRAIT_WIDE_CQ);
	assert_int_equal(o.cfg.rx_offset_unit, 4);
	assert_int_equal(o.cfg.max_num_cqs, 1u << 24);
	assert_int_equal(parse("--socket s --rx-patience 0 --latency 5 --rate 6 "
			       "--max-ring 8192 --page-budget 9"), 0);
	assert_int_equal(o.cfg.rx_patience_ms, 0);
	assert_int_equal(o.cfg.latency_us, 5);
	assert_int_equal(o.cfg.rate_mbps, 6);
	assert_int_equal(o.cfg.max_ring, 8192);
	assert_int_equal(o.cfg.page_budget, 9);
	assert_int_equal(parse("--socket s --lenient"), 0);
	assert_int_equal(o.cfg.traits, emu_trait_find("lenient"));
	assert_int_equal(parse("--socket s --firmware old"), 0);
	assert_int_equal(o.cfg.firmware, EMU_FW_OLD);
}

/* ---- files ---- */

static char path[64];

static int make_path(void **state)
{
	int fd;

	(void)state;
	strcpy(path, "/tmp/emu-options-XXXXXX");
	fd = mkstemp(path);
	return fd < 0 || close(fd);
}

static int remove_path(void **state)
{
	unlink(path);
	return forget(state);
}

/* options_parse() of a line that ends with a file of this text. */
static int parse_file(const char *line, const char *text, size_t len)
{
	FILE *f = fopen(path, "w");
	char all[256];

	assert_non_null(f);
	assert_int_equal(fwrite(text, 1, len, f), len);
	assert_int_equal(fclose(f), 0);
	snprintf(all, sizeof(all), "%s --config %s", line, path);
	return parse(all);
}

static void file(void **state)
{
	static const char text[] =
		"# an adapter for the lab\n"
		"\n"
		"ports 4\r\n"
		"  mtu = 1514\t# no jumbo frames\n"
		"max-queues=8\n"
		"list-holes\n"
		"wire 0:1\n"
		"wire\t2:unix=/tmp/a=b\n"
		"fault answer,code=vport:d@32=1;answer:slot=1\n"
		"socket /d/s";
	char line[256];

	(void)state;
	assert_int_equal(parse_file("--ports 3 --msix 9", text,
				    strlen(text)), 0);
	assert_string_equal(said, "");
	assert_int_equal(o.cfg.num_ports, 4);	/* what comes later counts */
	assert_int_equal(o.cfg.msix, 9);
	assert_int_equal(o.cfg.adapter_mtu, 1514);
	assert_int_equal(o.cfg.max_queues, 8);
	assert_true(o.cfg.list_holes);
	assert_int_equal(o.num_wires, 2);
	assert_string_equal(o.wires[1], "2:unix=/tmp/a=b");
	assert_string_equal(o.faults[0],
			    "answer,code=vport:d@32=1;answer:slot=1");
	assert_string_equal(o.socket, "/d/s");
	snprintf(line, sizeof(line), "--config %s --mtu 4000 --config %s "
		 "--ports 2", path, path);
	assert_int_equal(parse(line), 0);
	assert_int_equal(o.cfg.adapter_mtu, 1514);
	assert_int_equal(o.cfg.num_ports, 2);
	assert_int_equal(o.num_wires, 4);
}

/* Wrong: -1 and one line that names what was wrong. */
static void wrong(const char *line, const char *word)
{
	assert_int_equal(parse(line), -1);
	assert_non_null(strstr(said, word));
	assert_memory_equal(said, "mana-emu: ", 10);
	assert_ptr_equal(strchr(said, '\n'), said + strlen(said) - 1);
}

static void wrong_files(void **state)
{
	static const struct {
		const char *text, *word;
	} wrongs[] = {
		{ "socket s\n\nports 300\n", "line 3: --ports" },
		{ "bogus 1\n", "line 1: a file cannot say 'bogus'" },
		{ "--ports 2\n", "'--ports'" },
		{ "ports\n", "ports needs a value" },
		{ "once 1\n", "once takes no value" },
		{ "config other\n", "'config'" },
		{ "help\n", "'help'" },
		{ "list-rules\n", "'list-rules'" },
		{ "mac 00:11\n", "line 1: --mac" },
		{ "mtu 1514 1515\n", "'1514 1515'" },
	};
	static char big[65536];
	char line[128];

	(void)state;
	for (size_t i = 0; i < sizeof(wrongs) / sizeof(wrongs[0]); i++) {
		assert_int_equal(parse_file("--socket s", wrongs[i].text,
					    strlen(wrongs[i].text)), -1);
		snprintf(line, sizeof(line), "--socket s --config %s", path);
		wrong(line, wrongs[i].word);
	}
	/* what is judged at the end has no place in the file */
	assert_int_equal(parse_file("--socket s", "indirection 3\n", 14), -1);
	assert_null(strstr(said, "line"));
	memset(big, '#', sizeof(big));
	assert_int_equal(parse_file("--socket s", big, sizeof(big) - 1), 0);
	assert_int_equal(parse_file("--socket s", big, sizeof(big)), -1);
	assert_non_null(strstr(said, "64 KiB"));
	wrong("--socket s --config /nowhere/at/all", "/nowhere/at/all");
	wrong("--socket s --config /", "64 KiB");
}

static void wrong_lines(void **state)
{
	static const char *const names[] = { "ports", "mtu", "max-queues",
					     "msix", "indirection", "speed",
					     "vport-offset", "pf-caps",
					     "hwc-depth", "max-eqs", "max-cqs",
					     "bar-size", "doorbell-page",
					     "instance", "hwc-timeout",
					     "device-id", "firmware", "mac",
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
	wrong("--socket s --device-id 0x00bb", "0x00ba");
	wrong("--socket s --firmware older", "old, middle or new");
	wrong("--socket s --bar-size 0x60000", "power of two");
	wrong("--socket s --doorbell-page 12289", "multiple of 8");
	wrong("--socket s --doorbell-page 65536", "65528");
	wrong("--socket s --bar-size 0x20000 --doorbell-page 16384", "room");
	wrong("--socket s --mac 01:00:00:00:00:01", "unicast");
	wrong("--socket s --mac 00:00:00:00:00:00", "zero");
	wrong("--socket s --mac 00:22:48:10:20:0g", "mac");
	wrong("--socket s --mac 00:22:48:10:20:000", "mac");
	wrong("--socket s --mac 00:22:48:10:20-00", "mac");
	wrong("--socket s --max-eqs 1025", "max-eqs");
	wrong("--socket s --max-cqs 63", "max-cqs");
	wrong("--socket s --max-cqs 16777217", "max-cqs");
	wrong("--socket s --rx-offset-unit 0", "rx-offset-unit");
	wrong("--socket s --trait bogus", "--list-traits");
	wrong("--socket s --lenient --bar-size 0x20000", "room");
	wrong("--socket s --hwc-timeout 0", "hwc-timeout");
	wrong("--socket s --hwc-depth 33", "hwc-depth");
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
		cmocka_unit_test_teardown(defaults, forget),
		cmocka_unit_test_teardown(everything, forget),
		cmocka_unit_test_teardown(adapter, forget),
		cmocka_unit_test_setup_teardown(file, make_path, remove_path),
		cmocka_unit_test_setup_teardown(wrong_files, make_path,
						remove_path),
		cmocka_unit_test_teardown(wrong_lines, forget),
	};

	return cmocka_run_group_tests_name("main_options", tests, NULL, NULL);
}
