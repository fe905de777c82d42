/* SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause */
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * Layer 0: what the device reads and writes below Ethernet. Layouts of the
 * registers, the shared-memory channel, queue entries and GDMA messages; all
 * little-endian.
 */
#ifndef _MANA_GDMA_WIRE_H
#define _MANA_GDMA_WIRE_H

#include <linux/bits.h>
#include <linux/build_bug.h>
#include <linux/stddef.h>
#include <linux/types.h>

/* The page of the device, whatever the page of the host. */
#define GDMA_PAGE_SHIFT		12
#define GDMA_PAGE_BYTES		4096

/* ---- VF registers in BAR0 ---- */

#define GDMA_REG_VERSION	0x00
#define GDMA_REG_DB_OFFSET	0x08	/* 8 bytes */
#define GDMA_REG_DB_PAGE_BYTES	0x10	/* 2 bytes used */
#define GDMA_REG_SMC_OFFSET	0x18	/* 8 bytes */
#define GDMA_REG_SMC_BYTES	0x20	/* 2 bytes used */
#define GDMA_REG_BYTES		0x28

#define GDMA_REG_16_MASK	GENMASK(15, 0)
#define GDMA_REG_ABSENT		0xffffffffU	/* reads of a device that left */

/* ---- shared-memory channel ---- */

#define SMC_BYTES		32
#define SMC_DWORDS		8
#define SMC_HDR_DWORD		7

#define SMC_HDR_TYPE		GENMASK(2, 0)
#define SMC_HDR_VERSION		GENMASK(5, 3)
#define SMC_HDR_RESPONSE	BIT(7)
#define SMC_HDR_STATUS		GENMASK(15, 8)
#define SMC_HDR_RESET_VF	BIT(24)
#define SMC_HDR_DEVICE_OWNS	BIT(31)

#define SMC_ESTABLISH_HWC	1
#define SMC_DESTROY_HWC		2

/* Order of the frames in the body of ESTABLISH. */
enum smc_frame {
	SMC_FRAME_EQ,
	SMC_FRAME_CQ,
	SMC_FRAME_RQ,
	SMC_FRAME_SQ,
	SMC_FRAMES
};

#define SMC_FRAME_LOW_BITS	48
#define SMC_FRAME_LOW_BYTES	6
#define SMC_FRAME_HIGH_BITS	4

/**
 * struct smc_establish - body of ESTABLISH_HWC, dwords 0 to 6
 * @frame_low: bits 47:0 of the four page frames, in the order of enum smc_frame
 * @frame_high: their bits 51:48, a nibble each
 * @msix: MSI-X index of the channel's event queue
 */
struct smc_establish {
	u8 frame_low[SMC_FRAMES][SMC_FRAME_LOW_BYTES];
	__le16 frame_high;
	__le16 msix;
};

static_assert(sizeof(struct smc_establish) == 28);

/* ---- doorbell page ---- */

#define GDMA_DB_SQ		0x000
#define GDMA_DB_RQ		0x400
#define GDMA_DB_CQ		0x800
#define GDMA_DB_CQ_DIM		0x820
#define GDMA_DB_EQ		0xff8
#define GDMA_DB_MIN_BYTES	4096

#define GDMA_DB_ID		GENMASK_ULL(23, 0)
#define GDMA_DB_EQ_ID		GENMASK_ULL(15, 0)
#define GDMA_DB_WQ_TAIL		GENMASK_ULL(63, 32)
#define GDMA_DB_TAIL		GENMASK_ULL(62, 32)
#define GDMA_DB_ARM		BIT_ULL(63)
#define GDMA_DB_DIM_USEC	GENMASK_ULL(41, 32)
#define GDMA_DB_DIM_USEC_VALID	BIT_ULL(47)
#define GDMA_DB_DIM_COMPS	GENMASK_ULL(55, 48)
#define GDMA_DB_DIM_COMPS_VALID	BIT_ULL(63)

/* ---- queues ---- */

#define GDMA_QUEUE_SQ		1
#define GDMA_QUEUE_RQ		2
#define GDMA_QUEUE_CQ		3
#define GDMA_QUEUE_EQ		4

#define GDMA_EQ_ID_MAX		0xffffU
#define GDMA_QUEUE_ID_MAX	0xffffffU
#define GDMA_NO_REGION		0ULL

/**
 * struct gdma_eqe - event queue entry
 * @details: per type
 * @info: type, owner
 */
struct gdma_eqe {
	__le32 details[3];
	__le32 info;
};

