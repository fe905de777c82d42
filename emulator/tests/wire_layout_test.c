// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * Two readings of docs/spec: the emulator's and the driver's. Each size,
 * offset and constant that both have is compared, and each difference named;
 * a slip in one of them would show here and nowhere else. The emulator itself
 * never sees the driver's headers.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <mana/eth_wire.h>

#include "device/wire.h"
#include "dev.h"

/* eth/wire.h says this too, as does device/wire.h */
#undef WQE_UNIT
#include "eth/wire.h"

/** struct pair - one fact, twice */
struct pair {
	const char *name;
	uint64_t emulator, driver;
};

#define SAME(ours, theirs) { #ours " / " #theirs, (ours), (theirs) }
#define SIZE(ours, type) { #ours " / sizeof " #type, (ours), \
			   sizeof(struct type) }
#define AT(ours, type, field) { #ours " / " #type "." #field, (ours), \
				offsetof(struct type, field) }

static unsigned int differences(const struct pair *p, size_t n)
{
	unsigned int different = 0;

	for (size_t i = 0; i < n; i++) {
		if (p[i].emulator == p[i].driver)
			continue;
		print_error("%s: 0x%llx in the emulator, 0x%llx in the driver\n",
			    p[i].name, (unsigned long long)p[i].emulator,
			    (unsigned long long)p[i].driver);
		different++;
	}
	return different;
}

#define COMPARE(table) \
	assert_int_equal(differences(table, \
				     sizeof(table) / sizeof((table)[0])), 0)

static void registers_and_smc(void **state)
{
	static const struct pair facts[] = {
		SAME(REG_MAP_SIZE, GDMA_REG_BYTES),
		SAME(REG_VERSION, GDMA_REG_VERSION),
		SAME(REG_DB_OFFSET, GDMA_REG_DB_OFFSET),
		SAME(REG_DB_PAGE_SIZE, GDMA_REG_DB_PAGE_BYTES),
		SAME(REG_SMC_OFFSET, GDMA_REG_SMC_OFFSET),
		SAME(REG_SMC_SIZE, GDMA_REG_SMC_BYTES),
		SAME(PAGE, GDMA_PAGE_BYTES),
		SAME(PAGE, 1u << GDMA_PAGE_SHIFT),
		SAME(SMC_SIZE, SMC_BYTES),
		SAME(SMC_SIZE, 4 * SMC_DWORDS),
		SAME(SMC_HEADER, 4 * SMC_HDR_DWORD),
		SAME(SMC_HEADER, sizeof(struct smc_establish)),
		SAME(SMC_TYPE(~0u), SMC_HDR_TYPE),
		SAME(SMC_VERSION(~0u) << 3, SMC_HDR_VERSION),
		SAME(SMC_STATUS(~0u) << 8, SMC_HDR_STATUS),
		SAME(SMC_DIR, SMC_HDR_RESPONSE),
		SAME(SMC_RESET_VF, SMC_HDR_RESET_VF),
		SAME(SMC_OWNER, SMC_HDR_DEVICE_OWNS),
		SAME(SMC_ESTABLISH, SMC_ESTABLISH_HWC),
		SAME(SMC_DESTROY, SMC_DESTROY_HWC),
		/* no bit is both reserved and used */
		SAME(SMC_RESERVED & (SMC_HDR_TYPE | SMC_HDR_VERSION |
		     SMC_HDR_RESPONSE | SMC_HDR_STATUS | SMC_HDR_RESET_VF |
		     SMC_HDR_DEVICE_OWNS), 0),
		/* frame n of ESTABLISH: six bytes, a nibble, EQ CQ RQ SQ */
		SAME(6 * 0, SMC_FRAME_EQ * SMC_FRAME_LOW_BYTES),
		SAME(6 * 1, SMC_FRAME_CQ * SMC_FRAME_LOW_BYTES),
		SAME(6 * 2, SMC_FRAME_RQ * SMC_FRAME_LOW_BYTES),
		SAME(6 * 3, SMC_FRAME_SQ * SMC_FRAME_LOW_BYTES),
		AT(24, smc_establish, frame_high),
		AT(26, smc_establish, msix),
		SAME(4, SMC_FRAME_HIGH_BITS),
	};

	(void)state;
	COMPARE(facts);
}

