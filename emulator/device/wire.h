/* SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause */
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * Layout constants of the GDMA half, written from gdma and hwc alone: the
 * driver has its own reading of docs/spec, so that a slip in one shows.
 */
#ifndef EMU_WIRE_H
#define EMU_WIRE_H

#define PAGE 4096u
#define WQE_UNIT 32u
#define CQE_SIZE 64u
#define CQE_IS_SQ (1u << 24)
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

/* BAR0 of the first PF (gdma 2.2) */
#define PF_MAP_SIZE 0x200u
#define PF_REG_DB_OFFSET 0xc8u
#define PF_REG_DB_PAGE_SIZE 0xd0u
#define PF_REG_SRIOV 0x108u
#define PF_SRIOV_AT 0x180u
#define PF_SRIOV_SMC 0x70u

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
#define SOC_TIMEOUT 1u
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

/* sizes and fields of the requests (gdma 12.2 to 12.9) */
#define VERIFY_REQ 640u
#define VERIFY_REQ_MIN 40u
#define VERIFY_REQ_MAX 48u
#define VERIFY_REQ_CAPS 56u
#define VERIFY_REQ_STRINGS 128u
#define VERIFY_STRING 128u
#define VERIFY_RESP 72u
#define VERIFY_RESP_VERSION 32u
#define VERIFY_RESP_CAPS 40u

#define MAX_RESP 72u
#define MAX_RESP_SQ 36u
#define MAX_RESP_RQ 40u
#define MAX_RESP_CQ 44u
#define MAX_RESP_EQ 48u
#define MAX_RESP_DB 52u
#define MAX_RESP_MST 56u
#define MAX_RESP_MSIX 68u

#define LIST_RESP 296u
#define LIST_RESP_NUM 32u
#define LIST_RESP_DEVS 40u
#define LIST_LAST (63u * 4)

#define REG_RESP 44u
#define REG_RESP_PDID 32u
#define REG_RESP_MKEY 36u
#define REG_RESP_DB 40u

#define TEST_EQE_REQ 44u
#define RESET_EQE_REQ 48u
#define CHANGE_MSIX_REQ 56u
#define EQE_REQ_QUEUE 40u	/* of all three */
#define EQE_REQ_DATA 44u	/* of the latter two */

#define CREATE_QUEUE_REQ 96u
#define CREATE_QUEUE_TYPE 40u
#define CREATE_QUEUE_PDID 48u
#define CREATE_QUEUE_DB 52u
#define CREATE_QUEUE_REGION 56u
#define CREATE_QUEUE_SIZE 68u
#define CREATE_QUEUE_MSIX 76u
#define CREATE_QUEUE_RESP 36u
#define CREATE_QUEUE_ID 32u
#define DISABLE_QUEUE_REQ 52u
#define DISABLE_QUEUE_TYPE 40u
#define DISABLE_QUEUE_ID 44u

#define REGION_REQ 64u
#define REGION_LENGTH 40u
#define REGION_OFFSET 48u
#define REGION_PAGE_TYPE 52u
#define REGION_PAGE_COUNT 56u
#define REGION_LIST_LEN 60u
#define REGION_RESP 40u
#define REGION_HANDLE 32u
#define ADD_PAGES_REQ 56u
#define ADD_PAGES_HANDLE 40u
#define ADD_PAGES_LIST_LEN 48u
#define DESTROY_REGION_REQ 48u
#define DESTROY_REGION_HANDLE 40u

#define TIMEOUT_REQ 48u
#define TIMEOUT_RESP 40u
#define TIMEOUT_RESP_MS 32u
/* what drivers begin with, and what they are told to use */
#define HWC_TIMEOUT_MS 30000u

/* message header fields (gdma 11) */
#define HDR_TYPE 4u
#define HDR_VERSION 8u
#define HDR_SLOT 10u
#define HDR_SIZE 12u
#define REQ_HDR_RESP 16u	/* the answer's half */
#define REQ_HDR_DEV 32u
#define REQ_HDR_ACTIVITY 36u
#define RESP_HDR_DEV 16u
#define RESP_HDR_ACTIVITY 20u
#define RESP_HDR_STATUS 24u

/* inline data of channel WQEs and CQEs (hwc 5.1, 5.2) */
#define HWC_OOB 24u
#define HWC_OOB_VRQ 8u
#define HWC_OOB_VRCQ 12u
#define HWC_OOB_VSCQ 16u
#define HWC_OOB_VSQ 20u
#define HWC_RX_WQE_OFFSET 12u
#define HWC_RX_LENGTH 24u

/* capabilities the model acts upon (gdma 15.2) */
#define PF_CAP_HWC_TIMEOUT 0x8u
#define PF_CAP_MODERATION 0x8000u
/* and of the driver (gdma 15.1) */
#define DRV_CAP_LIST_HOLES (1u << 11)

#define DEV_NONE 0u
#define DEV_HWC 1u
#define DEV_MANA 2u

/* kinds of queue (gdma 7); SQ and RQ are enum emu_wq_kind */
#define QUEUE_EQ 4u

#endif /* EMU_WIRE_H */
