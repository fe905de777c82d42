// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * The rule table of device-behaviour 11 and the record of what a run broke.
 */
#include <stdio.h>

#include "internal.h"

/* the state, and the unit test that breaks the rule or why none can */
#define C(test) "checked", test
#define L(test) "lint", test
#define V(test) "viommu-only", test
#define N(why) "impossible", why

const struct rule_info emu_rules[NUM_RULES + 1] = {
	[1] = { 'L', L("device_bar/odd_register_reads"),
		"register reads aligned, 1/2/4/8 bytes, inside the map" },
	[2] = { 'S', C("device_bar/register_writes"),
		"no write to a read-only register" },
	[3] = { 'S', C("device_bar/outside_the_map"),
		"no BAR0 access outside registers, SMC and doorbells" },
	[4] = { 'S', C("device_bar/doorbell_before_establish"),
		"no doorbell before ESTABLISH" },
	[5] = { 'S', C("device_bar/smc_write_while_owned"),
		"SMC written only while the driver owns it" },
	[6] = { 'S', C("device_bar/smc_bad_header"),
		"SMC request header: direction, status, owner, reserved bits 0" },
	[7] = { 'S', C("device_bar/smc_unknown_version"),
		"SMC version supported" },
	[8] = { 'S', C("device_bar/smc_header_split"),
		"SMC header dword written last, as one 32-bit write" },
	[9] = { 'S', C("device_bar/establish_bad_pages"),
		"ESTABLISH: four distinct, mapped, non-zero pages" },
	[10] = { 'S', C("device_bar/establish_bad_vector"),
		"ESTABLISH: MSI-X index in the table" },
	[11] = { 'S', C("device_bar/establish_twice"),
		"ESTABLISH only while no HWC is active" },
	[12] = { 'S', C("device_bar/establish_dirty_rings"),
		"ESTABLISH: EQ and CQ pages zeroed" },
	[13] = { 'S', C("device_bar/destroy_without_channel"),
		"DESTROY only while an HWC is active" },
	[14] = { 'S', C("device_bar/establish_without_bus_master"),
		"bus master on from before ESTABLISH until DESTROY" },
	[15] = { 'L', L("device_bar/gone"),
		"no access after all-ones reads" },
	[16] = { 'F', C("device_hwc/oob_wrong"),
		"HWC SQE: 24-byte OOB with own ids, VRQ/VRCQ 0" },
	[17] = { 'S', C("device_hwc/request_buffer"),
		"HWC WQE: one SGE with the channel's key, within limits" },
	[18] = { 'S', C("device_hwc/length_differs"),
		"WQE data length equals msg_size" },
	[19] = { 'S', C("device_hwc/message_short"),
		"msg_size covers the request's structure" },
	[20] = { 'S', C("device_hwc/answer_size"),
		"resp.msg_size >= 32 and fits the receive buffer" },
	[21] = { 'S', C("device_hwc/header_halves"),
		"both header halves carry the same type, header type 0, version >= 1" },
	[22] = { 'S', C("device_hwc/slot_number"),
		"hwc_msg_id below the queue depth" },
	[23] = { 'S', C("device_hwc/no_buffer"),
		"a receive buffer posted for every request" },
	[24] = { 'L', L("device_hwc/reserved_bytes"),
		"header reserved fields 0" },
	[25] = { 'S', C("device_hwc/device_id"),
		"dev_id is 0/0, the HWC or listed; of requests about an owner, the owner" },
	[26] = { 'L', L("device_hwc/verify_first"),
		"VERIFY first, its versions and strings sane" },
	[27] = { 'S', C("device_hwc/register_order"),
		"REGISTER once, DEREGISTER registered and empty, REGISTER before MANA requests" },
	[28] = { 'L', L("device_hwc/unknown_request"),
		"no unknown request" },
	[29] = { 'S', C("device_hwc/after_service_event"),
		"no request after EQE 132/135 until re-established" },
	[30] = { 'L', L("device_hwc/patience"),
		"driver gives up only after the agreed timeout" },
	[31] = { 'S', C("device_region/bad_pages"),
		"region pages aligned, non-zero, mapped, distinct" },
	[32] = { 'S', C("device_region/bad_sizes"),
		"region length, offset and page count consistent" },
	[33] = { 'S', C("device_region/page_lists"),
		"page list within message and region" },
	[34] = { 'S', C("device_region/incomplete_region"),
		"incomplete region not used" },
	[35] = { 'S', C("device_region/consumed_region"),
		"region used once, not destroyed after being consumed" },
	[36] = { 'S', C("device_region/memory_in_use"),
		"no two live queues share memory" },
	[37] = { 'S', C("device_queue/queue_sizes"),
		"queue sizes: power of two >= 4096, equal to the region" },
	[38] = { 'S', C("device_queue/dirty_rings"),
		"EQ and CQ memory zeroed at creation" },
	[39] = { 'S', C("device_queue/vectors"),
		"EQ MSI-X index granted" },
	[40] = { 'S', C("device_queue/parent_eq"),
		"parent EQ live, moderation context 0" },
	[41] = { 'S', C("eth_cmd/vport_order"),
		"vPort configured before its queues, count within limits" },
	[42] = { 'S', C("eth_cmd/destroy_wrong"),
		"DESTROY_WQ_OBJ: live object of that type" },
	[43] = { 'S', C("eth_steer/rq_still_steered"),
		"RQ destroyed only after RX was disabled or re-steered" },
	[44] = { 'L', L("eth_cmd/sq_pending"),
		"SQ destroyed with nothing pending" },
	[45] = { 'S', C("device_queue/eq_in_use"),
		"EQ disabled only without live CQs" },
	[46] = { 'S', C("device_bar/left_at_destroy"),
		"nothing left at DESTROY" },
	[47] = { 'S', C("device_queue/eq_small"),
		"EQ has room for its CQs and 8 more" },
	[48] = { 'S', C("device_queue/cq_small"),
		"CQ holds every outstanding completion (its size alone: lint)" },
	[49] = { 'S', C("eth_steer/steering_wrong"),
		"CONFIG_VPORT_RX consistent" },
	[50] = { 'L', L("eth_steer/enable_empty"),
		"RX enabled only with buffers posted" },
	[51] = { 'S', C("eth_cmd/fence_twice"),
		"one fence at a time per RQ" },
	[52] = { 'S', C("device_doorbell/places"),
		"doorbell offset and width known, page bound to the queue" },
	[53] = { 'S', C("device_doorbell/unknown_queue"),
		"doorbell names a live queue of that kind" },
	[54] = { 'F', C("device_doorbell/wq_tails"),
		"WQ tail aligned, not backwards, within the ring" },
	[55] = { 'L', L("device_doorbell/reserved_bits"),
		"doorbell reserved bits 0" },
	[56] = { 'F', C("device_doorbell/positions"),
		"CQ/EQ position not ahead and not backwards" },
	[57] = { 'S', C("device_queue/cq_silent"),
		"an armed CQ is rung at least once per 7 laps" },
	[58] = { 'S', C("device_doorbell/stale_arm"),
		"no arm older than one lap" },
	[59] = { 'S', C("device_doorbell/after_destroy"),
		"no doorbell after destroy" },
	[60] = { 'S', C("device_queue/cq_small"),
		"producer never laps an unread entry" },
	[61] = { 'S', C("device_queue/driver_writes_ring"),
		"driver never writes CQ/EQ memory" },
	[62] = { 'S', C("device_wqe/entry_changed"),
		"WQE unchanged between doorbell and completion" },
	[63] = { 'S', C("device_wqe/stale_entry"),
		"no entry of the lap before behind a doorbell (--poison-wqes)" },
	[64] = { 'L', L("device_doorbell/late_answer"),
		"interrupt answered within 1 s" },
	[65] = { 'F', C("device_wqe/no_sge"),
		"num_sge >= 1" },
	[66] = { 'F', C("device_wqe/too_long"),
		"WQE size within the limit and what was published" },
	[67] = { 'S', C("device_wqe/oob_code"),
		"inline OOB size code valid" },
	[68] = { 'S', C("device_wqe/header_bits"),
		"WQE header reserved bits 0" },
	[69] = { 'S', C("device_wqe/sge_bounds"),
		"SGE size > 0, no overflow" },
	[70] = { 'F', C("device_wqe/unmapped_data"),
		"SGE within mapped memory" },
	[71] = { 'S', C("device_wqe/wrong_key"),
		"SGE key handed out" },
	[72] = { 'S', V("device_wqe/no_access"),
		"SGE memory has the needed access" },
	[73] = { 'S', C("device_wqe/buffers_overlap"),
		"no overlapping receive buffers" },
	[74] = { 'L', L("device_wqe/small_buffer"),
		"receive buffer fits a frame" },
	[75] = { 'S', C("device_wqe/buffer_twice"),
		"no repost before completion" },
	[76] = { 'L', L("eth_rx/starving"),
		"receive queue does not starve" },
	[77] = { 'S', C("eth_tx/packet_format"),
		"packet format agrees with the OOB size" },
	[78] = { 'F', C("eth_tx/granted_values"),
		"vPort offset, CQ and SQ frame as granted" },
	[79] = { 'S', C("eth_tx/frame_length"),
		"frame length 14..MTU" },
	[80] = { 'L', L("eth_tx/runt"),
		"frame below 60 bytes" },
	[81] = { 'L', L("eth_tx/ethertype"),
		"EtherType that the device carries" },
	[82] = { 'S', C("eth_tx/source_mac"),
		"source MAC is the vPort's" },
	[83] = { 'S', C("eth_tx/vlan_rules"),
		"VLAN tag not doubled, id <= 4094" },
	[84] = { 'F', C("eth_tx/checksum_request"),
		"checksum request matches the packet" },
	[85] = { 'S', C("eth_tx/checksum_seed"),
		"checksum field holds the pseudo-header sum" },
	[86] = { 'S', C("eth_tx/transport_offset"),
		"trans_off is the L4 offset for TCP" },
	[87] = { 'S', C("eth_tx/fragment"),
		"no L4 offload on a fragment" },
	[88] = { 'F', C("eth_tso/shape"),
		"TSO: OOB in SGL, >= 2 SGEs, SGE 0 exactly the headers" },
	[89] = { 'F', C("eth_tso/mss"),
		"TSO: MSS >= 1 and within the MTU" },
	[90] = { 'F', C("eth_tso/headers"),
		"TSO: TCP, lengths 0, seed without length" },
	[91] = { 'S', C("eth_tso/payload"),
		"TSO: payload > 0 and bounded" },
	[92] = { 'S', C("eth_tx/whole_lap_suppressed"),
		"not a whole lap suppressed" },
	[93] = { 'L', L("eth_tx/oob_reserved"),
		"OOB reserved bits 0" },
	[94] = { 'L', L("eth_tx/data_unit"),
		"client_data_unit 0 without TSO" },
	[95] = { 'L', L("eth_tx/encapsulation"),
		"encapsulation fields 0" },
	[96] = { 'S', V("device_wqe/unmapped_ring"),
		"pages stay mapped until destroyed" },
	[97] = { 'S', C("device_bar/old_ids_after_reset"),
		"no use of old ids after FLR" },
	[98] = { 'S', C("device_bar/bus_master_cleared"),
		"HWC destroyed before bus master is cleared" },
	[99] = { 'S', C("device_bar/vector_not_enabled"),
		"MSI-X enabled when its vector is needed" },
	[100] = { 'L', L("device_bar/smc_polled_fast"),
		"SMC not polled within 20 us" },
};