static_assert(sizeof(struct gdma_eqe) == 16);

#define GDMA_EQE_TYPE		GENMASK(7, 0)
#define GDMA_OWNER		GENMASK(31, 29)		/* EQE and CQE */
#define GDMA_OWNER_SHIFT	29

#define GDMA_EQE_COMPLETION	3
#define GDMA_EQE_TEST		64
#define GDMA_EQE_INIT_EQ_DB	129
#define GDMA_EQE_INIT_DATA	130
#define GDMA_EQE_INIT_DONE	131
#define GDMA_EQE_FPGA_RECONFIG	132
#define GDMA_EQE_SOC_DATA	133
#define GDMA_EQE_SOC_SERVICE	134
#define GDMA_EQE_RESET_REQUEST	135

#define GDMA_EQE_CQ_ID		GENMASK(23, 0)
#define GDMA_EQE_INIT_EQ_ID	GENMASK(15, 0)
#define GDMA_EQE_INIT_DB_PAGE	GENMASK(31, 16)
/* Types 130 and 133 carry a value and what it is. */
#define GDMA_EQE_DATA_VALUE	GENMASK(23, 0)
#define GDMA_EQE_DATA_TYPE	GENMASK(31, 24)

/* Data types of EQE 133. */
#define GDMA_SOC_DATA_TIMEOUT	1
#define GDMA_SOC_DATA_LINK_UP	2
#define GDMA_SOC_DATA_LINK_DOWN	3

/* Data types of EQE 130. */
enum hwc_init_data {
	HWC_INIT_CQ_ID		= 1,
	HWC_INIT_RQ_ID		= 2,
	HWC_INIT_SQ_ID		= 3,
	HWC_INIT_QUEUE_DEPTH	= 4,
	HWC_INIT_MAX_REQUEST	= 5,
	HWC_INIT_MAX_RESPONSE	= 6,
	HWC_INIT_MAX_CQS	= 7,
	HWC_INIT_PDID		= 8,
	HWC_INIT_MKEY		= 9,
	HWC_INIT_DATA_TYPES	= 10
};

/**
 * struct gdma_cqe - completion queue entry
 * @data: format of the client
 * @info: WQ id, kind of WQ, owner
 */
struct gdma_cqe {
	u8 data[60];
	__le32 info;
};

static_assert(sizeof(struct gdma_cqe) == 64);

#define GDMA_CQE_WQ_ID		GENMASK(23, 0)
#define GDMA_CQE_IS_SQ		BIT(24)

/* ---- work-queue entries ---- */

#define GDMA_WQE_UNIT		32
#define GDMA_WQE_MAX_BYTES	512	/* of an SQ */
#define GDMA_RQ_WQE_MAX_BYTES	256
#define GDMA_OOB_SHORT		8
#define GDMA_OOB_LONG		24
#define GDMA_WQE_HDR_BYTES	8

/**
 * struct gdma_wqe_hdr - what a WQE starts with
 * @lengths: GDMA_WQE_LAST_VBYTES
 * @flags: the other GDMA_WQE_* fields
 */
struct gdma_wqe_hdr {
	__le32 lengths;
	__le32 flags;
};

static_assert(sizeof(struct gdma_wqe_hdr) == GDMA_WQE_HDR_BYTES);

#define GDMA_WQE_LAST_VBYTES	GENMASK(31, 24)
#define GDMA_WQE_NUM_SGE	GENMASK(7, 0)
#define GDMA_WQE_OOB_DWORDS	GENMASK(10, 8)
#define GDMA_WQE_OOB_IN_SGL	BIT(11)
#define GDMA_WQE_DATA_UNIT	GENMASK(29, 16)

/**
 * struct gdma_sge - scatter/gather entry
 * @address: bus address under a GPA key
 * @mem_key: memory key
 * @size: bytes
 */
struct gdma_sge {
	__le64 address;
	__le32 mem_key;
	__le32 size;
};

static_assert(sizeof(struct gdma_sge) == 16);

/* ---- messages ---- */

/**
 * struct gdma_dev_id - names a device of the function
 * @type: GDMA_DEV_*
 * @instance: as LIST_DEVICES gave it
 */
struct gdma_dev_id {
	__le16 type;
	__le16 instance;
};

static_assert(sizeof(struct gdma_dev_id) == 4);

#define GDMA_DEV_NONE		0
#define GDMA_DEV_HWC		1
#define GDMA_DEV_ETH		2

