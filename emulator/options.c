// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * The command line. Each wrong one is answered with one sentence.
 */
#include <ctype.h>
#include <errno.h>
#include <getopt.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fault/fault.h"
#include "options.h"

enum { O_SOCKET = 256, O_CONFIG, O_PORTS, O_MAC, O_WIRE, O_PCAP, O_REPORT,
       O_TRACE, O_CONTROL, O_ONCE, O_DEVICE_ID, O_FIRMWARE, O_CAPS, O_MTU,
       O_SPEED, O_QUEUES, O_EQS, O_CQS, O_MSIX, O_INDIR, O_BAR, O_DB_PAGE,
       O_VPORT_OFFSET, O_INSTANCE, O_HOLES, O_HWC_DEPTH, O_HWC_REVERSE,
       O_HWC_TIMEOUT, O_SMC_POLLS, O_NO_SA, O_CQ_UNARMED, O_POISON, O_ALLOW,
       O_RX_UNIT, O_RX_PATIENCE, O_LATENCY, O_RATE, O_MAX_RING, O_PAGES, O_TRAIT,
       O_LENIENT, O_FAULT, O_FAULTS, O_FAULT_HELP, O_RULES, O_TRAITS, O_CATALOGUE,
       O_VERSION, O_HELP };

static const struct option longopts[] = {
	{ "socket", required_argument, NULL, O_SOCKET },
	{ "config", required_argument, NULL, O_CONFIG },
	{ "ports", required_argument, NULL, O_PORTS },
	{ "mac", required_argument, NULL, O_MAC },
	{ "wire", required_argument, NULL, O_WIRE },
	{ "pcap", required_argument, NULL, O_PCAP },
	{ "report", required_argument, NULL, O_REPORT },
	{ "trace", required_argument, NULL, O_TRACE },
	{ "control", required_argument, NULL, O_CONTROL },
	{ "once", no_argument, NULL, O_ONCE },
	{ "device-id", required_argument, NULL, O_DEVICE_ID },
	{ "firmware", required_argument, NULL, O_FIRMWARE },
	{ "pf-caps", required_argument, NULL, O_CAPS },
	{ "mtu", required_argument, NULL, O_MTU },
	{ "speed", required_argument, NULL, O_SPEED },
	{ "max-queues", required_argument, NULL, O_QUEUES },
	{ "max-eqs", required_argument, NULL, O_EQS },
	{ "max-cqs", required_argument, NULL, O_CQS },
	{ "msix", required_argument, NULL, O_MSIX },
	{ "indirection", required_argument, NULL, O_INDIR },
	{ "bar-size", required_argument, NULL, O_BAR },
	{ "doorbell-page", required_argument, NULL, O_DB_PAGE },
	{ "vport-offset", required_argument, NULL, O_VPORT_OFFSET },
	{ "instance", required_argument, NULL, O_INSTANCE },
	{ "list-holes", no_argument, NULL, O_HOLES },
	{ "hwc-depth", required_argument, NULL, O_HWC_DEPTH },
	{ "hwc-reverse", no_argument, NULL, O_HWC_REVERSE },
	{ "hwc-timeout", required_argument, NULL, O_HWC_TIMEOUT },
	{ "smc-polls", required_argument, NULL, O_SMC_POLLS },
	{ "no-source-check", no_argument, NULL, O_NO_SA },
	{ "cq-starts-unarmed", no_argument, NULL, O_CQ_UNARMED },
	{ "poison-wqes", no_argument, NULL, O_POISON },
	{ "rx-offset-unit", required_argument, NULL, O_RX_UNIT },
	{ "rx-patience", required_argument, NULL, O_RX_PATIENCE },
	{ "latency", required_argument, NULL, O_LATENCY },
	{ "rate", required_argument, NULL, O_RATE },
	{ "max-ring", required_argument, NULL, O_MAX_RING },
	{ "page-budget", required_argument, NULL, O_PAGES },
	{ "trait", required_argument, NULL, O_TRAIT },
	{ "lenient", no_argument, NULL, O_LENIENT },
	{ "allow-rule", required_argument, NULL, O_ALLOW },
	{ "fault", required_argument, NULL, O_FAULT },
	{ "list-faults", no_argument, NULL, O_FAULTS },
	{ "help-faults", no_argument, NULL, O_FAULT_HELP },
	{ "list-rules", no_argument, NULL, O_RULES },
	{ "list-traits", no_argument, NULL, O_TRAITS },
	{ "catalogue", no_argument, NULL, O_CATALOGUE },
	{ "version", no_argument, NULL, O_VERSION },
	{ "help", no_argument, NULL, O_HELP },
	{ NULL, 0, NULL, 0 }
};

