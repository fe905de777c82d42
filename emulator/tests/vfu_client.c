// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * The scripted client.
 */
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#include "vfu_client.h"

const struct vfu_config client_config = {
	.vendor = 0x1414,
	.device = 0x00ba,
	.class_code = 0x020000,
	.revision = 1,
	.bar0_size = BAR0_SIZE,
	.msix_vectors = VECTORS,
};

static void dev_read(void *dev, unsigned int region, uint64_t off, void *buf,
		     size_t len)
{
	struct seen *s = dev;

	assert_int_equal(region, 0);
	s->reads++;
	memcpy(buf, s->bar + off, len);
}

static void dev_write(void *dev, unsigned int region, uint64_t off,
		      const void *buf, size_t len)
{
	struct seen *s = dev;

	assert_int_equal(region, 0);
	s->writes++;
	s->last_off = off;
	s->last_len = len;
	memcpy(s->bar + off, buf, len);
}

static void dev_reset(void *dev, bool flr)
{
	struct seen *s = dev;

	if (flr)
		s->flrs++;
	else
		s->resets++;
}

static void dev_gone(void *dev)
{
	((struct seen *)dev)->gone++;
}

static bool dev_present(void *dev)
{
	return !((struct seen *)dev)->absent;
}

const struct vfu_ops client_ops = {
	.present = dev_present,
	.read = dev_read,
	.write = dev_write,
	.reset = dev_reset,
	.gone = dev_gone,
};

int client_setup_raw(void **state)
{
	struct client *r = calloc(1, sizeof(*r));
	int sv[2];

	assert_non_null(r);
	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, sv), 0);
	r->fd = sv[0];
	r->v = vfu_new_connected(sv[1], &client_config, &client_ops, &r->seen);
	assert_non_null(r->v);
	*state = r;
	return 0;
}

int client_setup(void **state)
{
	uint16_t version[2] = { 0, 0 };
	struct client *r;

	client_setup_raw(state);
	r = *state;
	assert_int_equal(client_call(r, VERSION, version, sizeof(version), NULL,
				  0), 4);
	/* memory decode and bus master, as a driver has them */
	assert_int_equal(client_write(r, 7, 4, 6, 2), 16);
	return 0;
}

int client_teardown(void **state)
{
	struct client *r = *state;

	vfu_free(r->v);
	if (r->fd >= 0)
		close(r->fd);
	free(r);
	return 0;
}

void client_send_raw(struct client *r, const void *bytes, size_t len)
{
	assert_int_equal(send(r->fd, bytes, len, MSG_NOSIGNAL), len);
}

void client_send(struct client *r, unsigned int cmd, uint32_t flags,
	      const void *payload, size_t len, const int *fds, size_t num_fds)
{
	union {
		char buf[CMSG_SPACE(32 * sizeof(int))];
		struct cmsghdr align;
	} ctl = { 0 };
	struct vfu_hdr h = { .id = ++r->id, .cmd = (uint16_t)cmd,
			     .size = (uint32_t)(16 + len), .flags = flags };
	struct iovec iov[2] = { { &h, 16 },
				{ (void *)(uintptr_t)payload, len } };
	struct msghdr mh = { .msg_iov = iov, .msg_iovlen = len ? 2 : 1 };

	if (num_fds) {
		struct cmsghdr *c;

		mh.msg_control = ctl.buf;
		mh.msg_controllen = CMSG_SPACE(num_fds * sizeof(int));
		c = CMSG_FIRSTHDR(&mh);
		c->cmsg_level = SOL_SOCKET;
		c->cmsg_type = SCM_RIGHTS;
		c->cmsg_len = CMSG_LEN(num_fds * sizeof(int));
		memcpy(CMSG_DATA(c), fds, num_fds * sizeof(int));
	}
	assert_int_equal(sendmsg(r->fd, &mh, MSG_NOSIGNAL), 16 + len);
}

