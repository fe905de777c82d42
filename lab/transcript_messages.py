# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
"""Layouts of what a transcript holds: requests, answers, work-queue entries;
and the kinds of packets.

A field is (offset, bytes, name, space). In a space (region, eq, vport, ...)
values are replaced by "space#ordinal"; None keeps the number; MASK drops it.
"""
import struct

MASK = "mask"
HDR_REQ, HDR_RESP = 40, 32

VERIFY, LIST_DEVICES, REGISTER, DEREGISTER = 1, 3, 4, 5
CREATE_QUEUE, CREATE_REGION = 12, 25
QUERY_DEV, QUERY_GF_STAT, CONFIG_TX = 0x20001, 0x20002, 0x20003
CREATE_WQ, DESTROY_WQ, CONFIG_RX, QUERY_VPORT = \
    0x20004, 0x20005, 0x20007, 0x20008

NAMES = {
    1: "VERIFY_VF_DRIVER_VERSION", 2: "QUERY_MAX_RESOURCES",
    3: "LIST_DEVICES", 4: "REGISTER_DEVICE", 5: "DEREGISTER_DEVICE",
    10: "GENERATE_TEST_EQE", 11: "GENERATE_RESET_REQUEST_EQE",
    12: "CREATE_QUEUE", 13: "DISABLE_QUEUE", 25: "CREATE_DMA_REGION",
    26: "DMA_REGION_ADD_PAGES", 27: "DESTROY_DMA_REGION",
    81: "CHANGE_MSIX_FOR_EQ", 84: "QUERY_HWC_TIMEOUT",
    0x20001: "QUERY_DEV_CONFIG", 0x20002: "QUERY_GF_STAT",
    0x20003: "CONFIG_VPORT_TX", 0x20004: "CREATE_WQ_OBJ",
    0x20005: "DESTROY_WQ_OBJ", 0x20006: "FENCE_RQ",
    0x20007: "CONFIG_VPORT_RX", 0x20008: "QUERY_VPORT_CONFIG",
    0x2000A: "QUERY_LINK_CONFIG", 0x2000B: "SET_BW_CLAMP",
    0x2000C: "QUERY_PHY_STAT",
}

REQUESTS = {
    1: [(40, 8, "protocol_ver_min", None), (48, 8, "protocol_ver_max", None),
        (56, 8, "gd_drv_cap_flags1", None), (64, 8, "gd_drv_cap_flags2", None),
        (72, 8, "gd_drv_cap_flags3", None), (80, 8, "gd_drv_cap_flags4", None),
        (88, 8, "drv_ver", None), (96, 4, "os_type", None),
        (100, 540, "os_version", MASK)],
    10: [(40, 4, "eq", "eq")],
    11: [(40, 4, "eq", "eq"), (44, 4, "data", None)],
    12: [(40, 4, "type", None), (48, 4, "pdid", "pd"),
         (52, 4, "doorbell_id", "db_page"), (56, 8, "region", "region"),
         (68, 4, "queue_size", None), (72, 4, "log2_throttle_limit", None),
         (76, 4, "msix", "vector"), (80, 4, "cq_mod_ctx_id", None),
         (84, 4, "cq_parent_eq_id", None), (88, 4, "rq_sq_flags", None)],
    13: [(40, 4, "type", None), (44, 4, "eq", "eq"),
         (48, 4, "alloc_res_id_on_creation", None)],
    25: [(40, 8, "length", None), (48, 4, "offset_in_page", None),
         (52, 4, "page_type", None), (56, 4, "page_count", None),
         (60, 4, "list_len", None)],
    26: [(40, 8, "region", "region"), (48, 4, "list_len", None)],
    27: [(40, 8, "region", "region")],
    81: [(40, 4, "eq", "eq"), (44, 4, "msix", "vector")],
    84: [(40, 4, "timeout_ms", None)],
    0x20001: [(40, 8, "drv_cap_flags1", None), (72, 4, "proto_major", None),
              (76, 4, "proto_minor", None), (80, 4, "proto_micro", None)],
    0x20002: [(40, 8, "req_stats", None)],
    0x20003: [(40, 8, "vport", "vport"), (48, 4, "pdid", "pd"),
              (52, 4, "doorbell_id", "db_page")],
    0x20004: [(40, 8, "vport", "vport"), (48, 4, "wq_type", None),
              (56, 8, "wq_region", "region"), (64, 8, "cq_region", "region"),
              (72, 4, "wq_size", None), (76, 4, "cq_size", None),
              (80, 4, "cq_moderation_ctx_id", None),
              (84, 4, "cq_parent_eq", "eq"), (88, 1, "allow_wqe_chain", None),
              (89, 1, "req_cq_moderation", None),
              (90, 2, "cq_moderation_comp", None),
              (92, 2, "cq_moderation_usec", None)],
    0x20005: [(40, 4, "wq_type", None), (48, 8, "wq_obj", "wq_obj")],
    0x20006: [(40, 8, "wq_obj", "wq_obj")],
    0x20007: [(40, 8, "vport", "vport"), (48, 2, "num_indir_entries", None),
              (50, 2, "indir_tab_offset", None), (52, 4, "rx_enable", None),
              (56, 4, "rss_enable", None),
              (60, 1, "update_default_rxobj", None),
              (61, 1, "update_hashkey", None),
              (62, 1, "update_indir_tab", None),
              (64, 8, "default_rxobj", "wq_obj"), (72, 40, "hashkey", "key"),
              (112, 1, "cqe_coalescing", None),
              (116, 2, "rss_hash_types", None),
              (118, 1, "cqe8_coalescing", None)],
    0x20008: [(40, 4, "vport_index", None)],
    0x2000A: [(40, 8, "vport", "vport")],
    0x2000B: [(40, 8, "vport", "vport"), (48, 4, "enable", None),
              (52, 4, "speed_mbps", None)],
    0x2000C: [(40, 8, "req_stats", None)],
}

