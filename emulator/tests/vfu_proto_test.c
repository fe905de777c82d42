// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * Transport, VERSION, information requests and region accesses of the
 * vfio-user server.
 */
#include <errno.h>
#include <jansson.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "unixsock.h"
#include "vfu_client.h"

/* ---- VERSION ---- */

static int version(struct client *r, uint16_t major, const char *json,
		   size_t json_len, char *answer, size_t cap)
{
	char msg[512] = { 0 };

	memcpy(msg, &major, 2);
	memcpy(msg + 4, json, json_len);
	return client_call(r, VERSION, msg, 4 + json_len, answer, cap);
}

static void version_like_qemu(void **state)
{
	const char caps[] =
		"{\"capabilities\":{\"pgsizes\":4096,\"max_msg_fds\":16,"
		"\"max_dma_maps\":65535,\"max_data_xfer_size\":1048576,"
		"\"migration\":{\"max_bitmap_size\":268435456,\"pgsize\":4096},"
		"\"write_multiple\":true}}";
	char answer[512];
	json_t *root, *c;
	int len;

	len = version(*state, 0, caps, sizeof(caps), answer, sizeof(answer));
	assert_in_range(len, 5, 4 + sizeof(caps)); /* never longer */
	assert_memory_equal(answer, "\0\0\0\0", 4);
	assert_int_equal(answer[len - 1], '\0');
	root = json_loads(answer + 4, 0, NULL);
	c = json_object_get(root, "capabilities");
	assert_int_equal(json_integer_value(json_object_get(c, "max_msg_fds")),
			 16);
	assert_in_range(json_integer_value(json_object_get(c, "max_dma_maps")),
			1, 65535);
	assert_int_equal(json_integer_value(json_object_get(c, "pgsizes")),
			 4096);
	assert_null(json_object_get(c, "write_multiple"));
	json_decref(root);
}

static void version_answer_fits_request(void **state)
{
	char answer[512];

	assert_int_equal(version(*state, 0, "{}", 3, answer, sizeof(answer)),
			 7);
	assert_string_equal(answer + 4, "{}");
}

static void version_refusals(void **state)
{
#define WITH_NUL(json) json, sizeof(json)
	static const struct { uint16_t major; const char *json; size_t len;
			      int err; } bad[] = {
		{ 1, WITH_NUL("{}"), ENOTSUP },
		{ 0xffff, WITH_NUL("{}"), ENOTSUP },
		{ 0, "{}", 2, EINVAL },		/* no NUL */
		{ 0, WITH_NUL("{"), EINVAL },
		{ 0, WITH_NUL("[]"), EINVAL },
		{ 0, WITH_NUL(""), EINVAL },
		{ 0, WITH_NUL("{\"capabilities\":1}"), EINVAL },
		{ 0, WITH_NUL("{\"capabilities\":{\"max_data_xfer_size\":0}}"),
		  EINVAL },
		{ 0, WITH_NUL("{\"capabilities\":{\"max_data_xfer_size\":\"a\"}}"),
		  EINVAL },
	};
	struct client *r = *state;

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_int_equal(version(r, bad[i].major, bad[i].json,
					 bad[i].len, NULL, 0), -bad[i].err);
	assert_int_equal(client_call(r, VERSION, "\0", 2, NULL, 0), -EINVAL);
	/* none of them spoiled the connection */
	assert_int_equal(version(r, 0, "{}", 3, NULL, 0), 7);
}

static void version_comes_first_and_once(void **state)
{
	uint32_t info[4] = { 16 };
	struct client *r = *state;

	assert_int_equal(client_call(r, GET_INFO, info, 16, NULL, 0), -EPROTO);
	assert_int_equal(client_call(r, RESET, NULL, 0, NULL, 0), -EPROTO);
	assert_int_equal(r->seen.resets, 0);
	assert_int_equal(version(r, 0, "{}", 3, NULL, 0), 7);
	assert_int_equal(version(r, 0, "{}", 3, NULL, 0), -EINVAL);
	assert_int_equal(client_call(r, GET_INFO, info, 16, NULL, 0), 16);
}

