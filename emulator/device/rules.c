// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * The rule table of device-behaviour 11 and the record of what a run broke.
 */
#include <stdio.h>

#include "internal.h"

#define C "checked"
#define L "lint"
#define N(why) "not here: " why

const struct rule_info emu_rules[NUM_RULES + 1] = {
	[1] = { 'L', C, "register reads aligned, 1/2/4/8 bytes, inside the map" },
	[2] = { 'S', C, "no write to a read-only register" },
	[3] = { 'S', C, "no BAR0 access outside registers, SMC and doorbells" },
	[4] = { 'S', C, "no doorbell before ESTABLISH" },
	[5] = { 'S', C, "SMC written only while the driver owns it" },
	[6] = { 'S', C, "SMC request header: direction, status, owner, reserved bits 0" },
	[7] = { 'S', C, "SMC version supported" },
	[8] = { 'S', C, "SMC header dword written last, as one 32-bit write" },
	[9] = { 'S', C, "ESTABLISH: four distinct, mapped, non-zero pages" },
	[10] = { 'S', C, "ESTABLISH: MSI-X index in the table" },
	[11] = { 'S', C, "ESTABLISH only while no HWC is active" },
	[12] = { 'S', C, "ESTABLISH: EQ and CQ pages zeroed" },
	[13] = { 'S', C, "DESTROY only while an HWC is active" },
	[14] = { 'S', C, "bus master on from before ESTABLISH until DESTROY" },
	[15] = { 'L', N("needs the surprise-removal fault"), "no access after all-ones reads" },
	[16] = { 'F', C, "HWC SQE: 24-byte OOB with own ids, VRQ/VRCQ 0" },
	[17] = { 'S', C, "HWC WQE: one SGE with the channel's key, within limits" },
	[18] = { 'S', C, "WQE data length equals msg_size" },
	[19] = { 'S', C, "msg_size covers the request's structure" },
	[20] = { 'S', C, "resp.msg_size >= 32 and fits the receive buffer" },
	[21] = { 'S', C, "both header halves carry the same type, header type 0, version >= 1" },
	[22] = { 'S', C, "hwc_msg_id below the queue depth" },
	[23] = { 'S', C, "a receive buffer posted for every request" },
	[24] = { 'L', C, "header reserved fields 0" },
	[25] = { 'S', C, "dev_id is 0/0, the HWC or listed" },
	[26] = { 'L', C, "VERIFY first, its versions and strings sane" },
	[27] = { 'S', C, "REGISTER once, DEREGISTER registered and empty, REGISTER before MANA requests" },
	[28] = { 'L', C, "no unknown request" },
	[29] = { 'S', C, "no request after EQE 132/135 until re-established" },
	[30] = { 'L', N("needs delayed answers"), "driver gives up only after the agreed timeout" },
	[31] = { 'S', C, "region pages aligned, non-zero, mapped, distinct" },
	[32] = { 'S', C, "region length, offset and page count consistent" },
	[33] = { 'S', C, "page list within message and region" },
	[34] = { 'S', C, "incomplete region not used" },
	[35] = { 'S', C, "region used once, not destroyed after being consumed" },
	[36] = { 'S', C, "no two live queues share memory" },
	[37] = { 'S', C, "queue sizes: power of two >= 4096, equal to the region" },
	[38] = { 'S', C, "EQ and CQ memory zeroed at creation" },
	[39] = { 'S', C, "EQ MSI-X index granted" },
	[40] = { 'S', C, "parent EQ live, moderation context 0" },
	[41] = { 'S', C, "vPort configured before its queues, count within limits" },
	[42] = { 'S', C, "DESTROY_WQ_OBJ: live object of that type" },
	[43] = { 'S', C, "RQ destroyed only after RX was disabled or re-steered" },
	[44] = { 'L', C, "SQ destroyed with nothing pending" },
	[45] = { 'S', C, "EQ disabled only without live CQs" },
	[46] = { 'S', C, "nothing left at DESTROY" },
	[47] = { 'S', C, "EQ has room for its CQs and 8 more" },
	[48] = { 'S', C, "CQ holds every outstanding completion" },
	[49] = { 'S', C, "CONFIG_VPORT_RX consistent" },
	[50] = { 'L', C, "RX enabled only with buffers posted" },
	[51] = { 'S', C, "one fence at a time per RQ" },
	[52] = { 'S', C, "doorbell offset and width known, page bound to the queue" },
	[53] = { 'S', C, "doorbell names a live queue of that kind" },
	[54] = { 'F', C, "WQ tail aligned, not backwards, within the ring" },
	[55] = { 'L', C, "doorbell reserved bits 0" },
	[56] = { 'F', C, "CQ/EQ position not ahead and not backwards" },
	[57] = { 'S', C, "an armed CQ is rung at least once per 7 laps" },
	[58] = { 'S', C, "no arm older than one lap" },
	[59] = { 'S', N("seen as R-53: the id is gone"), "no doorbell after destroy" },
	[60] = { 'S', C, "producer never laps an unread entry" },
	[61] = { 'S', C, "driver never writes CQ/EQ memory" },
	[62] = { 'S', N("needs a delayed device"), "WQE unchanged between doorbell and completion" },
	[63] = { 'S', N("optional test mode"), "no stale WQE behind a doorbell" },
	[64] = { 'L', N("needs a virtual clock"), "interrupt answered within 1 s" },
	[65] = { 'F', C, "num_sge >= 1" },
	[66] = { 'F', C, "WQE size within the limit and what was published" },
	[67] = { 'S', C, "inline OOB size code valid" },
	[68] = { 'S', C, "WQE header reserved bits 0" },
	[69] = { 'S', C, "SGE size > 0, no overflow" },
	[70] = { 'F', C, "SGE within mapped memory" },
	[71] = { 'S', C, "SGE key handed out" },
	[72] = { 'S', C, "SGE memory has the needed access" },
	[73] = { 'S', N("needs a posted-buffer map"), "no overlapping receive buffers" },
	[74] = { 'L', N("port MTU is not on the wire"), "receive buffer fits a frame" },
	[75] = { 'S', N("needs a posted-buffer map"), "no repost before completion" },
	[76] = { 'L', L, "receive queue does not starve (counter rx_no_wqe)" },
	[77] = { 'S', C, "packet format agrees with the OOB size" },
	[78] = { 'F', C, "vPort offset, CQ and SQ frame as granted" },
	[79] = { 'S', C, "frame length 14..MTU" },
	[80] = { 'L', C, "frame below 60 bytes" },
	[81] = { 'F', C, "EtherType allowed" },
	[82] = { 'S', C, "source MAC is the vPort's" },
	[83] = { 'S', C, "VLAN tag not doubled, id <= 4094" },
	[84] = { 'F', C, "checksum request matches the packet" },
	[85] = { 'S', C, "checksum field holds the pseudo-header sum" },
	[86] = { 'S', C, "trans_off is the L4 offset for TCP" },
	[87] = { 'S', C, "no L4 offload on a fragment" },
	[88] = { 'F', C, "TSO: OOB in SGL, >= 2 SGEs, SGE 0 exactly the headers" },
	[89] = { 'F', C, "TSO: MSS >= 1 and within the MTU" },
	[90] = { 'F', C, "TSO: TCP, lengths 0, seed without length" },
	[91] = { 'S', C, "TSO: payload > 0 and bounded" },
	[92] = { 'S', C, "not a whole lap suppressed" },
	[93] = { 'L', C, "OOB reserved bits 0" },
	[94] = { 'L', C, "client_data_unit 0 without TSO" },
	[95] = { 'L', C, "encapsulation fields 0" },
	[96] = { 'S', N("seen as R-70 behind a vIOMMU"), "pages stay mapped until destroyed" },
	[97] = { 'S', N("ids do not survive: seen as R-53"), "no use of old ids after FLR" },
	[98] = { 'S', C, "HWC destroyed before bus master is cleared" },
	[99] = { 'S', C, "MSI-X enabled when its vector is needed" },
	[100] = { 'L', N("not a correctness rule"), "no hot polling" },
};

