/* SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause */
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * What the files of the vfio-user server share.
 */
#ifndef VFU_INTERNAL_H
#define VFU_INTERNAL_H

#include "vfu.h"

#define VFU_MAX_FDS 16u
#define VFU_MAX_XFER (1u << 20)
#define VFU_MAX_MSG (VFU_MAX_XFER + 64u)
#define VFU_MAX_MAPS 65535u

#define VFU_DMA_READ 1u
#define VFU_DMA_WRITE 2u

/**
 * struct vfu_file - a file of guest memory, mapped once however many mappings
 *	the client makes of it
 * @dev: st_dev
 * @ino: st_ino; cannot come back for another file while this one is mapped
 * @base: where it is mapped, whole
 * @len: bytes
 * @read_only: the client's descriptor does not allow writing
 */
struct vfu_file {
	uint64_t dev, ino;
	uint8_t *base;
	uint64_t len;
	bool read_only;
};

/**
 * struct vfu_map - one IOVA range
 * @iova: first bus address
 * @len: bytes
 * @ptr: where it is mapped; NULL when the client gave no descriptor
 * @flags: VFU_DMA_READ, VFU_DMA_WRITE: what the device may do
 */
struct vfu_map {
	uint64_t iova;
	uint64_t len;
	uint8_t *ptr;
	uint32_t flags;
};

/**
 * struct vfu_dma - the IOVA table
 * @files: files mapped so far
 * @num_files: how many
 * @maps: ranges, sorted by address, none overlaps another
 * @num_maps: how many
 * @cap_maps: room in @maps
 * @last: index of the range found last, tried first
 * @mapped: ranges mapped so far, over all clients
 * @unmapped: ranges the client took back
 */
struct vfu_dma {
	struct vfu_file *files;
	size_t num_files;
	struct vfu_map *maps;
	size_t num_maps, cap_maps;
	size_t last;
	uint64_t mapped, unmapped;
};

/**
 * vfu_dma_map() - DMA_MAP (spec: vfio-user 4)
 * @d: table
 * @flags: VFU_DMA_*
 * @offset: of the range in the file
 * @iova: bus address
 * @len: bytes
 * @fd: file, or -1: memory that cannot be reached directly; not consumed
 *
 * Return: 0, or a positive errno for the reply: EINVAL (empty, wraps, outside
 * the file), EEXIST (overlap), EACCES, ENOSPC (too many), ENOMEM.
 */
int vfu_dma_map(struct vfu_dma *d, uint32_t flags, uint64_t offset,
		uint64_t iova, uint64_t len, int fd);

/**
 * vfu_dma_unmap() - DMA_UNMAP: drop each mapping that lies inside the range
 * @d: table
 * @flags: bit 1: everything
 * @iova: bus address
 * @len: bytes; a range that wraps ends at 2^64, and so does 0 from address 0
 *
 * Return: 0, also when there was none; EINVAL for an empty range.
 */
int vfu_dma_unmap(struct vfu_dma *d, uint32_t flags, uint64_t iova,
		  uint64_t len);

/**
 * vfu_dma_clear() - forget all mappings and unmap all files
 * @d: table
 */
void vfu_dma_clear(struct vfu_dma *d);

/**
 * vfu_dma_ptr() - where a bus address is mapped
 * @d: table
 * @iova: bus address
 * @len: bytes wanted; shortened to what is contiguous there
 * @need: VFU_DMA_* that the mapping must allow
 *
 * Return: pointer, or NULL.
 */
uint8_t *vfu_dma_ptr(struct vfu_dma *d, uint64_t iova, size_t *len,
		     uint32_t need);

/**
 * struct vfu_pci - configuration space
 * @data: what is read
 * @mask: bits that a write changes
 * @initial: @data after a reset
 * @msix_cap: offset of the MSI-X capability
 * @exp_cap: offset of the PCI Express capability
 */
struct vfu_pci {
	uint8_t data[VFU_CONFIG_SIZE];
	uint8_t mask[VFU_CONFIG_SIZE];
	uint8_t initial[VFU_CONFIG_SIZE];
	unsigned int msix_cap;
	unsigned int exp_cap;
};

/**
 * vfu_pci_init() - lay out configuration space (spec: vfio-user 8)
 * @p: filled
 * @cfg: identity
 */
void vfu_pci_init(struct vfu_pci *p, const struct vfu_config *cfg);

/**
 * vfu_pci_reset() - back to the defaults
 * @p: configuration space
 */
void vfu_pci_reset(struct vfu_pci *p);

/**
 * vfu_pci_write() - write through the masks
 * @p: configuration space
 * @off: offset
 * @buf: bytes
 * @len: how many; what lies beyond the end is ignored
 *
 * Return: true when the write asked for a function-level reset.
 */