static void client_limits_the_transfer(void **state)
{
	const char caps[] = "{\"capabilities\":{\"max_data_xfer_size\":256}}";
	struct rw rw = { .region = 7, .count = 256 };
	struct client *r = *state;

	assert_true(version(r, 0, caps, sizeof(caps), NULL, 0) > 0);
	assert_int_equal(client_call(r, REGION_READ, &rw, 16, NULL, 0), 272);
	rw.count = 257;
	assert_int_equal(client_call(r, REGION_READ, &rw, 16, NULL, 0), -EINVAL);
}

/* ---- information ---- */

static void device_info(void **state)
{
	uint32_t info[4] = { 16, 0, 0, 0 };

	assert_int_equal(client_call(*state, GET_INFO, info, 16, info, 16), 16);
	assert_int_equal(info[0], 16);
	assert_int_equal(info[1], 3);
	assert_int_equal(info[2], 9);
	assert_int_equal(info[3], 5);
}

static int region_info(struct client *r, uint32_t argsz, uint32_t index,
		       uint32_t *flags, uint64_t *size)
{
	struct { uint32_t argsz, flags, index, cap; uint64_t size, off; } i = {
		.argsz = argsz, .index = index, .size = 99, .off = 99,
	};
	int got = client_call(r, REGION_INFO, &i, sizeof(i), &i, sizeof(i));

	if (got > 0) {
		assert_int_equal(i.argsz, 32);
		assert_int_equal(i.index, index);
		assert_int_equal(i.cap, 0);
		assert_int_equal(i.off, 0);
	}
	*flags = i.flags;
	*size = i.size;
	return got;
}

static void regions(void **state)
{
	uint64_t size, want[9] = { BAR0_SIZE, 0, 0, 0, 8192, 0, 0, 4096, 0 };
	struct client *r = *state;
	uint32_t flags;

	for (uint32_t i = 0; i < 9; i++) {
		assert_int_equal(region_info(r, 32, i, &flags, &size), 32);
		assert_int_equal(size, want[i]);
		assert_int_equal(flags, want[i] ? 3 : 0); /* never mmap */
	}
	assert_int_equal(region_info(r, 32, 9, &flags, &size), -EINVAL);
	assert_int_equal(region_info(r, 31, 0, &flags, &size), -EINVAL);
}

static void irq_info(void **state)
{
	uint32_t want[5] = { 0, 0, VECTORS, 1, 0 };
	struct client *r = *state;
	uint32_t i[4];

	for (uint32_t n = 0; n < 5; n++) {
		memcpy(i, (uint32_t [4]){ 16, 0, n, 0 }, 16);
		assert_int_equal(client_call(r, IRQ_INFO, i, 16, i, 16), 16);
		assert_int_equal(i[2], n);
		assert_int_equal(i[3], want[n]);
		assert_int_equal(i[1], want[n] ? 1 : 0); /* "no resize" clear */
	}
	i[2] = 5;
	assert_int_equal(client_call(r, IRQ_INFO, i, 16, NULL, 0), -EINVAL);
}

/* ---- messages ---- */

static void unknown_commands(void **state)
{
	static const unsigned int cmds[] = { 0, 6, 11, 12, 14, 15, 16, 17, 18,
					     999, 0xffff };
	struct client *r = *state;

	for (size_t i = 0; i < sizeof(cmds) / sizeof(cmds[0]); i++) {
		assert_int_equal(client_call(r, cmds[i], "abcd", 4, NULL, 0),
				 -ENOSYS);
		client_send(r, cmds[i], NO_REPLY, "abcd", 4, NULL, 0);
		vfu_dispatch(r->v, 10);
		assert_int_equal(client_recv(r, cmds[i], NULL, 0), RIG_NOTHING);
	}
	assert_int_equal(r->seen.gone, 0);
}