static void help(void)
{
	puts("mana-emu - an emulated Microsoft Azure Network Adapter for QEMU's vfio-user-pci\n"
	     "\n"
	     "  mana-emu --socket PATH [option]...\n"
	     "\n"
	     "  --socket PATH          vfio-user socket that QEMU connects to\n"
	     "  --config FILE          more options, one a line: NAME, NAME VALUE or NAME=VALUE\n"
	     "  --control PATH         control socket: one JSON object a line each way\n"
	     "                         (commands report, violations, link, event, fault)\n"
	     "  --report FILE          write the JSON report at the end\n"
	     "  --trace FILE           write a transcript of all that happens, one JSON object a line\n"
	     "  --once                 end when the client goes\n"
	     "\n"
	     "The network:\n"
	     "  --ports N              vPorts, 1 to 256 (2)\n"
	     "  --mac ADDRESS          of port 0, the next one more (00:22:48:10:20:00)\n"
	     "  --wire A:B             join two ports (default: 0:1, 2:3, ...)\n"
	     "  --wire A:unix=PATH     plug port A into a SOCK_SEQPACKET peer, one frame a message\n"
	     "  --wire A:tap=IFNAME    plug port A into a TAP interface\n"
	     "  --pcap DIR             capture each wire to DIR/wire<N>.pcap\n"
	     "  --mtu BYTES            largest frame without FCS (9014)\n"
	     "  --speed MBPS           link speed (200000)\n"
	     "  --rate MBPS            what a port sends at most, 0: no limit (0)\n"
	     "  --rx-patience MS       how long a frame waits for a buffer (100)\n"
	     "  --no-source-check      let any source MAC pass\n"
	     "\n"
	     "The adapter:\n"
	     "  --device-id ID         0x00ba, a VF; 0x00b9 or 0x00c1, a PF with a VF's features\n"
	     "  --firmware AGE         message versions it knows: old, middle or new (new)\n"
	     "  --pf-caps MASK         GDMA capability flags of the device (8)\n"
	     "  --max-queues N         SQs and RQs of a vPort, 1 to 64 (16)\n"
	     "  --max-eqs N            EQs, 1 to 1024 (1024)\n"
	     "  --max-cqs N            bound of CQ ids, 64 to 16777216 (4096)\n"
	     "  --msix N               MSI-X vectors, 1 to 2048 (65)\n"
	     "  --indirection N        RSS table entries, power of two up to 256 (64)\n"
	     "  --bar-size BYTES       BAR0, power of two from 131072 (524288)\n"
	     "  --doorbell-page BYTES  multiple of 8 from 4096 to 65528 (4096)\n"
	     "  --vport-offset N       tx_vport_offset of port 0 (2)\n"
	     "  --instance N           of the Ethernet device in the device list (0)\n"
	     "  --list-holes           holes in that list, for a driver that knows them\n"
	     "  --hwc-depth N          requests that may be outstanding, 1 to 32 (1)\n"
	     "  --hwc-reverse          answers of outstanding requests leave newest first\n"
	     "  --hwc-timeout MS       time-out that the driver is told (30000)\n"
	     "  --smc-polls N          looks at the shared-memory channel before it answers (0)\n"
	     "  --max-ring BYTES       largest queue, 0: no limit (0)\n"
	     "  --page-budget N        pages of all queues and regions, 0: no limit (0)\n"
	     "  --latency USEC         an interrupt comes so much after its event (0)\n"
	     "  --rx-offset-unit N     bytes that a buffer offset of a receive completion\n"
	     "                         counts, 1 to 4096 (32)\n"
	     "  --cq-starts-unarmed    data CQs need a first arming doorbell\n"
	     "\n"
	     "What nobody promises:\n"
	     "  --trait NAME           the device has this trait; may be given again\n"
	     "  --lenient              it has all those that go together\n"
	     "  --list-traits          print every trait; a star: part of --lenient\n"
	     "\n"
	     "Rules and faults:\n"
	     "  --allow-rule N         do not count rule N as a failure\n"
	     "  --poison-wqes          spoil consumed work-queue entries, to see stale ones (R-63)\n"
	     "  --fault FAULT          arm a fault by its name, or by rules\n"
	     "  --list-faults          print every named fault: injector, rule, reaction owed\n"
	     "  --help-faults          print the words of rules\n"
	     "  --list-rules           print every rule: state, test, text\n"
	     "  --catalogue            print rules and faults as JSON\n"
	     "  --version              print the version\n"
	     "  --help                 this text\n"
	     "\n"
	     "A socket is made in a directory that only its owner can enter.\n"
	     "Exit status: 0 no violation, 3 violations, 2 wrong usage, 1 anything else.");
}