static void doorbells(void **state)
{
	static const struct pair facts[] = {
		SAME(DB_SQ, GDMA_DB_SQ),
		SAME(DB_RQ, GDMA_DB_RQ),
		SAME(DB_CQ, GDMA_DB_CQ),
		SAME(DB_EQ, GDMA_DB_EQ),
		SAME(DB_CQ_MODERATION, GDMA_DB_CQ_DIM),
		SAME(0xffffffull, GDMA_DB_ID),
		SAME(0xffffull, GDMA_DB_EQ_ID),
		SAME(0xffffffffull << 32, GDMA_DB_WQ_TAIL),
		SAME(0x7fffffffull << 32, GDMA_DB_TAIL),
		SAME(1ull << 63, GDMA_DB_ARM),
		SAME(PF_CAP_HWC_TIMEOUT, GDMA_PF_CAP_HWC_TIMEOUT),
		SAME(PF_CAP_MODERATION, GDMA_PF_CAP_DIM),
		SAME(MOD_USEC_MAX, GDMA_DIM_MAX_USEC),
		SAME(MOD_COMP_MAX, GDMA_DIM_MAX_COMPS),
	};

	(void)state;
	COMPARE(facts);
}

static void queue_entries(void **state)
{
	static const struct pair facts[] = {
		SIZE(EQE_SIZE, gdma_eqe),
		SIZE(CQE_SIZE, gdma_cqe),
		SIZE(SGE_SIZE, gdma_sge),
		AT(12, gdma_eqe, info),
		AT(CQE_DATA, gdma_cqe, info),
		SAME(7ull << 29, GDMA_OWNER),
		SAME(29, GDMA_OWNER_SHIFT),
		SAME(EMU_SQ, GDMA_QUEUE_SQ),
		SAME(EMU_RQ, GDMA_QUEUE_RQ),
		SAME(QUEUE_EQ, GDMA_QUEUE_EQ),
		SAME(EQE_COMPLETION, GDMA_EQE_COMPLETION),
		SAME(EQE_TEST, GDMA_EQE_TEST),
		SAME(EQE_INIT_EQ_DB, GDMA_EQE_INIT_EQ_DB),
		SAME(EQE_INIT_DATA, GDMA_EQE_INIT_DATA),
		SAME(EQE_INIT_DONE, GDMA_EQE_INIT_DONE),
		SAME(EQE_FPGA_RECONFIG, GDMA_EQE_FPGA_RECONFIG),
		SAME(EQE_SOC_DATA, GDMA_EQE_SOC_DATA),
		SAME(EQE_SOC_SERVICE, GDMA_EQE_SOC_SERVICE),
		SAME(EQE_RESET_REQUEST, GDMA_EQE_RESET_REQUEST),
		SAME(SOC_LINK_UP, GDMA_SOC_DATA_LINK_UP),
		SAME(SOC_LINK_DOWN, GDMA_SOC_DATA_LINK_DOWN),
		SAME(WQE_UNIT, GDMA_WQE_UNIT),
		SAME(SQ_WQE_MAX, GDMA_WQE_MAX_BYTES),
		SAME(RQ_WQE_MAX, GDMA_RQ_WQE_MAX_BYTES),
		SAME(OOB_LONG_LEN, GDMA_OOB_LONG),
		SAME(CQE_IS_SQ, GDMA_CQE_IS_SQ),
		SAME(0xffffff, GDMA_CQE_WQ_ID),
		/* header of a WQE, as device/wqe.c takes it apart */
		SAME(0xffull << 24, GDMA_WQE_LAST_VBYTES),
		SAME(0xff, GDMA_WQE_NUM_SGE),
		SAME(7 << 8, GDMA_WQE_OOB_DWORDS),
		SAME(1 << 11, GDMA_WQE_OOB_IN_SGL),
		SAME(0x3fff << 16, GDMA_WQE_DATA_UNIT),
	};

	(void)state;
	COMPARE(facts);
}

