/* SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause */
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * A small vfio-user server: one PCI device on one UNIX socket, for QEMU's
 * vfio-user-pci. It knows nothing of the device it serves. Single-threaded
 * and never blocking: the caller polls vfu_fd() and calls vfu_dispatch().
 */
#ifndef VFU_H
#define VFU_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define VFU_REGION_BAR0 0u
#define VFU_REGION_BAR4 4u
#define VFU_REGION_CONFIG 7u
#define VFU_NUM_REGIONS 9u
#define VFU_CONFIG_SIZE 4096u
#define VFU_MAX_VECTORS 2048u

/**
 * struct vfu_ops - what the served device does
 * @read: fill @len bytes of BAR @region at @off
 * @write: take @len bytes for BAR @region at @off
 * @reset: the function is reset. @flr: through the PCIe capability, else by
 *	DEVICE_RESET. Config space is already back to its defaults, interrupts
 *	that were held pending are forgotten; DMA mappings and eventfds stay.
 * @config_written: the client wrote to configuration space; may be NULL
 * @unmapped: the client takes memory back; may be NULL
 * @present: the function is on the bus; NULL: always. While it is not, its
 *	config space reads as ones and takes no write, and no interrupt leaves.
 *	When it is back, config space is as after power-on.
 * @gone: the client left. Mappings and interrupts are dropped after the call.
 */
struct vfu_ops {
	void (*read)(void *dev, unsigned int region, uint64_t off, void *buf,
		     size_t len);
	void (*write)(void *dev, unsigned int region, uint64_t off,
		      const void *buf, size_t len);
	void (*reset)(void *dev, bool flr);
	bool (*present)(void *dev);
	void (*gone)(void *dev);
	void (*config_written)(void *dev, uint64_t off, const void *buf,
			       size_t len);
	void (*unmapped)(void *dev, uint64_t iova, uint64_t len);
};

/**
 * struct vfu_config - identity and resources of the function
 * @vendor: PCI vendor id
 * @device: PCI device id
 * @class_code: 24-bit class
 * @revision: PCI revision
 * @bar0_size: bytes, power of two of at least 16; BAR0 is 64 bits wide
 * @msix_vectors: table entries, 1 to VFU_MAX_VECTORS; table and PBA live in
 *	BAR4
 */
struct vfu_config {
	uint16_t vendor;
	uint16_t device;
	uint32_t class_code;
	uint8_t revision;
	uint64_t bar0_size;
	unsigned int msix_vectors;
};

struct vfu;

/**
 * vfu_new() - serve the clients of a listening socket, one after the other
 * @listen_fd: non-blocking AF_UNIX SOCK_STREAM socket; stays the caller's
 * @cfg: identity; copied
 * @ops: called from vfu_dispatch() and vfu_free()
 * @dev: first argument of @ops
 *
 * Return: the server, or NULL with errno EINVAL (@cfg) or ENOMEM.
 */
struct vfu *vfu_new(int listen_fd, const struct vfu_config *cfg,
		    const struct vfu_ops *ops, void *dev);

/**
 * vfu_new_connected() - serve one client that is connected already
 * @fd: its socket; owned by the server from now on
 * @cfg: as vfu_new()
 * @ops: as vfu_new()
 * @dev: as vfu_new()
 *
 * Return: as vfu_new(); on failure @fd is left open.
 */
struct vfu *vfu_new_connected(int fd, const struct vfu_config *cfg,
			      const struct vfu_ops *ops, void *dev);

/**
 * vfu_free() - drop the client, if any, and the server
 * @v: server, or NULL
 */
void vfu_free(struct vfu *v);

/**
 * vfu_fd() - the descriptor to poll: the client's, else the listening one
 * @v: server
 *
 * Return: descriptor, or -1 when vfu_new_connected()'s client has gone.
 */
int vfu_fd(const struct vfu *v);

/**
 * vfu_events() - what to poll vfu_fd() for
 * @v: server
 *
 * POLLOUT while a reply waits for room. POLLIN is left out while a client
 * that does not read its replies has too many of them waiting.
 *
 * Return: poll() events.
 */
short vfu_events(const struct vfu *v);

/**
 * vfu_connected() - is there a client
 * @v: server
 */
bool vfu_connected(const struct vfu *v);

/**
 * vfu_dispatch() - handle input, or accept a client (spec: vfio-user 2, 7)
 * @v: server
 * @budget: most messages to handle
 *
 * Messages are handled strictly in order: posted writes rely on it.
 *
 * Return: 1 when more input may be waiting, 0 when there is none, -1 when the
 * client has gone (the next call accepts again).
 */
int vfu_dispatch(struct vfu *v, unsigned int budget);

/**
 * vfu_dma_read() - copy guest memory in (spec: vfio-user 4)
 * @v: server
 * @iova: bus address; the range may cross mappings
 * @buf: destination
 * @len: bytes
 *
 * Return: 0, or -EFAULT when a byte is unmapped, not readable by the device,
 * or mapped without a descriptor; then nothing was copied.
 */
int vfu_dma_read(struct vfu *v, uint64_t iova, void *buf, size_t len);

/**
 * vfu_dma_write() - copy out to guest memory
 * @v: server
 * @iova: bus address; the range may cross mappings
 * @buf: source
 * @len: bytes
 *
 * Return: as vfu_dma_read(), with "writable".
 */
int vfu_dma_write(struct vfu *v, uint64_t iova, const void *buf, size_t len);

/**
 * vfu_dma_ok() - would an access of this range succeed
 * @v: server
 * @iova: bus address
 * @len: bytes; none is always fine
 * @write: direction
 */
bool vfu_dma_ok(struct vfu *v, uint64_t iova, uint64_t len, bool write);

/**
 * vfu_dma_counts() - how often clients gave memory and took it back
 * @v: server
 * @mapped: ranges mapped so far
 * @unmapped: ranges unmapped by request
 *
 * Behind a virtual IOMMU these are the driver's mappings, else a few of RAM.
 */
void vfu_dma_counts(const struct vfu *v, uint64_t *mapped, uint64_t *unmapped);

/**
 * vfu_irq() - raise an MSI-X vector (spec: vfio-user 6)
 * @v: server
 * @vector: index; one outside the table is ignored
 *
 * A vector that has no eventfd, or is masked, fires when that ends.
 */
void vfu_irq(struct vfu *v, unsigned int vector);

/**
 * vfu_irq_usable() - the vector exists and MSI-X is enabled in config space
 * @v: server
 * @vector: index
 */
bool vfu_irq_usable(const struct vfu *v, unsigned int vector);

/**
 * vfu_bus_master() - state of the command register's bus-master bit
 * @v: server
 *
 * QEMU does not enforce it for memory that the server maps itself, so the
 * device has to ask before it does DMA (vfio-user 4).
 */
bool vfu_bus_master(const struct vfu *v);

#endif /* VFU_H */
