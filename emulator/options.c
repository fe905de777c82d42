// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * The command line. Each wrong one is answered with one sentence.
 */
#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>

#include "fault/fault.h"
#include "options.h"

enum { O_SOCKET = 256, O_PORTS, O_WIRE, O_PCAP, O_REPORT, O_CONTROL, O_ONCE,
       O_MTU, O_QUEUES, O_MSIX, O_INDIR, O_SPEED, O_CAPS, O_VPORT_OFFSET,
       O_ALLOW, O_NO_SA, O_CQ_UNARMED, O_SMC_POLLS, O_POISON, O_HWC_DEPTH, O_HWC_REVERSE, O_FAULT, O_FAULTS, O_FAULT_HELP,
       O_RULES,
       O_TRACE, O_HELP };

static const struct option longopts[] = {
	{ "socket", required_argument, NULL, O_SOCKET },
	{ "ports", required_argument, NULL, O_PORTS },
	{ "wire", required_argument, NULL, O_WIRE },
	{ "pcap", required_argument, NULL, O_PCAP },
	{ "report", required_argument, NULL, O_REPORT },
	{ "trace", required_argument, NULL, O_TRACE },
	{ "control", required_argument, NULL, O_CONTROL },
	{ "once", no_argument, NULL, O_ONCE },
	{ "mtu", required_argument, NULL, O_MTU },
	{ "max-queues", required_argument, NULL, O_QUEUES },
	{ "msix", required_argument, NULL, O_MSIX },
	{ "indirection", required_argument, NULL, O_INDIR },
	{ "speed", required_argument, NULL, O_SPEED },
	{ "pf-caps", required_argument, NULL, O_CAPS },
	{ "vport-offset", required_argument, NULL, O_VPORT_OFFSET },
	{ "allow-rule", required_argument, NULL, O_ALLOW },
	{ "no-source-check", no_argument, NULL, O_NO_SA },
	{ "cq-starts-unarmed", no_argument, NULL, O_CQ_UNARMED },
	{ "smc-polls", required_argument, NULL, O_SMC_POLLS },
	{ "hwc-depth", required_argument, NULL, O_HWC_DEPTH },
	{ "hwc-reverse", no_argument, NULL, O_HWC_REVERSE },
	{ "poison-wqes", no_argument, NULL, O_POISON },
	{ "fault", required_argument, NULL, O_FAULT },
	{ "list-faults", no_argument, NULL, O_FAULTS },
	{ "help-faults", no_argument, NULL, O_FAULT_HELP },
	{ "list-rules", no_argument, NULL, O_RULES },
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
	     "  --ports N              vPorts, 1 to 256 (2)\n"
	     "  --wire A:B             join two ports (default: 0:1, 2:3, ...)\n"
	     "  --wire A:unix=PATH     plug port A into a SOCK_SEQPACKET peer, one frame a message\n"
	     "  --wire A:tap=IFNAME    plug port A into a TAP interface\n"
	     "  --pcap DIR             capture each wire to DIR/wire<N>.pcap\n"
	     "  --report FILE          write the JSON report at the end\n"
	     "  --trace FILE           write a transcript of all that happens, one JSON object a line\n"
	     "  --control PATH         control socket: one JSON object a line each way\n"
	     "                         (commands report, violations, link, event, fault)\n"
	     "  --once                 end when the client goes\n"
	     "  --mtu BYTES            largest frame without FCS (9014)\n"
	     "  --max-queues N         SQs and RQs of a vPort, 1 to 64 (16)\n"
	     "  --msix N               MSI-X vectors, 1 to 2048 (65)\n"
	     "  --indirection N        RSS table entries, power of two up to 256 (64)\n"
	     "  --speed MBPS           link speed (200000)\n"
	     "  --pf-caps MASK         GDMA capability flags of the device (8)\n"
	     "  --vport-offset N       tx_vport_offset of port 0 (2)\n"
	     "  --no-source-check      let any source MAC pass\n"
	     "  --cq-starts-unarmed    data CQs need a first arming doorbell\n"
	     "  --smc-polls N          looks at the shared-memory channel before it answers (0)\n"
	     "  --hwc-depth N          requests that may be outstanding, 1 to 32 (1)\n"
	     "  --hwc-reverse          answers of outstanding requests leave newest first\n"
	     "  --poison-wqes          spoil consumed work-queue entries, to see stale ones (R-63)\n"
	     "  --allow-rule N         do not count rule N as a failure\n"
	     "  --fault FAULT          arm a fault by its name, or by rules\n"
	     "  --list-faults          print every named fault: injector, rule, reaction owed\n"
	     "  --help-faults          print the words of rules\n"
	     "  --list-rules           print every rule: state, test, text\n"
	     "  --help                 this text\n"
	     "\n"
	     "A socket is made in a directory that only its owner can enter.\n"
	     "Exit status: 0 no violation, 3 violations, 2 wrong usage, 1 anything else.");
}

