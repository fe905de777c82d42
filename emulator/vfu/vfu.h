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
#define VFU_REGION_CONFIG 7u
#define VFU_NUM_REGIONS 9u
#define VFU_CONFIG_SIZE 4096u

/**
 * struct vfu_ops - what the served device does
 * @read: fill @len bytes of BAR @region at @off
 * @write: take @len bytes for BAR @region at @off
 * @reset: the function is reset. @flr: through the PCIe capability, else by
 *	DEVICE_RESET. Config space is already back to its defaults.
 * @gone: the client left; mappings and interrupts are dropped after the call
 */
struct vfu_ops {
	void (*read)(void *dev, unsigned int region, uint64_t off, void *buf,
		     size_t len);
	void (*write)(void *dev, unsigned int region, uint64_t off,
		      const void *buf, size_t len);
	void (*reset)(void *dev, bool flr);
	void (*gone)(void *dev);
};

/**
 * struct vfu_config - identity and resources of the function
 * @vendor: PCI vendor id
 * @device: PCI device id
 * @class_code: 24-bit class
 * @revision: PCI revision
 * @bar0_size: bytes, power of two; BAR0 is 64 bits wide
 * @msix_vectors: table entries; table and PBA live in BAR4
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

/* NULL with errno set when the socket cannot be made. */
struct vfu *vfu_new(const char *path, const struct vfu_config *cfg,
		    const struct vfu_ops *ops, void *dev);
/* Serve an already connected socket (tests). */
struct vfu *vfu_new_connected(int fd, const struct vfu_config *cfg,
			      const struct vfu_ops *ops, void *dev);
void vfu_free(struct vfu *v);

/* The descriptor to poll for input: the client's, or the listening one. */
int vfu_fd(const struct vfu *v);
bool vfu_connected(const struct vfu *v);
/*
 * Handle at most @budget messages, or accept a client. Returns 1 when more
 * input may be waiting, 0 when there is none, -1 when the client has gone
 * (the next call listens again).
 */
int vfu_dispatch(struct vfu *v, unsigned int budget);
/* Replies that the socket did not take yet: poll for output too. */
bool vfu_want_write(const struct vfu *v);

/* DMA: 0, or -EFAULT when any byte is unmapped or not allowed. */
int vfu_dma_read(struct vfu *v, uint64_t iova, void *buf, size_t len);
int vfu_dma_write(struct vfu *v, uint64_t iova, const void *buf, size_t len);
bool vfu_dma_ok(struct vfu *v, uint64_t iova, uint64_t len, bool write);

/* Raise an MSI-X vector; kept pending while it has no eventfd. */
void vfu_irq(struct vfu *v, unsigned int vector);
/* MSI-X is enabled in config space and the vector exists. */
bool vfu_irq_usable(const struct vfu *v, unsigned int vector);
bool vfu_bus_master(const struct vfu *v);

#endif /* VFU_H */