int options_wrong(const struct options *o, const char *fmt, ...)
{
	va_list ap;

	fputs("mana-emu: ", stderr);
	if (o->file)
		fprintf(stderr, "%s line %u: ", o->file, o->line);
	va_start(ap, fmt);
	vfprintf(stderr, fmt, ap);
	va_end(ap);
	fputc('\n', stderr);
	return -1;
}

/* A number within bounds, or a sentence. */
static int number(const struct options *o, const char *name, const char *arg,
		  unsigned long min, unsigned long max, unsigned long *out)
{
	char *end;

	errno = 0;
	*out = strtoul(arg, &end, 0);
	if (*arg >= '0' && *arg <= '9' && !*end && !errno && *out >= min &&
	    *out <= max)
		return 0;
	return options_wrong(o, "--%s takes a number from %lu to %lu, not '%s'",
			     name, min, max, arg);
}

static int set_allowed(struct options *o, const char *arg)
{
	unsigned long v;

	if (number(o, "allow-rule", arg, 1, 100, &v))
		return -1;
	for (unsigned int i = 0; i < o->num_allowed; i++)
		if (o->allowed[i] == v)
			return 0;
	o->allowed[o->num_allowed++] = (unsigned int)v;
	return 0;
}

/* Six bytes in hexadecimal, two digits each. */
static int set_mac(struct options *o, const char *arg)
{
	bool good = strlen(arg) == 17;

	for (unsigned int i = 0; i < 6 && good; i++) {
		const char *d = arg + 3ul * i;

		good = isxdigit(d[0]) && isxdigit(d[1]) &&
		       d[2] == (i < 5 ? ':' : '\0');
		o->cfg.mac_base[i] = (uint8_t)strtoul(d, NULL, 16);
	}
	if (good)
		return 0;
	return options_wrong(o, "--mac takes an address like 00:22:48:10:20:00, not '%s'",
			     arg);
}

static int set_firmware(struct options *o, const char *arg)
{
	static const char *const names[EMU_FIRMWARES] = { "old", "middle",
							  "new" };

	for (unsigned int i = 0; i < EMU_FIRMWARES; i++) {
		if (!strcmp(arg, names[i])) {
			o->cfg.firmware = (enum emu_firmware)i;
			return 0;
		}
	}
	return options_wrong(o, "--firmware takes old, middle or new, not '%s'",
			     arg);
}

static int set_trait(struct options *o, const char *arg)
{
	unsigned int trait = emu_trait_find(arg);

	o->cfg.traits |= trait;
	if (trait)
		return 0;
	return options_wrong(o, "--trait: there is no trait '%s', see --list-traits",
			     arg);
}