static void message_headers(void **state)
{
	static const struct pair facts[] = {
		SIZE(REQ_HDR, gdma_req_hdr),
		SIZE(RESP_HDR, gdma_resp_hdr),
		SAME(MSG_MAX, HWC_MSG_BYTES),
		AT(HDR_TYPE, gdma_msg_hdr, msg_type),
		AT(HDR_VERSION, gdma_msg_hdr, msg_version),
		AT(HDR_SLOT, gdma_msg_hdr, hwc_msg_id),
		AT(HDR_SIZE, gdma_msg_hdr, msg_size),
		AT(REQ_HDR_RESP, gdma_req_hdr, resp),
		AT(REQ_HDR_DEV, gdma_req_hdr, dev_id),
		AT(REQ_HDR_ACTIVITY, gdma_req_hdr, activity_id),
		AT(RESP_HDR_DEV, gdma_resp_hdr, dev_id),
		AT(RESP_HDR_ACTIVITY, gdma_resp_hdr, activity_id),
		AT(RESP_HDR_STATUS, gdma_resp_hdr, status),
		SAME(EMU_ST_OK, GDMA_STATUS_OK),
		SAME(EMU_ST_MORE, GDMA_STATUS_MORE_ENTRIES),
		SAME(EMU_ST_UNSUPPORTED, GDMA_STATUS_UNSUPPORTED),
		SAME(DEV_NONE, GDMA_DEV_NONE),
		SAME(DEV_HWC, GDMA_DEV_HWC),
		SAME(DEV_MANA, GDMA_DEV_ETH),
		SIZE(HWC_OOB, hwc_tx_oob),
		AT(HWC_OOB_VRQ, hwc_tx_oob, vrq_id),
		AT(HWC_OOB_VRCQ, hwc_tx_oob, vrcq_id),
		AT(HWC_OOB_VSCQ, hwc_tx_oob, vscq_id),
		AT(HWC_OOB_VSQ, hwc_tx_oob, vsq_id),
		AT(HWC_RX_WQE_OFFSET, hwc_rx_oob, wqe_offset),
		AT(HWC_RX_LENGTH, hwc_rx_oob, length),
	};

	(void)state;
	COMPARE(facts);
}

static void gdma_requests(void **state)
{
	static const struct pair facts[] = {
		SAME(RQ_VERIFY, GDMA_VERIFY_VERSION),
		SAME(RQ_MAX_RESOURCES, GDMA_QUERY_MAX_RESOURCES),
		SAME(RQ_LIST_DEVICES, GDMA_LIST_DEVICES),
		SAME(RQ_REGISTER, GDMA_REGISTER_DEVICE),
		SAME(RQ_DEREGISTER, GDMA_DEREGISTER_DEVICE),
		SAME(RQ_TEST_EQE, GDMA_GENERATE_TEST_EQE),
		SAME(RQ_CREATE_QUEUE, GDMA_CREATE_QUEUE),
		SAME(RQ_DISABLE_QUEUE, GDMA_DISABLE_QUEUE),
		SAME(RQ_CREATE_REGION, GDMA_CREATE_DMA_REGION),
		SAME(RQ_DESTROY_REGION, GDMA_DESTROY_DMA_REGION),
		SAME(RQ_HWC_TIMEOUT, GDMA_QUERY_HWC_TIMEOUT),
		SIZE(VERIFY_REQ, gdma_verify_req),
		AT(VERIFY_REQ_MIN, gdma_verify_req, protocol_min),
		AT(VERIFY_REQ_MAX, gdma_verify_req, protocol_max),
		AT(VERIFY_REQ_CAPS, gdma_verify_req, drv_caps),
		AT(VERIFY_REQ_STRINGS, gdma_verify_req, os_str),
		SAME(VERIFY_STRING, GDMA_OS_STR_BYTES),
		AT(100, gdma_verify_req, reserved),
		AT(120, gdma_verify_req, reserved2),
		SIZE(VERIFY_RESP, gdma_verify_resp),
		AT(VERIFY_RESP_VERSION, gdma_verify_resp, protocol),
		AT(VERIFY_RESP_CAPS, gdma_verify_resp, pf_caps),
		SIZE(MAX_RESP, gdma_max_resources_resp),
		AT(MAX_RESP_SQ, gdma_max_resources_resp, max_sq),
		AT(MAX_RESP_RQ, gdma_max_resources_resp, max_rq),
		AT(MAX_RESP_CQ, gdma_max_resources_resp, max_cq),
		AT(MAX_RESP_EQ, gdma_max_resources_resp, max_eq),
		AT(MAX_RESP_DB, gdma_max_resources_resp, max_db),
		AT(MAX_RESP_MST, gdma_max_resources_resp, max_mst),
		AT(MAX_RESP_MSIX, gdma_max_resources_resp, max_msix),
		SIZE(LIST_RESP, gdma_list_devices_resp),
		AT(LIST_RESP_NUM, gdma_list_devices_resp, num_devs),
		AT(LIST_RESP_DEVS, gdma_list_devices_resp, devs),
		SIZE(REG_RESP, gdma_register_resp),
		AT(REG_RESP_PDID, gdma_register_resp, pdid),
		AT(REG_RESP_MKEY, gdma_register_resp, gpa_mkey),
		AT(REG_RESP_DB, gdma_register_resp, db_id),
		SIZE(TEST_EQE_REQ, gdma_test_eqe_req),
		AT(EQE_REQ_QUEUE, gdma_test_eqe_req, eq_id),
		SIZE(TIMEOUT_REQ, gdma_hwc_timeout_req),
		SIZE(TIMEOUT_RESP, gdma_hwc_timeout_resp),
		AT(TIMEOUT_RESP_MS, gdma_hwc_timeout_resp, timeout_ms),
	};

	(void)state;
	COMPARE(facts);
}

