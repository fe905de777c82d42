// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * The words of the fault language: points, fields, verbs, names of numbers.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine.h"

#define P(point) (1u << (point))
#define ENTRIES (P(FP_CQE) | P(FP_EQE))

static const struct {
	const char *name, *text;
} points[FP_POINTS] = {
	[FP_NOW] = { "now", "at once, or after= milliseconds" },
	[FP_REQUEST] = { "request", "a request taken from the channel" },
	[FP_ANSWER] = { "answer", "an answer that is ready; matched by its request" },
	[FP_CQE] = { "cqe", "a completion about to be written" },
	[FP_EQE] = { "eqe", "an event about to be written" },
	[FP_IRQ] = { "irq", "an interrupt" },
	[FP_READ] = { "read", "a read of registers or shared memory" },
	[FP_SMC] = { "smc", "an answer in shared memory" },
	[FP_DOORBELL] = { "doorbell", "a doorbell" },
	[FP_WQE] = { "wqe", "a work-queue entry about to be fetched" },
	[FP_DMA] = { "dma", "data of such an entry about to be moved" },
};

static const struct {
	const char *name;
	bool value;
	unsigned int points;
	const char *text;
} verbs[FV_VERBS] = {
	[FV_DROP] = { "drop", false, ~P(FP_NOW) & ~P(FP_READ),
		      "it does not happen" },
	[FV_DELAY] = { "delay", true, ENTRIES | P(FP_ANSWER) | P(FP_IRQ) |
		       P(FP_SMC) | P(FP_DOORBELL) | P(FP_DMA),
		       "it happens so many ms later" },
	[FV_REPEAT] = { "repeat", true, ENTRIES | P(FP_ANSWER) | P(FP_IRQ),
			"it happens so often more" },
	[FV_ECHO] = { "echo", true, ENTRIES | P(FP_ANSWER),
		      "and once more so many ms later" },
	[FV_TORN] = { "torn", true, ENTRIES,
		      "its last dword comes so many ms later" },
	[FV_STOP] = { "stop", false, P(FP_ANSWER) | P(FP_CQE) | P(FP_WQE),
		      "it is the last: no more answers, or a dead queue" },
	[FV_ONES] = { "ones", false, ENTRIES | P(FP_ANSWER) | P(FP_READ) |
		      P(FP_SMC), "all its bytes are ones" },
	[FV_PREVIOUS] = { "previous", false, ENTRIES | P(FP_ANSWER),
			  "the match before it comes in its place" },
	[FV_EVENT] = { "event", true, ~0u,
		       "first post an event of TYPE[/DATA] to the channel" },
	[FV_DATA_EVENT] = { "data_event", true, ~0u,
			    "first post it to every data EQ" },
	[FV_RAISE] = { "raise", true, ~0u, "first raise that vector" },
	[FV_GONE] = { "gone", true, ~0u,
		      "the function vanishes for so many ms, 0 for ever" },
	[FV_PAUSE] = { "pause", true, ~0u,
		       "every queue stands still for so many ms" },
};

#define BYTES(at, low, width) { false, at, low, width }
#define ATTR(n) { true, n, 0, 64 }
#define DO 1u
#define MATCH 2u
#define BOTH 3u