ANSWERS = {
    4: [(32, 4, "pdid", "pd"), (36, 4, "gpa_mkey", "mkey"),
        (40, 4, "db_id", "db_page")],
    12: [(32, 4, "eq", "eq")],
    25: [(32, 8, "region", "region")],
    84: [(32, 4, "timeout_ms", None)],
    0x20004: [(32, 4, "wq_id", "wq"), (36, 4, "cq_id", "cq"),
              (40, 8, "wq_obj", "wq_obj")],
    0x20008: [(32, 4, "max_num_sq", None), (36, 4, "max_num_rq", None),
              (40, 4, "num_indirection_ent", None), (56, 8, "vport", "vport")],
}
# Answers that give a new meaning to a number which may have had one before.
MADE = {12: ("eq",), 25: ("region",), 0x20004: ("wq", "cq")}


def number(raw: bytes, offset: int, size: int) -> int:
    """A little-endian number; what the message does not reach reads 0."""
    return int.from_bytes(raw[offset:offset + size], "little")


def page_list(raw: bytes) -> list:
    """Page addresses of a region request."""
    kind = number(raw, 4, 4)
    if kind not in (25, 26):
        return []
    at = 64 if kind == 25 else 56
    count = number(raw, at - 4 if kind == 25 else 48, 4)
    return [number(raw, at + 8 * i, 8)
            for i in range(min(count, (len(raw) - at) // 8))]


def indirection(raw: bytes) -> list:
    """The table of a steering request that updates it."""
    if number(raw, 4, 4) != CONFIG_RX or not number(raw, 62, 1):
        return []
    at = number(raw, 50, 2)
    return [number(raw, at + 8 * i, 8)
            for i in range(min(number(raw, 48, 2), (len(raw) - at) // 8))]


def reserved_bytes(raw: bytes) -> list:
    """Offsets of bytes that no field covers and that are not zero (R-24)."""
    kind = number(raw, 4, 4)
    if kind not in REQUESTS:
        return []
    known = set(range(HDR_REQ))
    for offset, size, _, _ in REQUESTS[kind]:
        known.update(range(offset, offset + size))
    if kind in (25, 26):
        known.update(range(64 if kind == 25 else 56, len(raw)))
    if kind == CONFIG_RX:
        known.update(range(number(raw, 50, 2), len(raw)))
    return [at for at in range(HDR_REQ, len(raw))
            if raw[at] and at not in known]


def wqe_header(raw: bytes) -> dict:
    """Header of a work-queue entry."""
    first, second = struct.unpack_from("<II", raw)
    return {"oob_bytes": {2: 8, 6: 24, 7: 32}.get(second >> 8 & 7, 0),
            "oob_in_sgl": second >> 11 & 1,
            "data_unit": second >> 16 & 0x3fff,
            "last_vbytes": first >> 24}


def tx_oob(raw: bytes) -> dict:
    """The OOB of a packet to send (ethernet 2.3), without the ids in it."""
    first, second = struct.unpack_from("<II", raw, 8)
    fields = {"format": "long" if first & 3 == 1 else "short",
              "is_ipv4": first >> 2 & 1, "is_ipv6": first >> 3 & 1,
              "ip_csum": first >> 4 & 1, "tcp_csum": first >> 5 & 1,
              "udp_csum": first >> 6 & 1, "suppress_cqe": first >> 7 & 1,
              "trans_off": second & 0x3ff, "short_vp_offset": second >> 24}
    if len(raw) >= 24:
        third, fourth = struct.unpack_from("<II", raw, 16)
        fields |= {"vlan": third >> 3 & 1,
                   "vlan_tci": (third >> 20 | third >> 16 << 13 & 0xe000),
                   "long_vp_offset": fourth >> 16 & 0xfff}
    return fields


def packet_kind(data: bytes) -> str:
    """What sort of packet these first bytes begin."""
    kind = number(data, 12, 2)
    if kind == 0x0608:
        return "arp"
    if kind == 0x0008:
        name, proto = "4", number(data, 23, 1)
        at = 14 + (data[14] & 15) * 4
        if int.from_bytes(data[20:22], "big") & 0x3fff:
            return "ip4 fragment"
    elif kind == 0xdd86:
        name, proto, at = "6", number(data, 20, 1), 54
    else:
        return f"ethertype {kind & 255:02x}{kind >> 8:02x}"
    proto = {1: "icmp", 6: "tcp", 17: "udp", 58: "icmp", 0: "hop-by-hop"}.get(
        proto, f"protocol-{proto}-v")
    if proto == "tcp" and number(data, at + 13, 1) & 2:
        return f"tcp{name} syn"
    return proto + name