int client_recv(struct client *r, unsigned int cmd, void *payload, size_t cap)
{
	static uint8_t body[VFU_MAX_MSG];
	struct vfu_hdr h;
	size_t len;
	ssize_t n;

	n = recv(r->fd, &h, sizeof(h), MSG_DONTWAIT);
	if (n <= 0)
		return RIG_NOTHING;
	assert_int_equal(n, 16);
	assert_int_equal(h.cmd, cmd);
	assert_int_equal(h.flags & 0xf, 1);
	len = h.size - 16;
	if (len)
		assert_int_equal(recv(r->fd, body, len, MSG_WAITALL), len);
	if (h.flags & 0x20) {
		assert_int_equal(h.size, 16);
		assert_int_not_equal(h.error, 0);
		return -(int)h.error;
	}
	assert_int_equal(h.error, 0);
	if (payload)
		memcpy(payload, body, len < cap ? len : cap);
	return (int)len;
}

static int finish(struct client *r, unsigned int cmd, void *answer, size_t cap)
{
	int got;

	vfu_dispatch(r->v, 100);
	got = client_recv(r, cmd, answer, cap);
	/* one request, one answer */
	if (got != RIG_NOTHING)
		assert_int_equal(client_recv(r, cmd, NULL, 0), RIG_NOTHING);
	return got;
}

int client_call(struct client *r, unsigned int cmd, const void *payload, size_t len,
	     void *answer, size_t cap)
{
	client_send(r, cmd, 0, payload, len, NULL, 0);
	return finish(r, cmd, answer, cap);
}

int client_call_fds(struct client *r, unsigned int cmd, const void *payload,
		 size_t len, const int *fds, size_t num_fds)
{
	client_send(r, cmd, 0, payload, len, fds, num_fds);
	return finish(r, cmd, NULL, 0);
}

int client_write(struct client *r, uint32_t region, uint64_t off, uint64_t val,
	      uint32_t count)
{
	struct rw rw = { .offset = off, .region = region, .count = count };

	memcpy(rw.data, &val, 8);
	return client_call(r, REGION_WRITE, &rw, 16 + count, NULL, 0);
}

uint64_t client_read(struct client *r, uint32_t region, uint64_t off, uint32_t count)
{
	struct rw rw = { .offset = off, .region = region, .count = count };
	uint64_t val = 0;

	assert_int_equal(client_call(r, REGION_READ, &rw, 16, &rw, sizeof(rw)),
			 16 + count);
	assert_int_equal(rw.offset, off);
	memcpy(&val, rw.data, count);
	return val;
}

int client_map(struct client *r, uint32_t flags, uint64_t offset, uint64_t iova,
	    uint64_t size, int fd)
{
	struct {
		uint32_t argsz, flags;
		uint64_t offset, iova, size;
	} m = { 32, flags, offset, iova, size };

	return client_call_fds(r, DMA_MAP, &m, sizeof(m), &fd, fd >= 0);
}

int client_unmap(struct client *r, uint32_t flags, uint64_t iova, uint64_t size)
{
	struct {
		uint32_t argsz, flags;
		uint64_t iova, size;
	} m = { 24, flags, iova, size }, answer;
	int got = client_call(r, DMA_UNMAP, &m, sizeof(m), &answer,
			   sizeof(answer));

	if (got > 0)
		assert_memory_equal(&m, &answer, sizeof(m));
	return got;
}

int client_set_irqs(struct client *r, uint32_t flags, uint32_t index, uint32_t start,
		 uint32_t count, const int *fds, size_t num_fds)
{
	struct irqs s = { 20, flags, index, start, count, { 0 } };

	return client_call_fds(r, SET_IRQS, &s, 20, fds, num_fds);
}

int client_memory(size_t size)
{
	int fd = memfd_create("guest", MFD_CLOEXEC);

	assert_true(fd >= 0);
	assert_int_equal(ftruncate(fd, (off_t)size), 0);
	for (size_t at = 0; at < size; at += 4096) {
		uint8_t page[4096];

		memset(page, (int)(at / 4096), sizeof(page));
		assert_int_equal(pwrite(fd, page, 4096, (off_t)at), 4096);
	}
	return fd;
}

unsigned int client_open_fds(void)
{
	DIR *dir = opendir("/proc/self/fd");
	unsigned int n = 0;

	assert_non_null(dir);
	while (readdir(dir))
		n++;
	closedir(dir);
	return n;
}