static void record(struct mana_dev *dev, unsigned int rule, bool lint,
		   const char *fmt, va_list ap)
{
	struct rule_record *rec = &dev->hits[rule];
	struct rule_hits *h = lint ? &rec->lint : &rec->fatal;
	char text[sizeof(h->first)];

	if (h->count++ && !dev->trace)
		return;
	vsnprintf(text, sizeof(text), fmt, ap);
	trace_violation(dev, rule, lint, text);
	if (h->count > 1)
		return;
	memcpy(h->first, text, sizeof(text));
	fprintf(stderr, "mana-emu: R-%u%s: %s\n", rule,
		lint ? " (lint)" : rec->allowed ? " (allowed)" : "", h->first);
}

void emu_violation(struct mana_dev *dev, unsigned int rule, const char *fmt,
		   ...)
{
	va_list ap;

	va_start(ap, fmt);
	record(dev, rule, emu_rules[rule].severity == 'L', fmt, ap);
	va_end(ap);
}

void emu_lint(struct mana_dev *dev, unsigned int rule, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	record(dev, rule, true, fmt, ap);
	va_end(ap);
}

unsigned int mana_dev_violations(const struct mana_dev *dev)
{
	unsigned int n = 0;

	for (unsigned int r = 1; r <= NUM_RULES; r++)
		if (!dev->hits[r].allowed)
			n += dev->hits[r].fatal.count;
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
	for (unsigned int r = 1; r <= NUM_RULES; r++) {
		const struct rule_info *i = &emu_rules[r];
		bool proven = strcmp(i->state, "impossible");

		printf("R-%-3u %c  %-11s %-33s %s%s%s\n", r, i->severity,
		       i->state, proven ? i->proof : "-", i->text,
		       proven ? "" : ": ", proven ? "" : i->proof);
	}
}

json_t *emu_rules_catalogue(void)
{
	json_t *all = json_array();

	for (unsigned int r = 1; r <= NUM_RULES; r++) {
		const struct rule_info *i = &emu_rules[r];
		bool proven = strcmp(i->state, "impossible");

		json_array_append_new(all, json_pack("{s:o, s:o, s:s, s:s, s:s}",
						     "rule", json_sprintf("R-%u", r),
						     "severity",
						     json_sprintf("%c", i->severity),
						     "state", i->state,
						     "text", i->text,
						     proven ? "test" : "reason",
						     i->proof));
	}
	return all;
}