/**
 * struct gdma_msg_hdr - describes one message
 * @hdr_type: 0
 * @msg_type: request code
 * @msg_version: from 1
 * @hwc_msg_id: slot of the hardware channel
 * @msg_size: bytes, headers included
 */
struct gdma_msg_hdr {
	__le32 hdr_type;
	__le32 msg_type;
	__le16 msg_version;
	__le16 hwc_msg_id;
	__le32 msg_size;
};

static_assert(sizeof(struct gdma_msg_hdr) == 16);

/**
 * struct gdma_req_hdr - header of every request
 * @req: this request
 * @resp: the largest and newest answer that is understood
 * @dev_id: of whom it is asked
 * @activity_id: echoed
 */
struct gdma_req_hdr {
	struct gdma_msg_hdr req;
	struct gdma_msg_hdr resp;
	__le32 dev_id;
	__le32 activity_id;
};

static_assert(sizeof(struct gdma_req_hdr) == 40);

/**
 * struct gdma_resp_hdr - header of every answer
 * @response: this answer
 * @dev_id: echo
 * @activity_id: echo
 * @status: GDMA_STATUS_*
 * @reserved: 0
 */
struct gdma_resp_hdr {
	struct gdma_msg_hdr response;
	__le32 dev_id;
	__le32 activity_id;
	__le32 status;
	__le32 reserved;
};

static_assert(sizeof(struct gdma_resp_hdr) == 32);

#define GDMA_STATUS_OK			0
#define GDMA_STATUS_MORE_ENTRIES	0x105
#define GDMA_STATUS_UNSUPPORTED		0xffffffffU

#define GDMA_VERIFY_VERSION		1
#define GDMA_QUERY_MAX_RESOURCES	2
#define GDMA_LIST_DEVICES		3
#define GDMA_REGISTER_DEVICE		4
#define GDMA_DEREGISTER_DEVICE		5
#define GDMA_GENERATE_TEST_EQE		10
#define GDMA_CREATE_QUEUE		12
#define GDMA_DISABLE_QUEUE		13
#define GDMA_CREATE_DMA_REGION		25
#define GDMA_DESTROY_DMA_REGION		27
#define GDMA_QUERY_HWC_TIMEOUT		84
/* Codes from here on are asked of the Ethernet device. */
#define GDMA_CLIENT_CODES		0x10000
/* Requests of the Ethernet client; what their answers echo is proven. */
#define GDMA_ETH_CODES			0x20000

#define GDMA_PROTOCOL_VERSION		1
#define GDMA_OS_LINUX			0x10
#define GDMA_OS_STR_BYTES		128

/*
 * Driver capabilities, word 1. The host changes what it does by them, so each
 * stands for something that this driver really does: docs/capabilities.md.
 */
#define GDMA_DRV_CAP_EQ_SHARING		BIT_ULL(0)
#define GDMA_DRV_CAP_NAPI_WKDONE_FIX	BIT_ULL(2)
#define GDMA_DRV_CAP_HWC_TIMEOUT	BIT_ULL(3)
#define GDMA_DRV_CAP_INDIR_TABLE	BIT_ULL(5)
#define GDMA_DRV_CAP_LINK_AWARE		BIT_ULL(6)
#define GDMA_DRV_CAP_DEV_LIST_HOLES	BIT_ULL(11)
#define GDMA_DRV_CAP_SELF_RESET		BIT_ULL(14)
#define GDMA_DRV_CAP_RECONFIG_EVENT	BIT_ULL(17)
#define GDMA_DRV_CAP_STALLED_SQ		BIT_ULL(18)
#define GDMA_DRV_CAP_SKB_LINEARIZE	BIT_ULL(20)
#define GDMA_DRV_CAP_PROBE_RECOVERY	BIT_ULL(22)
#define GDMA_DRV_CAP_HWC_RECOVERY	BIT_ULL(25)
#define GDMA_DRV_CAP_MODERATION		BIT_ULL(28)
#define GDMA_DRV_CAP_SCATTERED_RINGS	BIT_ULL(30)

/* Device capabilities, word 1. */
#define GDMA_PF_CAP_HWC_TIMEOUT		BIT_ULL(3)
#define GDMA_PF_CAP_DIM			BIT_ULL(15)

#define GDMA_DIM_MAX_USEC		1023
#define GDMA_DIM_MAX_COMPS		255

/**
 * struct gdma_verify_req - VERIFY_VF_DRIVER_VERSION
 * @hdr: header
 * @protocol_min: oldest protocol spoken
 * @protocol_max: newest
 * @drv_caps: GDMA_DRV_CAP_*
 * @drv_ver: 0
 * @os_type: GDMA_OS_LINUX
 * @reserved: 0
 * @os_ver: major, minor, build, platform
 * @reserved2: 0
 * @os_str: name, release, version, unused; NUL-terminated
 */
