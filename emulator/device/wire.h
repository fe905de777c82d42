/* SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause */
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * Layout constants of the GDMA half, written from gdma and hwc alone: the
 * driver has its own reading of the same sheets, so that a slip in one shows.
 */
#ifndef EMU_WIRE_H
#define EMU_WIRE_H

#define PAGE 4096u
#define WQE_UNIT 32u
#define CQE_SIZE 64u
#define EQE_SIZE 16u
#define SGE_SIZE 16u
#define SQ_WQE_MAX 512u
#define RQ_WQE_MAX 256u
/* what a spoiled WQE header reads as: never what a driver writes */
#define WQE_POISON 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff

/* BAR0, VF register map (gdma 2.1) */
#define REG_MAP_SIZE 0x28u
#define REG_VERSION 0x00u
#define REG_DB_OFFSET 0x08u
#define REG_DB_PAGE_SIZE 0x10u
#define REG_SMC_OFFSET 0x18u
#define REG_SMC_SIZE 0x20u

#define SMC_AT 0x200u
#define SMC_SIZE 32u
#define SMC_HEADER 28u
#define DB_ZONE_AT 0x10000u

/* shared-memory channel (gdma 3.1) */
#define SMC_TYPE(h) ((h) & 0x7u)
#define SMC_VERSION(h) (((h) >> 3) & 0x7u)
#define SMC_DIR 0x80u
#define SMC_STATUS(h) (((h) >> 8) & 0xffu)
#define SMC_RESET_VF (1u << 24)
#define SMC_OWNER (1u << 31)
#define SMC_RESERVED 0x7eff0040u
#define SMC_ESTABLISH 1u
#define SMC_DESTROY 2u
#define SMC_REPORT_TIMEOUT 4u

/* doorbells inside a page (gdma 6.1) */
#define DB_SQ 0x000u
#define DB_SQ_SHORT 0x010u
#define DB_RQ 0x400u
#define DB_RQ_DATA 0x408u
#define DB_RQ_SHORT 0x410u
#define DB_CQ 0x800u
#define DB_CQ_SHORT 0x810u
#define DB_CQ_MODERATION 0x820u
#define DB_EQ_SHORT 0xff0u
#define DB_EQ 0xff8u

/* event types (gdma 8) */
#define EQE_COMPLETION 3u
#define EQE_TEST 64u
#define EQE_INIT_EQ_DB 129u
#define EQE_INIT_DATA 130u
#define EQE_INIT_DONE 131u
#define EQE_FPGA_RECONFIG 132u
#define EQE_SOC_DATA 133u
#define EQE_SOC_SERVICE 134u
#define EQE_RESET_REQUEST 135u

/* message headers (gdma 11) */
#define REQ_HDR 40u
#define RESP_HDR 32u
#define MSG_MAX 4096u

/* requests (gdma 12.1) */
#define RQ_VERIFY 1u
#define RQ_MAX_RESOURCES 2u
#define RQ_LIST_DEVICES 3u
#define RQ_REGISTER 4u
#define RQ_DEREGISTER 5u
#define RQ_TEST_EQE 10u
#define RQ_RESET_EQE 11u
#define RQ_CREATE_QUEUE 12u
#define RQ_DISABLE_QUEUE 13u
#define RQ_CREATE_REGION 25u
#define RQ_ADD_PAGES 26u
#define RQ_DESTROY_REGION 27u
#define RQ_CHANGE_MSIX 81u
#define RQ_HWC_TIMEOUT 84u
/* from here on the Ethernet client's */
#define RQ_CLIENT 0x20000u

#define DEV_NONE 0u
#define DEV_HWC 1u
#define DEV_MANA 2u

#define WQE_TYPE_EQ 4u

#endif /* EMU_WIRE_H */