static void too_short_payloads(void **state)
{
	static const struct { unsigned int cmd; size_t needs; } c[] = {
		{ DMA_MAP, 32 }, { DMA_UNMAP, 24 }, { GET_INFO, 16 },
		{ REGION_INFO, 32 }, { IRQ_INFO, 16 }, { SET_IRQS, 20 },
		{ REGION_READ, 16 }, { REGION_WRITE, 16 },
	};
	uint8_t zeros[32] = { 0 };

	for (size_t i = 0; i < sizeof(c) / sizeof(c[0]); i++) {
		assert_int_equal(client_call(*state, c[i].cmd, zeros,
					  c[i].needs - 1, NULL, 0), -EINVAL);
		assert_int_equal(client_call(*state, c[i].cmd, NULL, 0, NULL, 0),
				 -EINVAL);
	}
}

static void posted_write_has_no_answer(void **state)
{
	struct rw w = { .offset = 0x20000, .count = 8,
			.data = { 1, 2, 3, 4, 5, 6, 7, 8 } };
	struct client *r = *state;

	client_send(r, REGION_WRITE, NO_REPLY, &w, 24, NULL, 0);
	vfu_dispatch(r->v, 10);
	assert_int_equal(client_recv(r, REGION_WRITE, NULL, 0), RIG_NOTHING);
	assert_int_equal(r->seen.writes, 1);
	assert_int_equal(r->seen.last_off, 0x20000);
	assert_int_equal(r->seen.last_len, 8);
	/* nor has one that is refused */
	w.offset = BAR0_SIZE;
	client_send(r, REGION_WRITE, NO_REPLY, &w, 24, NULL, 0);
	vfu_dispatch(r->v, 10);
	assert_int_equal(client_recv(r, REGION_WRITE, NULL, 0), RIG_NOTHING);
	assert_int_equal(r->seen.writes, 1);
}

static void order_is_the_streams(void **state)
{
	struct rw w = { .offset = 64, .count = 4, .data = { 0x11 } };
	struct rw rd = { .offset = 64, .count = 4 };
	struct client *r = *state;

	client_send(r, REGION_WRITE, NO_REPLY, &w, 20, NULL, 0);
	client_send(r, REGION_READ, 0, &rd, 16, NULL, 0);
	w.data[0] = 0x22;
	client_send(r, REGION_WRITE, NO_REPLY, &w, 20, NULL, 0);
	client_send(r, REGION_READ, 0, &rd, 16, NULL, 0);
	assert_int_equal(vfu_dispatch(r->v, 10), 0);
	assert_int_equal(client_recv(r, REGION_READ, &rd, sizeof(rd)), 20);
	assert_int_equal(rd.data[0], 0x11);
	assert_int_equal(client_recv(r, REGION_READ, &rd, sizeof(rd)), 20);
	assert_int_equal(rd.data[0], 0x22);
}

static void budget_is_kept(void **state)
{
	struct rw w = { .offset = 64, .count = 4 };
	struct client *r = *state;

	for (int i = 0; i < 5; i++)
		client_send(r, REGION_WRITE, NO_REPLY, &w, 20, NULL, 0);
	assert_int_equal(vfu_dispatch(r->v, 2), 1);
	assert_int_equal(r->seen.writes, 2);
	assert_int_equal(vfu_dispatch(r->v, 2), 1);
	assert_int_equal(vfu_dispatch(r->v, 2), 0);
	assert_int_equal(r->seen.writes, 5);
}

static void bytes_one_by_one(void **state)
{
	struct vfu_hdr h = { .id = 7, .cmd = REGION_WRITE, .size = 40 };
	struct rw w = { .offset = 8, .count = 8, .data = { 9 } };
	uint8_t msg[40], answer[32];
	struct client *r = *state;

	memcpy(msg, &h, 16);
	memcpy(msg + 16, &w, 24);
	for (size_t i = 0; i < sizeof(msg); i++) {
		assert_int_equal(r->seen.writes, 0);
		client_send_raw(r, msg + i, 1);
		assert_int_equal(vfu_dispatch(r->v, 10), 0);
	}
	assert_int_equal(r->seen.writes, 1);
	assert_int_equal(r->seen.bar[8], 9);
	assert_int_equal(recv(r->fd, answer, sizeof(answer), MSG_DONTWAIT), 32);
	assert_int_equal(answer[0], 7); /* the id comes back */
	assert_memory_equal(answer + 16, &w, 16);
}