/* A number within bounds, or a sentence. */
static int number(const char *name, const char *arg, unsigned long min,
		  unsigned long max, unsigned long *out)
{
	char *end;

	errno = 0;
	*out = strtoul(arg, &end, 0);
	if (*arg >= '0' && *arg <= '9' && !*end && !errno && *out >= min &&
	    *out <= max)
		return 0;
	fprintf(stderr, "mana-emu: --%s takes a number from %lu to %lu, not '%s'\n",
		name, min, max, arg);
	return -1;
}

static int set_allowed(struct options *o, const char *arg)
{
	unsigned long v;

	if (number("allow-rule", arg, 1, 100, &v))
		return -1;
	for (unsigned int i = 0; i < o->num_allowed; i++)
		if (o->allowed[i] == v)
			return 0;
	o->allowed[o->num_allowed++] = (unsigned int)v;
	return 0;
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
		{ O_SMC_POLLS, "smc-polls", 0, 1000000, &o->cfg.smc_polls },
		{ O_SPEED, "speed", 0, 10000000, &o->cfg.link_speed_mbps },
		{ O_VPORT_OFFSET, "vport-offset", 0, EMU_MAX_VPORT_OFFSET,
		  &o->cfg.vport_offset },
		{ O_HWC_DEPTH, "hwc-depth", 1, EMU_MAX_HWC_DEPTH,
		  &o->cfg.hwc_depth },
	};
	unsigned long v;

	for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++) {
		if (numbers[i].opt != opt)
			continue;
		if (number(numbers[i].name, arg, numbers[i].min,
			   numbers[i].max, &v))
			return -1;
		*numbers[i].out = (unsigned int)v;
		return 0;
	}
	if (number("pf-caps", arg, 0, UINT32_MAX, &v))
		return -1;
	o->cfg.pf_caps = v;
	return 0;
}

static int set_option(struct options *o, int opt, const char *arg)
{
	switch (opt) {
	case O_SOCKET:
		o->socket = arg;
		return 0;
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
	case O_HWC_REVERSE:
		o->cfg.hwc_reverse = true;
		return 0;
	case O_POISON:
		o->cfg.poison_wqes = true;
		return 0;
	case O_ALLOW:
		return set_allowed(o, arg);
	case O_FAULT:
		if (o->num_faults == MAX_FAULTS) {
			fprintf(stderr, "mana-emu: there are more than %u faults; join rules with ';'\n",
				MAX_FAULTS);
			return -1;
		}
		o->faults[o->num_faults++] = arg;
		return 0;
	case O_WIRE:
		if (o->num_wires == MAX_WIRES) {
			fprintf(stderr, "mana-emu: there are more than %u wires; a port takes one\n",
				MAX_WIRES);
			return -1;
		}
		o->wires[o->num_wires++] = arg;
		return 0;
	default:
		return set_number(o, opt, arg);
	}
}

/* What belongs together; 0, or -1 after a sentence. */
static int check(const struct options *o)
{
	const char *wrong = emu_config_check(&o->cfg);

	if (!o->socket) {
		fprintf(stderr, "mana-emu: --socket PATH is needed, see --help\n");
		return -1;
	}
	if (wrong)
		fprintf(stderr, "mana-emu: %s\n", wrong);
	return wrong ? -1 : 0;
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
		case O_RULES:
			emu_list_rules();
			return 1;
		case O_FAULTS:
			fault_list();
			return 1;
		case O_FAULT_HELP:
			fault_help();
			return 1;
		case ':':
			fprintf(stderr, "mana-emu: %s needs a value, see --help\n",
				argv[optind - 1]);
			return -1;
		case '?':
			fprintf(stderr, "mana-emu: there is no option '%s' of that form, see --help\n",
				argv[optind - 1]);
			return -1;
		}
		if (set_option(o, opt, optarg))
			return -1;
	}
	if (optind < argc) {
		fprintf(stderr, "mana-emu: '%s' is not an option, see --help\n",
			argv[optind]);
		return -1;
	}
	return check(o);
}