static void queue_requests(void **state)
{
	static const struct pair facts[] = {
		SIZE(CREATE_QUEUE_REQ, gdma_create_queue_req),
		AT(CREATE_QUEUE_TYPE, gdma_create_queue_req, type),
		AT(CREATE_QUEUE_PDID, gdma_create_queue_req, pdid),
		AT(CREATE_QUEUE_DB, gdma_create_queue_req, doorbell_id),
		AT(CREATE_QUEUE_REGION, gdma_create_queue_req, region),
		AT(CREATE_QUEUE_SIZE, gdma_create_queue_req, queue_bytes),
		AT(CREATE_QUEUE_MSIX, gdma_create_queue_req, msix),
		SIZE(CREATE_QUEUE_RESP, gdma_create_queue_resp),
		AT(CREATE_QUEUE_ID, gdma_create_queue_resp, queue_id),
		SIZE(DISABLE_QUEUE_REQ, gdma_disable_queue_req),
		AT(DISABLE_QUEUE_TYPE, gdma_disable_queue_req, type),
		AT(DISABLE_QUEUE_ID, gdma_disable_queue_req, queue_id),
		SIZE(REGION_REQ, gdma_create_region_req),
		AT(REGION_LENGTH, gdma_create_region_req, length),
		AT(REGION_OFFSET, gdma_create_region_req, offset_in_page),
		AT(REGION_PAGE_TYPE, gdma_create_region_req, page_type),
		AT(REGION_PAGE_COUNT, gdma_create_region_req, page_count),
		AT(REGION_LIST_LEN, gdma_create_region_req, list_len),
		AT(REGION_REQ, gdma_create_region_req, pages),
		SIZE(REGION_RESP, gdma_create_region_resp),
		AT(REGION_HANDLE, gdma_create_region_resp, handle),
		SIZE(DESTROY_REGION_REQ, gdma_destroy_region_req),
		AT(DESTROY_REGION_HANDLE, gdma_destroy_region_req, handle),
		SAME((MSG_MAX - REGION_REQ) / 8, GDMA_REGION_MAX_PAGES),
	};

	(void)state;
	COMPARE(facts);
}