static void stray_replies_are_skipped(void **state)
{
	uint32_t info[4] = { 16 };
	struct client *r = *state;

	client_send(r, GET_INFO, 1, "payload of a reply", 18, NULL, 0);
	client_send(r, GET_INFO, 0x21, NULL, 0, NULL, 0);
	assert_int_equal(client_call(r, GET_INFO, info, 16, info, 16), 16);
	assert_int_equal(r->seen.gone, 0);
}

static void client_is_dropped(struct client *r, uint32_t size, uint32_t flags)
{
	struct vfu_hdr h = { .cmd = GET_INFO, .size = size, .flags = flags };

	client_send_raw(r, &h, 16);
	assert_int_equal(vfu_dispatch(r->v, 10), -1);
	assert_int_equal(r->seen.gone, 1);
	assert_false(vfu_connected(r->v));
	assert_int_equal(vfu_fd(r->v), -1);
	assert_int_equal(vfu_dispatch(r->v, 10), -1);
	assert_int_equal(r->seen.gone, 1);
}

static void size_below_header(void **state)
{
	client_is_dropped(*state, 15, 0);
}

static void size_zero(void **state)
{
	client_is_dropped(*state, 0, 0);
}

static void size_too_large(void **state)
{
	client_is_dropped(*state, VFU_MAX_MSG + 1, 0);
}

static void size_all_ones(void **state)
{
	client_is_dropped(*state, UINT32_MAX, 0);
}

static void type_unknown(void **state)
{
	client_is_dropped(*state, 16, 2);
}

static void garbage(void **state)
{
	struct client *r = *state;
	uint8_t junk[4096];

	srand(42);
	for (size_t i = 0; i < sizeof(junk); i++)
		junk[i] = (uint8_t)rand();
	client_send_raw(r, junk, sizeof(junk));
	while (vfu_connected(r->v) && vfu_dispatch(r->v, 10) == 1)
		;
	close(r->fd); /* nothing crashed; now the rest of it is missing */
	r->fd = -1;
	while (vfu_connected(r->v))
		vfu_dispatch(r->v, 10);
	assert_int_equal(r->seen.gone, 1);
}

static void largest_message(void **state)
{
	static uint8_t msg[16 + 16 + VFU_MAX_XFER];
	struct vfu_hdr h = { .cmd = REGION_WRITE, .size = sizeof(msg) };
	struct rw w = { .offset = 0, .count = VFU_MAX_XFER };
	struct client *r = *state;
	size_t at = 0;

	memcpy(msg, &h, 16);
	memcpy(msg + 16, &w, 16);
	while (at < sizeof(msg)) {
		ssize_t n = send(r->fd, msg + at, sizeof(msg) - at,
				 MSG_DONTWAIT | MSG_NOSIGNAL);

		if (n > 0)
			at += (size_t)n;
		vfu_dispatch(r->v, 10);
	}
	/* larger than the BAR: refused, but as a message it was fine */
	assert_int_equal(client_recv(r, REGION_WRITE, NULL, 0), -EINVAL);
	assert_int_equal(client_write(r, 0, 0, 1, 4), 16);
}

/* ---- regions ---- */

static void bar_access(void **state)
{
	struct client *r = *state;

	assert_int_equal(client_write(r, 0, 0x100, 0x1122334455667788, 8), 16);
	assert_int_equal(client_read(r, 0, 0x100, 8), 0x1122334455667788);
	assert_int_equal(client_read(r, 0, 0x102, 2), 0x5566);
	assert_int_equal(client_read(r, 0, 0x107, 1), 0x11);
	assert_int_equal(client_read(r, 0, BAR0_SIZE - 4, 4), 0);
}

