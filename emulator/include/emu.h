/* SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause */
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * The two faces of the device model: what it stands on (the host that maps
 * guest memory and takes interrupts, the wires that carry frames) and what it
 * offers to the event loop. The model itself knows neither vfio-user nor
 * sockets, so a unit test can play the host with an array and a counter.
 */
#ifndef EMU_H
#define EMU_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define EMU_MAX_PORTS 256u
#define EMU_MAX_FRAME 65536u
#define EMU_MAX_BAR (1ull << 30)
/* the long OOB has 12 bits for it (ethernet 2.3) */
#define EMU_MAX_VPORT_OFFSET 4095u
/* one-page CQ: a completion for each request and each answer (hwc 1) */
#define EMU_MAX_HWC_DEPTH 32u

/**
 * struct emu_host_ops - what the model asks of the machine it is plugged into
 * @dma_read: copy guest memory in; 0, or -EFAULT when any byte is unmapped
 *	or not readable by the device (then nothing may be assumed of @buf)
 * @dma_write: copy out to guest memory; same errors
 * @dma_ok: is the whole range mapped with that access
 * @irq: raise MSI-X @vector once (masking and pending bits are the host's)
 * @vector_usable: MSI-X is enabled and @vector is inside the table
 * @bus_master: state of the PCI command register's bus-master bit
 * @now_ns: monotonic clock
 * @report: add what the host knows to the report; NULL: nothing
 *
 * All calls are made from the one thread that runs the model.
 */
struct emu_host_ops {
	int (*dma_read)(void *host, uint64_t iova, void *buf, size_t len);
	int (*dma_write)(void *host, uint64_t iova, const void *buf,
			 size_t len);
	bool (*dma_ok)(void *host, uint64_t iova, uint64_t len, bool write);
	void (*irq)(void *host, unsigned int vector);
	bool (*vector_usable)(void *host, unsigned int vector);
	bool (*bus_master)(void *host);
	uint64_t (*now_ns)(void *host);
	void (*report)(void *host, json_t *report);
};

/**
 * struct emu_net_ops - where frames of the ports go
 * @tx: a frame leaves @port; the callee copies it. A full wire drops.
 */
struct emu_net_ops {
	void (*tx)(void *net, unsigned int port, const void *frame,
		   size_t len);
};

/**
 * enum emu_firmware - newest message versions that the device knows
 * @EMU_FW_OLD: version 1 of everything
 * @EMU_FW_MIDDLE: device configuration 2, steering 2, time-out query
 * @EMU_FW_NEW: all of docs/spec
 */
enum emu_firmware { EMU_FW_OLD, EMU_FW_MIDDLE, EMU_FW_NEW, EMU_FIRMWARES };

/**
 * enum emu_trait - what a device may do that docs/spec does not promise, a bit
 * each; every driver that runs on the hardware lives with most of them
 * @EMU_TRAIT_NO_ECHO: core answers name no type, version, device or activity
 * @EMU_TRAIT_SHORT: answers end with what their version has; garbage behind
 * @EMU_TRAIT_ZERO_LIMITS: bootstrap says 0 for the largest messages
 * @EMU_TRAIT_WIDE_CQ: CQ ids above 65535
 * @EMU_TRAIT_REPEAT: each bootstrap item is told twice, wrong at first
 * @EMU_TRAIT_EARLY: other events before the end of the bootstrap
 * @EMU_TRAIT_LOST_IRQ: every fourth interrupt of the channel is lost
 * @EMU_TRAIT_NO_SMC_SIZE: the size of the shared-memory channel reads 0
 * @EMU_TRAIT_ODD_PAGE: doorbell pages of 12288 bytes
 * @EMU_TRAIT_RX_BYTES: buffer offsets of receive completions are in bytes
 * @EMU_TRAIT_REFUSE_WQ: each DESTROY_WQ_OBJ is refused
 * @EMU_TRAIT_REFUSE_EQ: each DISABLE_QUEUE is refused
 * @EMU_TRAIT_REFUSE_REGION: each destruction of a region is refused
 * @EMU_TRAIT_REFUSE_RX: each steering request that ends reception is refused
 * @EMU_TRAIT_OLD: EMU_FW_OLD, whatever the configuration says
 */