/* Options with a value that is no plain number of 32 bits. */
static int set_word(struct options *o, int opt, const char *arg)
{
	unsigned long v;

	switch (opt) {
	case O_MAC:
		return set_mac(o, arg);
	case O_FIRMWARE:
		return set_firmware(o, arg);
	case O_BAR:
		if (number(o, "bar-size", arg, 1u << 17, EMU_MAX_BAR, &v))
			return -1;
		o->cfg.bar_size = v;
		return 0;
	case O_DEVICE_ID:
		if (number(o, "device-id", arg, 0, 0xffff, &v))
			return -1;
		o->cfg.device_id = (unsigned int)v;
		return 0;
	default:
		if (number(o, "pf-caps", arg, 0, UINT32_MAX, &v))
			return -1;
		o->cfg.pf_caps = v;
		return 0;
	}
}

/* Options that set one number of the configuration. */
static int set_number(struct options *o, int opt, const char *arg)
{
	const struct {
		int opt;
		const char *name;
		unsigned long min, max;
		unsigned int *out;
	} numbers[] = {
		{ O_PORTS, "ports", 1, EMU_MAX_PORTS, &o->cfg.num_ports },
		{ O_MTU, "mtu", 82, 65535, &o->cfg.adapter_mtu },
		{ O_QUEUES, "max-queues", 1, 64, &o->cfg.max_queues },
		{ O_MSIX, "msix", 1, 2048, &o->cfg.msix },
		{ O_INDIR, "indirection", 1, 256, &o->cfg.indir_entries },
		{ O_EQS, "max-eqs", 1, 1024, &o->cfg.max_eqs },
		{ O_CQS, "max-cqs", 64, 1u << 24, &o->cfg.max_num_cqs },
		{ O_DB_PAGE, "doorbell-page", 4096, 65528,
		  &o->cfg.db_page_size },
		{ O_INSTANCE, "instance", 0, 65535, &o->cfg.instance },
		{ O_HWC_TIMEOUT, "hwc-timeout", 1, 0xffffff,
		  &o->cfg.hwc_timeout_ms },
		{ O_SMC_POLLS, "smc-polls", 0, 1000000, &o->cfg.smc_polls },
		{ O_SPEED, "speed", 0, 10000000, &o->cfg.link_speed_mbps },
		{ O_VPORT_OFFSET, "vport-offset", 0, EMU_MAX_VPORT_OFFSET,
		  &o->cfg.vport_offset },
		{ O_RX_PATIENCE, "rx-patience", 0, 60000,
		  &o->cfg.rx_patience_ms },
		{ O_LATENCY, "latency", 0, 10000000, &o->cfg.latency_us },
		{ O_RATE, "rate", 0, 10000000, &o->cfg.rate_mbps },
		{ O_MAX_RING, "max-ring", 0, UINT32_MAX, &o->cfg.max_ring },
		{ O_PAGES, "page-budget", 0, UINT32_MAX, &o->cfg.page_budget },
		{ O_RX_UNIT, "rx-offset-unit", 1, 4096,
		  &o->cfg.rx_offset_unit },
		{ O_HWC_DEPTH, "hwc-depth", 1, EMU_MAX_HWC_DEPTH,
		  &o->cfg.hwc_depth },
	};
	unsigned long v;

	for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++) {
		if (numbers[i].opt != opt)
			continue;
		if (number(o, numbers[i].name, arg, numbers[i].min,
			   numbers[i].max, &v))
			return -1;
		*numbers[i].out = (unsigned int)v;
		return 0;
	}
	return set_word(o, opt, arg);
}