static void access_outside(void **state)
{
	static const struct { uint32_t region; uint64_t off; uint32_t count; }
	bad[] = {
		{ 0, BAR0_SIZE, 1 }, { 0, BAR0_SIZE - 4, 8 },
		{ 0, UINT64_MAX, 4 }, { 0, 0, UINT32_MAX }, { 1, 0, 4 },
		{ 6, 0, 4 }, { 7, 4096, 1 }, { 8, 0, 1 }, { 9, 0, 4 },
		{ UINT32_MAX, 0, 4 }, { 4, 8192, 8 },
	};
	struct client *r = *state;

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		struct rw rw = { bad[i].off, bad[i].region, bad[i].count,
				 { 0 } };

		assert_int_equal(client_call(r, REGION_READ, &rw, 16, NULL, 0),
				 -EINVAL);
		assert_int_equal(client_call(r, REGION_WRITE, &rw, 32, NULL, 0),
				 -EINVAL);
	}
	assert_int_equal(r->seen.reads + r->seen.writes, 0);
}

static void write_needs_its_data(void **state)
{
	struct rw w = { .offset = 0, .count = 8 };

	assert_int_equal(client_call(*state, REGION_WRITE, &w, 23, NULL, 0),
			 -EINVAL);
	assert_int_equal(client_call(*state, REGION_WRITE, &w, 25, NULL, 0),
			 -EINVAL);
}

static void msix_bar_reads_zero(void **state)
{
	struct client *r = *state;

	assert_int_equal(client_write(r, 4, 0, UINT64_MAX, 8), 16);
	assert_int_equal(client_read(r, 4, 0, 8), 0);
	assert_int_equal(r->seen.reads + r->seen.writes, 0);
}

static void memory_decode_off(void **state)
{
	struct client *r = *state;

	client_write(r, 7, 4, 4, 2); /* bus master alone */
	assert_int_equal(client_read(r, 0, 0, 4), 0xffffffff);
	assert_int_equal(client_write(r, 0, 0, 1, 4), 16);
	assert_int_equal(r->seen.reads + r->seen.writes, 0);
	client_write(r, 7, 4, 6, 2);
	assert_int_equal(client_read(r, 0, 0, 4), 0);
	assert_int_equal(r->seen.reads, 1);
}

/* ---- clients that do not read, that go, that come again ---- */

static void replies_wait_for_room(void **state)
{
	struct rw rd = { .region = 7, .count = 4096 };
	unsigned int sent = 0, got = 0;
	struct client *r = *state;

	/* until the server takes no more: it must not grow without bound */
	for (int i = 0; i < 20000 && (vfu_events(r->v) & POLLIN); i++) {
		client_send(r, REGION_READ, 0, &rd, 16, NULL, 0);
		sent++;
		vfu_dispatch(r->v, 10);
	}
	assert_int_equal(vfu_events(r->v), POLLOUT);
	assert_in_range(r->v->out_len, 1u << 20, (1u << 20) + 8192);
	for (int i = 0; i < 20; i++)
		vfu_dispatch(r->v, 10);
	while (got < sent) {
		if (client_recv(r, REGION_READ, NULL, 0) == 4112)
			got++;
		vfu_dispatch(r->v, 10);
	}
	assert_int_equal(vfu_events(r->v), POLLIN);
	assert_int_equal(r->seen.gone, 0);
}

static void goes_at_boundary(void **state)
{
	struct client *r = *state;

	assert_int_equal(vfu_dispatch(r->v, 10), 0);
	close(r->fd);
	r->fd = -1;
	assert_int_equal(vfu_dispatch(r->v, 10), -1);
	assert_int_equal(r->seen.gone, 1);
	assert_false(vfu_bus_master(r->v)); /* config is back to defaults */
}

static void goes_within_a_message(void **state)
{
	struct vfu_hdr h = { .cmd = REGION_WRITE, .size = 40 };
	struct client *r = *state;

	client_send_raw(r, &h, 16);
	client_send_raw(r, "abc", 3);
	assert_int_equal(vfu_dispatch(r->v, 10), 0);
	close(r->fd);
	r->fd = -1;
	assert_int_equal(vfu_dispatch(r->v, 10), -1);
	assert_int_equal(r->seen.gone, 1);
	assert_int_equal(r->seen.writes, 0);
}