bool vfu_pci_write(struct vfu_pci *p, uint64_t off, const void *buf,
		   size_t len);

/**
 * vfu_pci_read() - read; ones beyond the end
 * @p: configuration space
 * @off: offset
 * @buf: destination
 * @len: bytes
 */
void vfu_pci_read(const struct vfu_pci *p, uint64_t off, void *buf,
		  size_t len);

/**
 * vfu_pci_mem_enabled() - the command register lets BARs answer
 * @p: configuration space
 */
bool vfu_pci_mem_enabled(const struct vfu_pci *p);

/**
 * vfu_bar4_size() - bytes of the BAR with MSI-X table and PBA
 * @cfg: identity
 */
uint64_t vfu_bar4_size(const struct vfu_config *cfg);

/**
 * struct vfu_irq_vec - one MSI-X vector
 * @fd: eventfd, -1: none
 * @pending: raised while it could not fire
 * @masked: by SET_IRQS
 */
struct vfu_irq_vec {
	int fd;
	bool pending;
	bool masked;
};

/**
 * struct vfu_hdr - first 16 bytes of each message (spec: vfio-user 2.1)
 * @id: echoed
 * @cmd: command
 * @size: whole message in bytes
 * @flags: type, no-reply, error
 * @error: errno of an error reply
 */
struct vfu_hdr {
	uint16_t id;
	uint16_t cmd;
	uint32_t size;
	uint32_t flags;
	uint32_t error;
};

_Static_assert(sizeof(struct vfu_hdr) == 16, "header");

#define VFU_F_TYPE 0xfu
#define VFU_F_REPLY 0x1u
#define VFU_F_NO_REPLY 0x10u
#define VFU_F_ERROR 0x20u

/**
 * struct vfu - the server
 * @cfg: identity
 * @ops: the device
 * @dev: its argument
 * @listen_fd: where clients come from, -1: none come
 * @fd: the client, -1: none
 * @negotiated: VERSION was answered
 * @max_xfer: most data bytes of one message
 * @away: the device was not on the bus when it was last looked at
 * @pci: configuration space
 * @dma: IOVA table
 * @irqs: MSI-X vectors
 * @err_fd: eventfd of the error interrupt; never signalled, it stops the VM
 * @hdr: message being received
 * @got: bytes of it, header included
 * @fds: descriptors that came with it; -1: taken
 * @num_fds: how many
 * @msg: its payload
 * @out: replies not sent yet
 * @out_len: bytes of them
 * @out_cap: room
 */
struct vfu {
	struct vfu_config cfg;
	const struct vfu_ops *ops;
	void *dev;
	int listen_fd;
	int fd;
	bool negotiated;
	uint32_t max_xfer;
	bool away;
	struct vfu_pci pci;
	struct vfu_dma dma;
	struct vfu_irq_vec irqs[VFU_MAX_VECTORS];
	int err_fd;

	struct vfu_hdr hdr;
	size_t got;
	int fds[VFU_MAX_FDS];
	unsigned int num_fds;
	uint8_t *msg;

	uint8_t *out;
	size_t out_len, out_cap;
};

/**
 * vfu_handle() - execute the request that has been received
 * @v: server
 *
 * Return: 0, or -1 when the connection is of no use any more.
 */
int vfu_handle(struct vfu *v);

/**
 * vfu_reply() - answer the request being handled, unless it wants no answer
 * @v: server
 * @payload: follows the header
 * @len: bytes of it
 * @err: 0, or a positive errno: then the answer is a header only
 *
 * Return: 0, or -1 when the connection is lost.
 */
int vfu_reply(struct vfu *v, const void *payload, size_t len, int err);

/**
 * vfu_set_irqs() - SET_IRQS (spec: vfio-user 6); takes descriptors of @v->fds
 * @v: server
 * @payload: of the request
 * @len: bytes of it
 *
 * Return: 0, or a positive errno for the reply.
 */
int vfu_set_irqs(struct vfu *v, const void *payload, size_t len);

/**
 * vfu_irqs_forget() - drop what is pending, keep the wiring (reset)
 * @v: server
 */
void vfu_irqs_forget(struct vfu *v);

/**
 * vfu_irqs_close() - drop wiring and all (client gone)
 * @v: server
 */
void vfu_irqs_close(struct vfu *v);

/**
 * vfu_present() - is the function on the bus
 * @v: server
 *
 * One that was away when somebody looked comes back as after power-on: its
 * configuration space is forgotten.
 *
 * Return: what the device says of itself.
 */
bool vfu_present(struct vfu *v);

#endif /* VFU_INTERNAL_H */