static void ethernet_codes(void **state)
{
	static const struct pair facts[] = {
		SAME(ETH_QUERY_DEV_CONFIG, MANA_QUERY_DEV_CONFIG),
		SAME(ETH_QUERY_GF_STAT, MANA_QUERY_GF_STAT),
		SAME(ETH_CONFIG_VPORT_TX, MANA_CONFIG_VPORT_TX),
		SAME(ETH_CREATE_WQ_OBJ, MANA_CREATE_WQ_OBJ),
		SAME(ETH_DESTROY_WQ_OBJ, MANA_DESTROY_WQ_OBJ),
		SAME(ETH_FENCE_RQ, MANA_FENCE_RQ),
		SAME(ETH_CONFIG_VPORT_RX, MANA_CONFIG_VPORT_RX),
		SAME(ETH_QUERY_VPORT, MANA_QUERY_VPORT_CONFIG),
		SAME(ETH_QUERY_LINK, MANA_QUERY_LINK_CONFIG),
		SAME(ETH_QUERY_PHY_STAT, MANA_QUERY_PHY_STAT),
		SAME(DEV_CAP_CQE8, MANA_PF_CAP_CQE8),
		SIZE(DEV_REQ, mana_dev_config_req),
		SIZE(DEV_RESP, mana_dev_config_resp),
		AT(DEV_RESP_CAPS, mana_dev_config_resp, pf_caps),
		AT(DEV_RESP_VPORTS, mana_dev_config_resp, max_num_vports),
		AT(DEV_RESP_EQS, mana_dev_config_resp, max_num_eqs),
		AT(DEV_RESP_MTU, mana_dev_config_resp, adapter_mtu),
		SIZE(VPORT_REQ, mana_query_vport_req),
		AT(VPORT_REQ_INDEX, mana_query_vport_req, index),
		SIZE(VPORT_RESP, mana_query_vport_resp),
		AT(VPORT_RESP_SQS, mana_query_vport_resp, max_sq),
		AT(VPORT_RESP_RQS, mana_query_vport_resp, max_rq),
		AT(VPORT_RESP_INDIR, mana_query_vport_resp, indir_entries),
		AT(VPORT_RESP_MAC, mana_query_vport_resp, mac),
		AT(VPORT_RESP_HANDLE, mana_query_vport_resp, vport),
		SIZE(VTX_REQ, mana_vport_tx_req),
		AT(VTX_REQ_VPORT, mana_vport_tx_req, vport),
		AT(VTX_REQ_PDID, mana_vport_tx_req, pdid),
		AT(VTX_REQ_DB_PAGE, mana_vport_tx_req, db_page),
		SIZE(VTX_RESP, mana_vport_tx_resp),
		AT(VTX_RESP_OFFSET, mana_vport_tx_resp, tx_vport_offset),
		AT(VTX_RESP_SHORT_OK, mana_vport_tx_resp, short_form_allowed),
		SIZE(LINK_REQ, mana_link_req),
		AT(LINK_REQ_VPORT, mana_link_req, vport),
		SIZE(LINK_RESP, mana_link_resp),
		AT(LINK_RESP_QOS_SPEED, mana_link_resp, qos_speed_mbps),
		AT(LINK_RESP_SPEED, mana_link_resp, link_speed_mbps),
	};

	(void)state;
	COMPARE(facts);
}

static void ethernet_objects(void **state)
{
	static const struct pair facts[] = {
		SIZE(CWQ_REQ, mana_create_wq_req),
		AT(CWQ_REQ_VPORT, mana_create_wq_req, vport),
		AT(CWQ_REQ_TYPE, mana_create_wq_req, wq_type),
		AT(CWQ_REQ_WQ_REGION, mana_create_wq_req, wq_region),
		AT(CWQ_REQ_CQ_REGION, mana_create_wq_req, cq_region),
		AT(CWQ_REQ_WQ_SIZE, mana_create_wq_req, wq_bytes),
		AT(CWQ_REQ_CQ_SIZE, mana_create_wq_req, cq_bytes),
		AT(CWQ_REQ_MOD_CTX, mana_create_wq_req, cq_mod_ctx),
		AT(CWQ_REQ_PARENT_EQ, mana_create_wq_req, cq_parent_eq),
		AT(CWQ_REQ_MODERATE, mana_create_wq_req, req_cq_moderation),
		AT(CWQ_REQ_MOD_COMP, mana_create_wq_req, cq_mod_comps),
		AT(CWQ_REQ_MOD_USEC, mana_create_wq_req, cq_mod_usecs),
		SIZE(CWQ_RESP, mana_create_wq_resp),
		AT(CWQ_RESP_WQ_ID, mana_create_wq_resp, wq_id),
		AT(CWQ_RESP_CQ_ID, mana_create_wq_resp, cq_id),
		AT(CWQ_RESP_HANDLE, mana_create_wq_resp, handle),
		AT(CWQ_RESP_MOD_COMP, mana_create_wq_resp, cq_mod_comps),
		AT(CWQ_RESP_MOD_USEC, mana_create_wq_resp, cq_mod_usecs),
		AT(CWQ_RESP_MODERATE, mana_create_wq_resp, cq_mod_enabled),
		SIZE(DWQ_REQ, mana_destroy_wq_req),
		AT(DWQ_REQ_TYPE, mana_destroy_wq_req, wq_type),
		AT(DWQ_REQ_HANDLE, mana_destroy_wq_req, handle),
		SIZE(FENCE_REQ, mana_fence_rq_req),
		AT(FENCE_REQ_HANDLE, mana_fence_rq_req, handle),
		SIZE(VRX_REQ, mana_vport_rx_req),
		AT(VRX_REQ_VPORT, mana_vport_rx_req, vport),
		AT(VRX_REQ_ENTRIES, mana_vport_rx_req, num_indir),
		AT(VRX_REQ_TAB_OFFSET, mana_vport_rx_req, indir_offset),
		AT(VRX_REQ_RX_ENABLE, mana_vport_rx_req, rx_enable),
		AT(VRX_REQ_RSS_ENABLE, mana_vport_rx_req, rss_enable),
		AT(VRX_REQ_UPDATE_DEFAULT, mana_vport_rx_req, update_default),
		AT(VRX_REQ_UPDATE_KEY, mana_vport_rx_req, update_key),
		AT(VRX_REQ_UPDATE_TAB, mana_vport_rx_req, update_indir),
		AT(VRX_REQ_RESERVED_63, mana_vport_rx_req, reserved1),
		AT(VRX_REQ_DEFAULT, mana_vport_rx_req, default_rq),
		AT(VRX_REQ_KEY, mana_vport_rx_req, key),
		AT(VRX_REQ_COALESCE, mana_vport_rx_req, cqe4),
		AT(VRX_REQ_RESERVED_113, mana_vport_rx_req, reserved2),
		AT(VRX_REQ_HASH_TYPES, mana_vport_rx_req, hash_types),
		AT(VRX_REQ_COALESCE_8, mana_vport_rx_req, cqe8),
		AT(VRX_REQ_RESERVED_119, mana_vport_rx_req, reserved3),
		AT(VRX_REQ, mana_vport_rx_req, indir),
		SIZE(VRX_RESP, mana_vport_rx_resp),
		AT(VRX_RESP_TIMEOUT_NS, mana_vport_rx_resp, cqe_timeout_ns),
	};

	(void)state;
	COMPARE(facts);
}