enum emu_trait {
	EMU_TRAIT_NO_ECHO = 1u << 0,
	EMU_TRAIT_SHORT = 1u << 1,
	EMU_TRAIT_ZERO_LIMITS = 1u << 2,
	EMU_TRAIT_WIDE_CQ = 1u << 3,
	EMU_TRAIT_REPEAT = 1u << 4,
	EMU_TRAIT_EARLY = 1u << 5,
	EMU_TRAIT_LOST_IRQ = 1u << 6,
	EMU_TRAIT_NO_SMC_SIZE = 1u << 7,
	EMU_TRAIT_ODD_PAGE = 1u << 8,
	EMU_TRAIT_RX_BYTES = 1u << 9,
	EMU_TRAIT_REFUSE_WQ = 1u << 10,
	EMU_TRAIT_REFUSE_EQ = 1u << 11,
	EMU_TRAIT_REFUSE_REGION = 1u << 12,
	EMU_TRAIT_REFUSE_RX = 1u << 13,
	EMU_TRAIT_OLD = 1u << 14,
};

/* PCI device ids (gdma 1): a VF, and two PFs with the features of a VF */
#define EMU_ID_VF 0x00bau
#define EMU_ID_PF 0x00b9u
#define EMU_ID_PF2 0x00c1u

/**
 * struct emu_config - what the adapter presents; all limits the driver sees
 * @device_id: EMU_ID_VF, EMU_ID_PF or EMU_ID_PF2
 * @firmware: message versions
 * @num_ports: vPorts, 1..EMU_MAX_PORTS
 * @adapter_mtu: frame size without FCS (MTU + 14), at least 82
 * @max_queues: SQs and RQs of one vPort
 * @indir_entries: RSS table size, power of two
 * @msix: vectors in the table, the HWC's included
 * @bar_size: BAR0 bytes, power of two
 * @db_page_size: doorbell page bytes
 * @max_num_cqs: bound of CQ ids (exclusive)
 * @max_eqs: EQs of the driver, the HWC's not counted
 * @link_speed_mbps: reported speed
 * @pf_caps: GDMA pf_cap_flags1
 * @vport_offset: tx_vport_offset granted to port 0; port i gets +i
 * @mac_base: MAC of port 0; port i gets + i in the last three bytes
 * @instance: of the Ethernet device in the device list
 * @list_holes: holes in that list, for a driver that can (gdma 12.4)
 * @hwc_timeout_ms: answer to QUERY_HWC_TIMEOUT
 * @strict_sa: source MAC enforcement
 * @arm_on_create: data CQs start armed (gdma 9.3) or only after the first
 *	arming doorbell (vfio-user 13)
 * @smc_polls: looks at the shared-memory channel before it answers
 * @hwc_depth: requests that may be outstanding, 1..EMU_MAX_HWC_DEPTH
 * @hwc_reverse: answers of outstanding requests leave newest first
 * @poison_wqes: spoil the header of consumed data WQEs
 * @traits: enum emu_trait; emu_traits_apply() makes the limits agree with them
 * @first_cq: smallest CQ id
 * @rx_offset_unit: bytes that a buffer offset of a receive completion counts
 * @rx_patience_ms: how long a frame waits for a buffer
 * @latency_us: an interrupt comes so much after its event
 * @rate_mbps: what a port sends at most, 0: no limit
 * @max_ring: bytes that a queue has at most, 0: no limit
 * @page_budget: pages that all regions and queues of the driver have at most, 0:
 *	no limit
 */