void emu_violation(struct mana_dev *dev, unsigned int rule, const char *fmt,
		   ...)
{
	struct rule_hits *h = &dev->hits[rule];
	va_list ap;

	if (h->count++)
		return;
	va_start(ap, fmt);
	vsnprintf(h->first, sizeof(h->first), fmt, ap);
	va_end(ap);
	fprintf(stderr, "mana-emu: R-%u%s: %s\n", rule,
		h->allowed ? " (allowed)" :
		emu_rules[rule].severity == 'L' ? " (lint)" : "", h->first);
}

unsigned int mana_dev_violations(const struct mana_dev *dev)
{
	unsigned int n = 0;

	for (unsigned int r = 1; r <= NUM_RULES; r++)
		if (emu_rules[r].severity != 'L' && !dev->hits[r].allowed)
			n += dev->hits[r].count;
	return n;
}

int mana_dev_allow_rule(struct mana_dev *dev, unsigned int rule)
{
	if (!rule || rule > NUM_RULES)
		return -1;
	dev->hits[rule].allowed = true;
	return 0;
}

void emu_list_rules(void)
{
	for (unsigned int r = 1; r <= NUM_RULES; r++)
		printf("R-%-3u %c  %-12s %s\n", r, emu_rules[r].severity,
		       emu_rules[r].state, emu_rules[r].text);
}