static void statistics(void **state)
{
	static const struct pair facts[] = {
		SIZE(STAT_REQ, mana_stat_req),
		AT(STAT_REQ_MASK, mana_stat_req, req_stats),
		SIZE(GF_RESP, mana_gf_stat_resp),
		AT(STAT_RESP_MASK, mana_gf_stat_resp, reported),
		AT(STAT_RESP_FIRST, mana_gf_stat_resp, counter),
		SIZE(PHY_RESP, mana_phy_stat_resp),
		AT(PHY_RESP_RX_DROP, mana_phy_stat_resp, drops),
		AT(PHY_RESP_RX_PKT, mana_phy_stat_resp, packets[0][0]),
		AT(PHY_RESP_TX_PKT, mana_phy_stat_resp, packets[0][1]),
		AT(PHY_RESP_RX_BYTE, mana_phy_stat_resp, bytes[0][0]),
		AT(PHY_RESP_TX_BYTE, mana_phy_stat_resp, bytes[0][1]),
	};

	(void)state;
	COMPARE(facts);
}

static void transmit(void **state)
{
	static const struct pair facts[] = {
		SAME(OOB_LONG_LEN, 4 * MANA_TX_OOB_DWORDS),
		SAME(OOB0_FMT, MANA_OOB0_FORMAT),
		SAME(OOB0_IPV4, MANA_OOB0_IPV4),
		SAME(OOB0_IPV6, MANA_OOB0_IPV6),
		SAME(OOB0_IP_CSUM, MANA_OOB0_CSUM_IP),
		SAME(OOB0_TCP_CSUM, MANA_OOB0_CSUM_TCP),
		SAME(OOB0_UDP_CSUM, MANA_OOB0_CSUM_UDP),
		SAME(0xffffffull << 8, MANA_OOB0_VCQ),
		/* dword 1, as eth/txcheck.c takes it apart */
		SAME(0x3ff, MANA_OOB1_TRANS_OFF),
		SAME(0x3fff << 10, MANA_OOB1_VSQ_FRAME),
		SAME(0xffull << 24, MANA_OOB1_SHORT_VPORT),
		SAME(OOB2_INJECT, MANA_OOB2_VLAN),
		SAME(OOB2_TAG, MANA_OOB2_PCP | MANA_OOB2_DEI | MANA_OOB2_VID),
		SAME(7 << 16, MANA_OOB2_PCP),
		SAME(1 << 19, MANA_OOB2_DEI),
		SAME(0xfffull << 20, MANA_OOB2_VID),
		SAME(0xfff << 16, MANA_OOB3_LONG_VPORT),
		SAME((OOB3_RESERVED | OOB3_INNER) & MANA_OOB3_LONG_VPORT, 0),
		SAME(SHORT_OFFSET_MAX, MANA_SHORT_VPORT_MAX),
		AT(TXC_DATA_OFFSET, mana_tx_cqe, data_offset),
		AT(TXC_WQE, mana_tx_cqe, wqe_offset),
		SAME(~0u << 5, MANA_TX_CQE_WQE_UNITS),
		SIZE(CQE_DATA, mana_tx_cqe),
		SAME(CQE_CLIENT, MANA_CQE_CLIENT_ETH << 6),
		SAME(3 << 6, MANA_CQE0_CLIENT),
		SAME(0x3f, MANA_CQE0_TYPE),
		SAME(CQE_TX_OKAY, MANA_CQE_TX_OKAY),
		SAME(CQE_TX_SA_DROP, MANA_CQE_TX_FIRST_ERR),
		SAME(CQE_TX_VLAN_VIOLATION, MANA_CQE_TX_LAST_ERR),
		SAME(CQE_TX_GDMA_ERR, MANA_CQE_TX_GDMA_ERR),
	};

	(void)state;
	COMPARE(facts);
}