struct gdma_verify_req {
	struct gdma_req_hdr hdr;
	__le64 protocol_min;
	__le64 protocol_max;
	__le64 drv_caps[4];
	__le64 drv_ver;
	__le32 os_type;
	__le32 reserved;
	__le32 os_ver[4];
	__le64 reserved2;
	u8 os_str[4][GDMA_OS_STR_BYTES];
};

static_assert(sizeof(struct gdma_verify_req) == 640);
static_assert(offsetof(struct gdma_verify_req, os_str) == 128);

/**
 * struct gdma_verify_resp - its answer
 * @hdr: header
 * @protocol: the version chosen
 * @pf_caps: GDMA_PF_CAP_*
 */
struct gdma_verify_resp {
	struct gdma_resp_hdr hdr;
	__le64 protocol;
	__le64 pf_caps[4];
};

static_assert(sizeof(struct gdma_verify_resp) == 72);

/**
 * struct gdma_max_resources_resp - answer of QUERY_MAX_RESOURCES
 * @hdr: header
 * @status: not used
 * @max_sq: send queues
 * @max_rq: receive queues
 * @max_cq: completion queues
 * @max_eq: event queues
 * @max_db: doorbell pages
 * @max_mst: memory registrations
 * @max_cq_mod_ctx: not used
 * @max_mod_cq: not used
 * @max_msix: vectors, that of the hardware channel included
 */
struct gdma_max_resources_resp {
	struct gdma_resp_hdr hdr;
	__le32 status;
	__le32 max_sq;
	__le32 max_rq;
	__le32 max_cq;
	__le32 max_eq;
	__le32 max_db;
	__le32 max_mst;
	__le32 max_cq_mod_ctx;
	__le32 max_mod_cq;
	__le32 max_msix;
};

static_assert(sizeof(struct gdma_max_resources_resp) == 72);

#define GDMA_LIST_MAX_DEVICES	64

/**
 * struct gdma_list_devices_resp - answer of LIST_DEVICES
 * @hdr: header
 * @num_devs: entries that are not holes
 * @reserved: 0
 * @devs: the list, possibly with holes
 */
struct gdma_list_devices_resp {
	struct gdma_resp_hdr hdr;
	__le32 num_devs;
	__le32 reserved;
	struct gdma_dev_id devs[GDMA_LIST_MAX_DEVICES];
};

static_assert(sizeof(struct gdma_list_devices_resp) == 296);

/**
 * struct gdma_register_resp - answer of REGISTER_DEVICE
 * @hdr: header
 * @pdid: protection domain of its queues
 * @gpa_mkey: key of all memory
 * @db_id: doorbell page
 */
struct gdma_register_resp {
	struct gdma_resp_hdr hdr;
	__le32 pdid;
	__le32 gpa_mkey;
	__le32 db_id;
};

static_assert(sizeof(struct gdma_register_resp) == 44);

/**
 * struct gdma_test_eqe_req - GENERATE_TEST_EQE
 * @hdr: header
 * @eq_id: the queue it is to appear in
 */
struct gdma_test_eqe_req {
	struct gdma_req_hdr hdr;
	__le32 eq_id;
};

static_assert(sizeof(struct gdma_test_eqe_req) == 44);

/**
 * struct gdma_create_queue_req - CREATE_QUEUE of an EQ
 * @hdr: header
 * @type: GDMA_QUEUE_EQ
 * @reserved1: 0
 * @pdid: from REGISTER_DEVICE
 * @doorbell_id: from REGISTER_DEVICE
 * @region: DMA region, consumed on success
 * @reserved2: 0
 * @queue_bytes: size
 * @log2_throttle: of its events
 * @msix: vector
 * @cq_fields: of completion queues; 0
 * @wq_fields: of work queues; 0
 * @reserved3: 0
 */
struct gdma_create_queue_req {
	struct gdma_req_hdr hdr;
	__le32 type;
	__le32 reserved1;
	__le32 pdid;
	__le32 doorbell_id;
	__le64 region;
	__le32 reserved2;
	__le32 queue_bytes;
	__le32 log2_throttle;
	__le32 msix;
	__le32 cq_fields[2];
	u8 wq_fields[4];
	__le32 reserved3;
};

static_assert(sizeof(struct gdma_create_queue_req) == 96);