static int connect_to(const char *path)
{
	struct sockaddr_un addr = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, SOCK_STREAM, 0);

	strcpy(addr.sun_path, path);
	assert_int_equal(connect(fd, (struct sockaddr *)&addr, sizeof(addr)),
			 0);
	return fd;
}

static void comes_again(void **state)
{
	char dir[] = "/tmp/vfu-test-XXXXXX", path[64];
	uint32_t info[4] = { 16 };
	const char *why;
	struct client r = { .fd = -1 };
	int first, second, fd;

	(void)state;
	assert_non_null(mkdtemp(dir));
	snprintf(path, sizeof(path), "%s/s", dir);
	fd = unix_listen(path, SOCK_STREAM, &why);
	assert_true(fd >= 0);
	r.v = vfu_new(fd, &client_config, &client_ops, &r.seen);
	assert_int_equal(vfu_fd(r.v), fd);
	assert_int_equal(vfu_dispatch(r.v, 10), 0); /* nobody there */

	first = connect_to(path);
	second = connect_to(path); /* waits its turn */
	assert_int_equal(vfu_dispatch(r.v, 10), 1);
	r.fd = first;
	assert_int_equal(client_call(&r, VERSION, "\0\0\0", 4, NULL, 0), 4);
	assert_int_equal(client_call(&r, GET_INFO, info, 16, NULL, 0), 16);
	close(first);
	assert_int_equal(vfu_dispatch(r.v, 10), -1);
	assert_int_equal(r.seen.gone, 1);

	assert_int_equal(vfu_dispatch(r.v, 10), 1);
	r.fd = second;
	/* a new connection negotiates anew */
	assert_int_equal(client_call(&r, GET_INFO, info, 16, NULL, 0), -EPROTO);
	assert_int_equal(client_call(&r, VERSION, "\0\0\0", 4, NULL, 0), 4);
	close(second);
	vfu_free(r.v);
	assert_int_equal(r.seen.gone, 2);
	unix_unlisten(fd, path);
	rmdir(dir);
}

static void bad_configuration(void **state)
{
	struct vfu_config c = client_config;

	(void)state;
	c.msix_vectors = 0;
	assert_null(vfu_new(-1, &c, &client_ops, NULL));
	assert_int_equal(errno, EINVAL);
	c.msix_vectors = 2049;
	assert_null(vfu_new(-1, &c, &client_ops, NULL));
	c = client_config;
	c.bar0_size = 3000;
	assert_null(vfu_new(-1, &c, &client_ops, NULL));
	vfu_free(NULL);
}

#define RAW(f) cmocka_unit_test_setup_teardown(f, client_setup_raw, client_teardown)
#define RIG(f) cmocka_unit_test_setup_teardown(f, client_setup, client_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		RAW(version_like_qemu), RAW(version_answer_fits_request),
		RAW(version_refusals), RAW(version_comes_first_and_once),
		RAW(client_limits_the_transfer),
		RIG(device_info), RIG(regions), RIG(irq_info),
		RIG(unknown_commands), RIG(too_short_payloads),
		RIG(posted_write_has_no_answer), RIG(order_is_the_streams),
		RIG(budget_is_kept), RIG(bytes_one_by_one),
		RIG(stray_replies_are_skipped), RIG(size_below_header),
		RIG(size_zero), RIG(size_too_large), RIG(size_all_ones),
		RIG(type_unknown), RIG(garbage), RIG(largest_message),
		RIG(bar_access), RIG(access_outside), RIG(write_needs_its_data),
		RIG(msix_bar_reads_zero), RIG(memory_decode_off),
		RIG(replies_wait_for_room), RIG(goes_at_boundary),
		RIG(goes_within_a_message), cmocka_unit_test(comes_again),
		cmocka_unit_test(bad_configuration),
	};

	return cmocka_run_group_tests_name("vfu_proto", tests, NULL, NULL);
}