static int set_option(struct options *o, int opt, const char *arg)
{
	switch (opt) {
	case O_SOCKET:
		o->socket = arg;
		return 0;
	case O_CONFIG:
		return options_read_file(o, arg);
	case O_PCAP:
		o->pcap = arg;
		return 0;
	case O_REPORT:
		o->report = arg;
		return 0;
	case O_TRACE:
		o->trace = arg;
		return 0;
	case O_CONTROL:
		o->control = arg;
		return 0;
	case O_ONCE:
		o->once = true;
		return 0;
	case O_NO_SA:
		o->cfg.strict_sa = false;
		return 0;
	case O_CQ_UNARMED:
		o->cfg.arm_on_create = false;
		return 0;
	case O_HOLES:
		o->cfg.list_holes = true;
		return 0;
	case O_HWC_REVERSE:
		o->cfg.hwc_reverse = true;
		return 0;
	case O_POISON:
		o->cfg.poison_wqes = true;
		return 0;
	case O_TRAIT:
		return set_trait(o, arg);
	case O_LENIENT:
		return set_trait(o, "lenient");
	case O_ALLOW:
		return set_allowed(o, arg);
	case O_FAULT:
		if (o->num_faults == MAX_FAULTS)
			return options_wrong(o, "there are more than %u faults; join rules with ';'",
					     MAX_FAULTS);
		o->faults[o->num_faults++] = arg;
		return 0;
	case O_WIRE:
		if (o->num_wires == MAX_WIRES)
			return options_wrong(o, "there are more than %u wires; a port takes one",
					     MAX_WIRES);
		o->wires[o->num_wires++] = arg;
		return 0;
	default:
		return set_number(o, opt, arg);
	}
}

int options_set(struct options *o, const char *name, const char *value)
{
	for (const struct option *l = longopts; l->name; l++) {
		if (strcmp(l->name, name))
			continue;
		/* what prints and ends, and a file in a file, have no place */
		if (l->val == O_CONFIG || l->val >= O_FAULTS)
			break;
		if (!value == !l->has_arg)
			return set_option(o, l->val, value);
		return options_wrong(o, "%s %s, see --help", name,
				     l->has_arg ? "needs a value" : "takes no value");
	}
	return options_wrong(o, "a file cannot say '%s', see --help", name);
}

/* Rules and faults for programs; the version tells when an entry changes. */
static int print_catalogue(void)
{
	json_t *all = json_pack("{s:s, s:i, s:o, s:o}",
				"SPDX-License-Identifier",
				"GPL-2.0 OR BSD-3-Clause",
				"version", EMU_CATALOGUE_VERSION,
				"rules", emu_rules_catalogue(),
				"faults", fault_catalogue());
	int err = json_dumpf(all, stdout, JSON_INDENT(1));

	putchar('\n');
	json_decref(all);
	return err;
}

/* What belongs together; 0, or -1 after a sentence. */
static int check(const struct options *o)
{
	const char *wrong = emu_config_check(&o->cfg);

	if (!o->socket)
		return options_wrong(o, "--socket PATH is needed, see --help");
	return wrong ? options_wrong(o, "%s", wrong) : 0;
}

int options_parse(struct options *o, int argc, char **argv)
{
	int opt;

	*o = (struct options){ 0 };
	emu_config_default(&o->cfg);
	optind = 0; /* start afresh */
	opterr = 0;
	while ((opt = getopt_long(argc, argv, ":", longopts, NULL)) != -1) {
		switch (opt) {
		case O_HELP:
			help();
			return 1;
		case O_VERSION:
			puts("mana-emu " EMU_VERSION);
			return 1;
		case O_RULES:
			emu_list_rules();
			return 1;
		case O_TRAITS:
			emu_list_traits();
			return 1;
		case O_FAULTS:
			fault_list();
			return 1;
		case O_CATALOGUE:
			return print_catalogue() ?
			       options_wrong(o, "the catalogue cannot be written: make room for it") : 1;
		case O_FAULT_HELP:
			fault_help();
			return 1;
		case ':':
			return options_wrong(o, "%s needs a value, see --help",
					     argv[optind - 1]);
		case '?':
			return options_wrong(o, "there is no option '%s' of that form, see --help",
					     argv[optind - 1]);
		}
		if (set_option(o, opt, optarg))
			return -1;
	}
	if (optind < argc)
		return options_wrong(o, "'%s' is not an option, see --help",
				     argv[optind]);
	return check(o);
}