/**
 * struct gdma_create_queue_resp - its answer
 * @hdr: header
 * @queue_id: id of the new queue
 */
struct gdma_create_queue_resp {
	struct gdma_resp_hdr hdr;
	__le32 queue_id;
};

static_assert(sizeof(struct gdma_create_queue_resp) == 36);

/**
 * struct gdma_disable_queue_req - DISABLE_QUEUE
 * @hdr: header
 * @type: GDMA_QUEUE_EQ
 * @queue_id: which
 * @alloc_res_id_on_creation: 1
 */
struct gdma_disable_queue_req {
	struct gdma_req_hdr hdr;
	__le32 type;
	__le32 queue_id;
	__le32 alloc_res_id_on_creation;
};

static_assert(sizeof(struct gdma_disable_queue_req) == 52);

/**
 * struct gdma_create_region_req - CREATE_DMA_REGION
 * @hdr: header; its size counts the list
 * @length: bytes
 * @offset_in_page: 0 for queues
 * @page_type: 0: pages of 4 KiB
 * @page_count: pages of the region
 * @list_len: pages in this message
 * @pages: their bus addresses
 */
struct gdma_create_region_req {
	struct gdma_req_hdr hdr;
	__le64 length;
	__le32 offset_in_page;
	__le32 page_type;
	__le32 page_count;
	__le32 list_len;
	__le64 pages[];
};

static_assert(sizeof(struct gdma_create_region_req) == 64);

/* What fits into one message of 4096 bytes. */
#define GDMA_REGION_MAX_PAGES	504

/**
 * struct gdma_create_region_resp - its answer
 * @hdr: header
 * @handle: not GDMA_NO_REGION
 */
struct gdma_create_region_resp {
	struct gdma_resp_hdr hdr;
	__le64 handle;
};

static_assert(sizeof(struct gdma_create_region_resp) == 40);

/**
 * struct gdma_destroy_region_req - DESTROY_DMA_REGION
 * @hdr: header
 * @handle: which
 */
struct gdma_destroy_region_req {
	struct gdma_req_hdr hdr;
	__le64 handle;
};

static_assert(sizeof(struct gdma_destroy_region_req) == 48);

/**
 * struct gdma_hwc_timeout_req - QUERY_HWC_TIMEOUT
 * @hdr: header
 * @timeout_ms: what the driver uses now
 * @reserved: 0
 */
struct gdma_hwc_timeout_req {
	struct gdma_req_hdr hdr;
	__le32 timeout_ms;
	__le32 reserved;
};

static_assert(sizeof(struct gdma_hwc_timeout_req) == 48);

/**
 * struct gdma_hwc_timeout_resp - its answer
 * @hdr: header
 * @timeout_ms: to be used from now on
 * @reserved: 0
 */
struct gdma_hwc_timeout_resp {
	struct gdma_resp_hdr hdr;
	__le32 timeout_ms;
	__le32 reserved;
};

static_assert(sizeof(struct gdma_hwc_timeout_resp) == 40);

/* ---- hardware channel ---- */

#define HWC_QUEUE_BYTES		4096	/* each of its four queues */
#define HWC_MSG_BYTES		4096	/* request and answer at most */

/**
 * struct hwc_tx_oob - inline data of a request's WQE
 * @reserved: 0
 * @vrq_id: 0 for a VF
 * @vrcq_id: 0 for a VF
 * @vscq_id: the channel's CQ id; the flags above it are 0
 * @vsq_id: the channel's SQ id
 */
struct hwc_tx_oob {
	__le32 reserved[2];
	__le32 vrq_id;
	__le32 vrcq_id;
	__le32 vscq_id;
	__le32 vsq_id;
};

static_assert(sizeof(struct hwc_tx_oob) == GDMA_OOB_LONG);

/**
 * struct hwc_rx_oob - what a completed answer says in its CQE
 * @not_used: type, source
 * @wqe_offset: byte offset of the RQ WQE, possibly not masked
 * @not_used2: high address, client data
 * @length: bytes of the answer
 * @chunk: not used
 */
struct hwc_rx_oob {
	__le32 not_used[3];
	__le32 wqe_offset;
	__le32 not_used2[2];
	__le32 length;
	__le32 chunk;
};

static_assert(sizeof(struct hwc_rx_oob) == 32);
static_assert(offsetof(struct hwc_rx_oob, wqe_offset) == 12);
static_assert(offsetof(struct hwc_rx_oob, length) == 24);

#endif /* _MANA_GDMA_WIRE_H */