static void receive(void **state)
{
	static const struct pair facts[] = {
		SIZE(CQE_DATA, mana_rx_cqe),
		AT(RXC_FLAGS, mana_rx_cqe, flags),
		AT(RXC_PPI, mana_rx_cqe, ppi),
		AT(RXC_PPI, mana_rx_cqe, ppi8),
		SIZE(RXC_PPI_SIZE, mana_rx_ppi),
		SIZE(RXC_PPI_SIZE, mana_rx_ppi8),
		AT(RXC_WQE_OFFSET, mana_rx_cqe, wqe_offset),
		/* a slot, as eth/rx.c fills it */
		AT(0, mana_rx_ppi, len),
		AT(8, mana_rx_ppi, hash),
		AT(0, mana_rx_ppi8, hash0),
		AT(4, mana_rx_ppi8, len[0]),
		AT(6, mana_rx_ppi8, len[1]),
		AT(8, mana_rx_ppi8, hash1),
		SAME(0xfff, MANA_RX_VID),
		SAME(RX_VLAN_PRESENT, MANA_RX_VLAN),
		SAME(0x1ff << RX_HASHTYPE_SHIFT, MANA_RX_HASH_TYPE),
		SAME(RX_IP_OK, MANA_RX_IP_GOOD),
		SAME(RX_IP_FAIL, MANA_RX_IP_BAD),
		SAME(RX_TCP_OK, MANA_RX_TCP_GOOD),
		SAME(RX_TCP_FAIL, MANA_RX_TCP_BAD),
		SAME(RX_UDP_OK, MANA_RX_UDP_GOOD),
		SAME(RX_UDP_FAIL, MANA_RX_UDP_BAD),
		SAME(CQE_RX_OKAY, MANA_CQE_RX_OKAY),
		SAME(CQE_RX_COALESCED_4, MANA_CQE_RX_COALESCED_4),
		SAME(CQE_RX_FENCE, MANA_CQE_RX_FENCE),
		SAME(CQE_RX_TRUNCATED, MANA_CQE_RX_TRUNCATED),
		SAME(CQE_RX_COALESCED_8, MANA_CQE_RX_COALESCED_8),
	};

	(void)state;
	COMPARE(facts);
}

/* A difference is found, not only equality taken for granted. */
static void a_slip_shows(void **state)
{
	const struct pair good = SAME(CQE_SIZE, sizeof(struct gdma_cqe));
	struct pair slip = good;

	(void)state;
	slip.driver += 4;
	assert_int_equal(differences(&good, 1), 0);
	assert_int_equal(differences(&slip, 1), 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(registers_and_smc),
		cmocka_unit_test(doorbells),
		cmocka_unit_test(queue_entries),
		cmocka_unit_test(message_headers),
		cmocka_unit_test(gdma_requests),
		cmocka_unit_test(queue_requests),
		cmocka_unit_test(ethernet_codes),
		cmocka_unit_test(ethernet_objects),
		cmocka_unit_test(statistics),
		cmocka_unit_test(transmit),
		cmocka_unit_test(receive),
		cmocka_unit_test(a_slip_shows),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