/* Offsets: gdma 3.1, 8, 9, 11; ethernet 2.8, 3.4; hwc 5. */
static const struct {
	unsigned int points, use;
	const char *name;
	struct fault_field field;
} fields[] = {
	{ P(FP_REQUEST) | P(FP_ANSWER), MATCH, "code", BYTES(4, 0, 32) },
	{ P(FP_REQUEST) | P(FP_ANSWER), MATCH, "dev", BYTES(32, 0, 32) },
	{ P(FP_REQUEST), DO, "code", BYTES(4, 0, 32) },
	{ P(FP_ANSWER), DO, "type", BYTES(4, 0, 32) },
	{ P(FP_ANSWER), DO, "version", BYTES(8, 0, 16) },
	{ P(FP_ANSWER), DO, "slot", BYTES(10, 0, 16) },
	{ P(FP_ANSWER), DO, "size", BYTES(12, 0, 32) },
	{ P(FP_ANSWER), DO, "dev", BYTES(16, 0, 32) },
	{ P(FP_ANSWER), DO, "activity", BYTES(20, 0, 32) },
	{ P(FP_ANSWER), DO, "status", BYTES(24, 0, 32) },
	{ P(FP_CQE) | P(FP_EQE) | P(FP_DOORBELL) | P(FP_WQE) | P(FP_DMA), MATCH,
	  "queue", ATTR(FA_QUEUE) },
	{ P(FP_CQE), BOTH, "type", BYTES(0, 0, 6) },
	{ P(FP_CQE), BOTH, "client", BYTES(0, 6, 2) },
	{ P(FP_CQE), BOTH, "vendor", BYTES(0, 8, 24) },
	{ P(FP_CQE), BOTH, "where", BYTES(8, 0, 32) },
	{ P(FP_CQE), BOTH, "flags", BYTES(4, 0, 32) },
	{ P(FP_CQE), BOTH, "len", BYTES(8, 0, 16) },
	{ P(FP_CQE), BOTH, "hash", BYTES(16, 0, 32) },
	{ P(FP_CQE), BOTH, "rx_offset", BYTES(56, 0, 32) },
	{ P(FP_CQE), BOTH, "answer_offset", BYTES(12, 0, 32) },
	{ P(FP_CQE), BOTH, "answer_bytes", BYTES(24, 0, 32) },
	{ P(FP_CQE), BOTH, "wq", BYTES(60, 0, 24) },
	{ P(FP_CQE), BOTH, "is_sq", BYTES(60, 24, 1) },
	{ P(FP_CQE), DO, "owner", BYTES(60, 29, 3) },
	{ P(FP_EQE), BOTH, "data", BYTES(0, 0, 32) },
	{ P(FP_EQE), BOTH, "value", BYTES(0, 0, 24) },
	{ P(FP_EQE), BOTH, "item", BYTES(0, 24, 8) },
	{ P(FP_EQE), BOTH, "type", BYTES(12, 0, 8) },
	{ P(FP_EQE), DO, "owner", BYTES(12, 29, 3) },
	{ P(FP_IRQ), BOTH, "vector", ATTR(FA_VECTOR) },
	{ P(FP_READ), MATCH, "offset", ATTR(FA_OFFSET) },
	{ P(FP_DOORBELL), MATCH, "id", ATTR(FA_ID) },
	{ P(FP_SMC), BOTH, "type", BYTES(28, 0, 3) },
	{ P(FP_SMC), DO, "version", BYTES(28, 3, 3) },
	{ P(FP_SMC), DO, "response", BYTES(28, 7, 1) },
	{ P(FP_SMC), DO, "status", BYTES(28, 8, 8) },
	{ P(FP_SMC), DO, "owner", BYTES(28, 31, 1) },
};

/* What users need not remember: requests, queues. */
static const struct {
	const char *name;
	uint64_t value;
} numbers[] = {
	{ "verify", 1 }, { "max_resources", 2 }, { "list_devices", 3 },
	{ "register", 4 }, { "deregister", 5 }, { "test_eqe", 10 },
	{ "create_queue", 12 }, { "disable_queue", 13 },
	{ "create_region", 25 }, { "add_pages", 26 },
	{ "destroy_region", 27 }, { "hwc_timeout", 84 },
	{ "dev_config", 0x20001 }, { "gf_stat", 0x20002 },
	{ "vport_tx", 0x20003 }, { "create_wq", 0x20004 },
	{ "destroy_wq", 0x20005 }, { "fence_rq", 0x20006 },
	{ "vport_rx", 0x20007 }, { "vport", 0x20008 },
	{ "link", 0x2000a }, { "clamp", 0x2000b }, { "phy_stat", 0x2000c },
	{ "hwc", FQ_HWC }, { "tx", FQ_TX }, { "rx", FQ_RX },
	{ "data", FQ_DATA }, { "sq", FQ_SQ }, { "rq", FQ_RQ },
	{ "cq", FQ_CQ }, { "eq", FQ_EQ },
};

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

