// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/* Copyright (c) 2026 mana-backport contributors */
#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>

#include "options.h"

enum { O_SOCKET = 256, O_PORTS, O_WIRE, O_PCAP, O_REPORT, O_CONTROL, O_ONCE,
       O_MTU, O_QUEUES, O_MSIX, O_INDIR, O_SPEED, O_CAPS, O_VPORT_OFFSET,
       O_ALLOW, O_NO_SA, O_CQ_UNARMED, O_RULES, O_HELP };

static const struct option longopts[] = {
	{ "socket", required_argument, NULL, O_SOCKET },
	{ "ports", required_argument, NULL, O_PORTS },
	{ "wire", required_argument, NULL, O_WIRE },
	{ "pcap", required_argument, NULL, O_PCAP },
	{ "report", required_argument, NULL, O_REPORT },
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
	     "  --control PATH         control socket: one JSON object a line each way\n"
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
	     "  --allow-rule N         do not count rule N as a failure\n"
	     "  --list-rules           print the rules that are checked\n"
	     "  --help                 this text\n"
	     "\n"
	     "Exit status: 0 no violation, 3 violations, 2 wrong usage, 1 anything else.");
}

static int number(const char *name, const char *arg, unsigned long max,
		  unsigned long *out)
{
	char *end;

	errno = 0;
	*out = strtoul(arg, &end, 0);
	if (*arg && !*end && !errno && *arg != '-' && *out <= max)
		return 0;
	fprintf(stderr, "mana-emu: --%s takes a number from 0 to %lu, not '%s'\n",
		name, max, arg);
	return -1;
}

/* Options that set one number of the configuration. */
static int set_number(struct options *o, int opt, const char *arg)
{
	unsigned long v;

	switch (opt) {
	case O_PORTS:
		if (number("ports", arg, EMU_MAX_PORTS, &v))
			return -1;
		o->cfg.num_ports = (unsigned int)v;
		return 0;
	case O_MTU:
		if (number("mtu", arg, 65535, &v))
			return -1;
		o->cfg.adapter_mtu = (unsigned int)v;
		return 0;
	case O_QUEUES:
		if (number("max-queues", arg, 64, &v))
			return -1;
		o->cfg.max_queues = (unsigned int)v;
		return 0;
	case O_MSIX:
		if (number("msix", arg, 2048, &v))
			return -1;
		o->cfg.msix = (unsigned int)v;
		return 0;
	case O_INDIR:
		if (number("indirection", arg, 256, &v))
			return -1;
		o->cfg.indir_entries = (unsigned int)v;
		return 0;
	case O_SPEED:
		if (number("speed", arg, 10000000, &v))
			return -1;
		o->cfg.link_speed_mbps = (unsigned int)v;
		return 0;
	case O_CAPS:
		if (number("pf-caps", arg, UINT32_MAX, &v))
			return -1;
		o->cfg.pf_caps = v;
		return 0;
	case O_VPORT_OFFSET:
		if (number("vport-offset", arg, 255, &v))
			return -1;
		o->cfg.vport_offset = (unsigned int)v;
		return 0;
	case O_ALLOW:
		if (number("allow-rule", arg, 100, &v) ||
		    o->num_allowed == MAX_ALLOWED)
			return -1;
		o->allowed[o->num_allowed++] = (unsigned int)v;
		return 0;
	}
	return -1;
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
	case O_WIRE:
		if (o->num_wires == MAX_WIRES) {
			fprintf(stderr, "mana-emu: more than %u wires\n", MAX_WIRES);
			return -1;
		}
		o->wires[o->num_wires++] = arg;
		return 0;
	case '?':
		fprintf(stderr, "mana-emu: see mana-emu --help\n");
		return -1;
	default:
		return set_number(o, opt, arg);
	}
}

int options_parse(struct options *o, int argc, char **argv)
{
	const char *wrong;
	int opt;

	*o = (struct options){ 0 };
	emu_config_default(&o->cfg);
	while ((opt = getopt_long(argc, argv, "", longopts, NULL)) != -1) {
		if (opt == O_HELP) {
			help();
			return 1;
		}
		if (opt == O_RULES) {
			emu_list_rules();
			return 1;
		}
		if (set_option(o, opt, optarg))
			return -1;
	}
	if (optind < argc) {
		fprintf(stderr, "mana-emu: '%s' is not an option, see --help\n",
			argv[optind]);
		return -1;
	}
	if (!o->socket) {
		fprintf(stderr, "mana-emu: --socket PATH is needed, see --help\n");
		return -1;
	}
	wrong = emu_config_check(&o->cfg);
	if (wrong) {
		fprintf(stderr, "mana-emu: %s\n", wrong);
		return -1;
	}
	return 0;
}