struct emu_config {
	unsigned int device_id;
	enum emu_firmware firmware;
	unsigned int num_ports;
	unsigned int adapter_mtu;
	unsigned int max_queues;
	unsigned int indir_entries;
	unsigned int msix;
	uint64_t bar_size;
	unsigned int db_page_size;
	unsigned int max_num_cqs;
	unsigned int max_eqs;
	unsigned int link_speed_mbps;
	uint64_t pf_caps;
	unsigned int vport_offset;
	uint8_t mac_base[6];
	unsigned int instance;
	bool list_holes;
	unsigned int hwc_timeout_ms;
	bool strict_sa;
	unsigned int smc_polls;
	bool arm_on_create;
	unsigned int hwc_depth;
	bool hwc_reverse;
	bool poison_wqes;
	unsigned int traits;
	unsigned int first_cq;
	unsigned int rx_offset_unit;
	unsigned int rx_patience_ms;
	unsigned int latency_us;
	unsigned int rate_mbps;
	unsigned int max_ring;
	unsigned int page_budget;
};

/** enum emu_reset - why the function is reset */
enum emu_reset {
	EMU_RESET_POWER,	/* vfio-user DEVICE_RESET: VM start or reboot */
	EMU_RESET_FLR,		/* PCIe function-level reset */
	EMU_RESET_GONE,		/* the client of the socket went away */
};

struct mana_dev;
struct trace;

/**
 * emu_config_default() - the defaults of the command line
 * @cfg: filled
 */
void emu_config_default(struct emu_config *cfg);

/**
 * emu_config_check() - can an adapter be like that
 * @cfg: configuration
 *
 * Return: NULL, or one sentence that names the field and its range.
 */
const char *emu_config_check(const struct emu_config *cfg);

/**
 * mana_dev_new() - an adapter, as after power-on
 * @cfg: what it presents; copied
 * @host_ops: the machine it is plugged into
 * @host: their first argument
 * @net_ops: where its frames go
 * @net: their first argument
 *
 * Return: the model, or NULL when out of memory.
 */
struct mana_dev *mana_dev_new(const struct emu_config *cfg,
			      const struct emu_host_ops *host_ops, void *host,
			      const struct emu_net_ops *net_ops, void *net);

/**
 * mana_dev_free() - the adapter goes
 * @dev: model, or NULL
 */
void mana_dev_free(struct mana_dev *dev);

/**
 * mana_dev_bar_read() - the driver reads BAR0
 * @dev: model
 * @off: where
 * @buf: all of it is filled, with ones where nothing answers
 * @len: bytes
 */
void mana_dev_bar_read(struct mana_dev *dev, uint64_t off, void *buf,
		       size_t len);

/**
 * mana_dev_bar_write() - the driver writes BAR0; what it causes is only noted
 * @dev: model
 * @off: where
 * @buf: bytes
 * @len: their number
 */
void mana_dev_bar_write(struct mana_dev *dev, uint64_t off, const void *buf,
			size_t len);

/**
 * mana_dev_present() - is the function on the bus
 * @dev: model
 *
 * Return: false while a fault made it vanish: all of it reads as ones, and no
 * interrupt comes.
 */
bool mana_dev_present(const struct mana_dev *dev);

/**
 * mana_dev_reset() - reset; what was alive is counted first
 * @dev: model
 * @why: for the report
 */
void mana_dev_reset(struct mana_dev *dev, enum emu_reset why);

/**
 * mana_dev_work() - do what was noted
 * @dev: model
 * @budget: requests, entries and packets to do at most
 *
 * Return: true when some is left: to be called again after a look at the
 * sockets.
 */
bool mana_dev_work(struct mana_dev *dev, unsigned int budget);

/**
 * mana_dev_rx() - a frame arrives from the wire
 * @dev: model
 * @port: where
 * @frame: bytes without FCS; copied
 * @len: their number
 */
void mana_dev_rx(struct mana_dev *dev, unsigned int port, const void *frame,
		 size_t len);

/**
 * mana_dev_set_link() - plug or unplug a port; the driver gets an event
 * @dev: model
 * @port: which
 * @up: plug
 *
 * Return: 0, or -EINVAL when there is no such port.
 */
int mana_dev_set_link(struct mana_dev *dev, unsigned int port, bool up);