enum fault_point fault_point_find(const char *word)
{
	unsigned int p = 0;

	while (p < FP_POINTS && strcmp(points[p].name, word))
		p++;
	return (enum fault_point)p;
}

const char *fault_point_name(enum fault_point p)
{
	return points[p].name;
}

enum fault_verb fault_verb_find(const char *word)
{
	unsigned int v = FV_SET + 1;

	while (v < FV_VERBS && strcmp(verbs[v].name, word))
		v++;
	return (enum fault_verb)v;
}

bool fault_verb_fits(enum fault_verb v, enum fault_point p)
{
	return verbs[v].points & P(p);
}

bool fault_verb_needs_value(enum fault_verb v)
{
	return verbs[v].value;
}

bool fault_number(const char *word, uint64_t *v)
{
	char *end;

	for (size_t i = 0; i < COUNT(numbers); i++) {
		if (!strcmp(numbers[i].name, word)) {
			*v = numbers[i].value;
			return true;
		}
	}
	if (!strcmp(word, "ones")) {
		*v = UINT64_MAX;
		return true;
	}
	if (*word < '0' || *word > '9')
		return false;
	errno = 0;
	*v = strtoull(word, &end, 0);
	return !*end && !errno;
}

/* b@OFFSET to q@OFFSET: 8 to 64 bits anywhere in the bytes */
static bool raw_field(const char *word, struct fault_field *f)
{
	static const char sizes[] = "bwdq";
	const char *size = *word ? strchr(sizes, *word) : NULL;
	uint64_t off;

	if (!size || word[1] != '@' || !fault_number(word + 2, &off) ||
	    off > 4095)
		return false;
	*f = (struct fault_field){ .off = (uint16_t)off,
				   .bits = (uint8_t)(8u << (size - sizes)) };
	return true;
}

bool fault_field_find(enum fault_point p, const char *word, bool match,
		      struct fault_field *f)
{
	for (size_t i = 0; i < COUNT(fields); i++) {
		if ((fields[i].points & P(p)) && !strcmp(fields[i].name, word) &&
		    (fields[i].use & (match ? MATCH : DO))) {
			*f = fields[i].field;
			return true;
		}
	}
	/* these have no bytes */
	if (p == FP_NOW || p == FP_IRQ || p == FP_WQE || p == FP_DMA)
		return false;
	return raw_field(word, f);
}

static void help_fields(enum fault_point p)
{
	for (size_t i = 0; i < COUNT(fields); i++)
		if (fields[i].points & P(p))
			printf(" %s%s", fields[i].name,
			       fields[i].use == MATCH ? "(match)" :
			       fields[i].use == DO ? "(set)" : "");
}

void fault_help(void)
{
	puts("POINT[,MATCH]...:ACTION[,ACTION]...   rules are joined by ';'\n"
	     "\nPOINT and its fields:");
	for (unsigned int p = 0; p < FP_POINTS; p++) {
		printf("  %-9s %s\n           ", points[p].name, points[p].text);
		help_fields((enum fault_point)p);
		putchar('\n');
	}
	puts("\nMATCH: FIELD=N or FIELD=LOW-HIGH; and\n"
	     "  nth=N       from the Nth match on (1)\n"
	     "  times=N     so many matches, 0 for all (1)\n"
	     "  for=MS      every match for so long after the first\n"
	     "  every=MS    rest so long after each\n"
	     "  after=MS    sleep so long first\n"
	     "\nACTION: FIELD=N, FIELD=+N, FIELD=^N, FIELD=previous; b@OFF, w@OFF, d@OFF, q@OFF are the 8 to\n"
	     "64 bits at a byte offset; owner counts laps from the right one; and");
	for (unsigned int v = FV_SET + 1; v < FV_VERBS; v++)
		printf("  %-11s %s\n", verbs[v].name, verbs[v].text);
	puts("\nA name of --list-faults stands for its rules; matches behind it narrow them: F-17a,code=link");
	printf("\nNames of numbers: ones");
	for (size_t i = 0; i < COUNT(numbers); i++)
		printf(" %s", numbers[i].name);
	putchar('\n');
}
