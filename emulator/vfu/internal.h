/* SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause */
/* Copyright (c) 2026 mana-backport contributors */
#ifndef VFU_INTERNAL_H
#define VFU_INTERNAL_H

#include "vfu.h"

#define VFU_MAX_FDS 16
#define VFU_MAX_VECTORS 2048u

/**
 * struct vfu_file - a file of guest memory, mapped once however many mappings
 *	the client makes of it
 */
struct vfu_file {
	uint64_t dev, ino;
	uint8_t *base;
	uint64_t len;
};

/**
 * struct vfu_map - one IOVA range
 * @iova: first bus address
 * @len: bytes
 * @ptr: where it is mapped; NULL when the client gave no descriptor
 * @flags: bit 0 readable by the device, bit 1 writable
 */
struct vfu_map {
	uint64_t iova;
	uint64_t len;
	uint8_t *ptr;
	uint32_t flags;
};

/** struct vfu_dma - the IOVA table, sorted by address */
struct vfu_dma {
	struct vfu_file *files;
	size_t num_files;
	struct vfu_map *maps;
	size_t num_maps, cap_maps;
	size_t last;
};

/* All return 0 or a positive errno for the reply. */
int vfu_dma_map(struct vfu_dma *d, uint32_t flags, uint64_t offset,
		uint64_t iova, uint64_t len, int fd);
int vfu_dma_unmap(struct vfu_dma *d, uint32_t flags, uint64_t iova,
		  uint64_t len);
void vfu_dma_clear(struct vfu_dma *d);
/* Pointer to @iova with at most *@len contiguous bytes there (shortened). */
uint8_t *vfu_dma_ptr(struct vfu_dma *d, uint64_t iova, size_t *len,
		     uint32_t need);

/**
 * struct vfu_pci - configuration space
 * @data: what is read
 * @mask: bits that a write changes
 */
struct vfu_pci {
	uint8_t data[VFU_CONFIG_SIZE];
	uint8_t mask[VFU_CONFIG_SIZE];
	uint8_t initial[VFU_CONFIG_SIZE];
	unsigned int msix_cap;
	unsigned int exp_cap;
};

void vfu_pci_init(struct vfu_pci *p, const struct vfu_config *cfg);
void vfu_pci_reset(struct vfu_pci *p);
/* True when the write asked for a function-level reset. */
bool vfu_pci_write(struct vfu_pci *p, uint64_t off, const void *buf,
		   size_t len);
void vfu_pci_read(const struct vfu_pci *p, uint64_t off, void *buf,
		  size_t len);
uint64_t vfu_bar4_size(const struct vfu_config *cfg);

/**
 * struct vfu_irqs - eventfds of the MSI-X vectors
 * @fd: -1 when the vector has none
 * @pending: raised while it had none
 */
struct vfu_irqs {
	int fd[VFU_MAX_VECTORS];
	bool pending[VFU_MAX_VECTORS];
};

#endif /* VFU_INTERNAL_H */