/**
 * mana_dev_event() - post an event to the channel's EQ (gdma 8)
 * @dev: model
 * @type: 132 to 135
 * @data: its first dword
 *
 * Return: 0, -EINVAL for another type, -ENOTCONN without a channel.
 */
int mana_dev_event(struct mana_dev *dev, unsigned int type, uint32_t data);

/**
 * mana_dev_set_traits() - let the device have other traits
 * @dev: model
 * @traits: enum emu_trait, all that it has from now on
 *
 * Return: 0; -EBUSY while a channel is active; -EINVAL when the limits cannot
 * agree with them.
 */
int mana_dev_set_traits(struct mana_dev *dev, unsigned int traits);

/**
 * mana_dev_traits() - the traits it has
 * @dev: model
 *
 * Return: enum emu_trait.
 */
unsigned int mana_dev_traits(const struct mana_dev *dev);

/**
 * mana_dev_next_ns() - when work is due without any event
 * @dev: model
 *
 * Return: nanoseconds from now; UINT64_MAX: never.
 */
uint64_t mana_dev_next_ns(struct mana_dev *dev);

/**
 * mana_dev_report() - what a run did, broke and left
 * @dev: model
 *
 * Return: JSON object with violations, objects, resets, ports, statistics.
 */
json_t *mana_dev_report(struct mana_dev *dev);

/**
 * mana_dev_violations() - what fails the run
 * @dev: model
 *
 * Return: number of F and S violations of rules that were not allowed.
 */
unsigned int mana_dev_violations(const struct mana_dev *dev);

/**
 * mana_dev_allow_rule() - let a rule pass, for a driver known to break it
 * @dev: model
 * @rule: its number
 *
 * Return: 0, or -1 when there is no such rule.
 */
int mana_dev_allow_rule(struct mana_dev *dev, unsigned int rule);

/**
 * mana_dev_set_trace() - write what happens to a transcript
 * @dev: model
 * @t: transcript (device-behaviour 13), NULL: none. It stays the caller's, who
 *	closes it after mana_dev_trace_end().
 */
void mana_dev_set_trace(struct mana_dev *dev, struct trace *t);

/**
 * mana_dev_trace_end() - write the last event: what is alive, the counters
 * @dev: model
 */
void mana_dev_trace_end(struct mana_dev *dev);

/**
 * mana_dev_trace_mark() - write where something begins, as whoever plays knows
 * @dev: model
 * @name: what begins
 */
void mana_dev_trace_mark(struct mana_dev *dev, const char *name);

/**
 * mana_dev_config_written() - the driver wrote to PCI configuration space;
 * noted in the transcript only
 * @dev: model
 * @off: offset
 * @buf: bytes
 * @len: how many
 */
void mana_dev_config_written(struct mana_dev *dev, uint64_t off,
			     const void *buf, size_t len);

/**
 * mana_dev_unmapped() - the host is about to unmap guest memory
 * @dev: model
 * @iova: bus address
 * @len: bytes
 */
void mana_dev_unmapped(struct mana_dev *dev, uint64_t iova, uint64_t len);

/**
 * emu_trait_find() - a trait by its name
 * @name: as emu_list_traits() prints it, or "lenient" for all that go together
 *
 * Return: enum emu_trait, 0 when there is none of that name.
 */
unsigned int emu_trait_find(const char *name);

/**
 * emu_trait_names() - a set of traits
 * @traits: enum emu_trait
 *
 * Return: JSON array of their names.
 */
json_t *emu_trait_names(unsigned int traits);

/**
 * emu_traits_apply() - make limits agree with the traits
 * @cfg: configuration
 */
void emu_traits_apply(struct emu_config *cfg);

/**
 * emu_list_traits() - print name and text of each trait; a star marks those
 * that are part of "lenient"
 */
void emu_list_traits(void);

/**
 * emu_list_rules() - print number, severity, state, test and text of each rule
 */
void emu_list_rules(void);

/**
 * emu_rules_catalogue() - the same for programs
 *
 * Return: JSON array of objects, by number.
 */
json_t *emu_rules_catalogue(void);

#endif /* EMU_H */
