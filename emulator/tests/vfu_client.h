/* SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause */
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * A scripted vfio-user client: a server at the other end of a socketpair and
 * a device that only writes down what happens to it. The numbers of the
 * protocol are spelled out again here on purpose.
 */
#ifndef VFU_CLIENT_H
#define VFU_CLIENT_H

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "vfu/internal.h"

#define BAR0_SIZE (1u << 19)
#define VECTORS 65u

enum {
	VERSION = 1, DMA_MAP = 2, DMA_UNMAP = 3, GET_INFO = 4,
	REGION_INFO = 5, IRQ_INFO = 7, SET_IRQS = 8, REGION_READ = 9,
	REGION_WRITE = 10, RESET = 13,
};

#define NO_REPLY 0x10u

/** struct seen - what happened to the device; its BAR0 is plain memory */
struct seen {
	unsigned int reads, writes, resets, flrs, gone;
	bool absent;
	uint64_t last_off;
	size_t last_len;
	uint8_t bar[BAR0_SIZE];
};

/** struct client - server, client end and device */
struct client {
	struct vfu *v;
	int fd;
	uint16_t id;
	struct seen seen;
};

/** struct rw - REGION_READ and REGION_WRITE with up to 16 bytes of data */
struct rw {
	uint64_t offset;
	uint32_t region, count;
	uint8_t data[16];
};

/** struct irqs - SET_IRQS with up to 16 bytes of data */
struct irqs {
	uint32_t argsz, flags, index, start, count;
	uint8_t data[16];
};

extern const struct vfu_config client_config;
extern const struct vfu_ops client_ops;

/* cmocka set-up and tear-down: *state is a struct client, VERSION done. */
int client_setup(void **state);
/* The same before VERSION. */
int client_setup_raw(void **state);
int client_teardown(void **state);

/* Send a request with descriptors; the server is not run. */
void client_send(struct client *r, unsigned int cmd, uint32_t flags,
	      const void *payload, size_t len, const int *fds, size_t num_fds);
void client_send_raw(struct client *r, const void *bytes, size_t len);
/*
 * Take one reply that has arrived: payload length, or -errno of an error
 * reply, or RIG_NOTHING.
 */
#define RIG_NOTHING (-100000)
int client_recv(struct client *r, unsigned int cmd, void *payload, size_t cap);
/* client_send(), run the server, client_recv(). */
int client_call(struct client *r, unsigned int cmd, const void *payload, size_t len,
	     void *answer, size_t cap);
int client_call_fds(struct client *r, unsigned int cmd, const void *payload,
		 size_t len, const int *fds, size_t num_fds);

/* Registers and config space; the result of client_call(). */
int client_write(struct client *r, uint32_t region, uint64_t off, uint64_t val,
	      uint32_t count);
uint64_t client_read(struct client *r, uint32_t region, uint64_t off, uint32_t count);

int client_map(struct client *r, uint32_t flags, uint64_t offset, uint64_t iova,
	    uint64_t size, int fd);
int client_unmap(struct client *r, uint32_t flags, uint64_t iova, uint64_t size);
int client_set_irqs(struct client *r, uint32_t flags, uint32_t index, uint32_t start,
		 uint32_t count, const int *fds, size_t num_fds);

/* A memfd of @size bytes, each page filled with its number. */
int client_memory(size_t size);
/* Descriptors that this process has open. */
unsigned int client_open_fds(void);

#endif /* VFU_CLIENT_H */
