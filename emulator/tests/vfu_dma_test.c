// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * DMA_MAP, DMA_UNMAP, descriptors, and the copies to and from guest memory.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "vfu_client.h"

#define RW 3u
#define RO 1u
#define PAGE 4096u

/** struct map_msg - DMA_MAP */
struct map_msg {
	uint32_t argsz, flags;
	uint64_t offset, iova, size;
};

static uint8_t byte_at(struct client *r, uint64_t iova)
{
	uint8_t b = 0xee;

	assert_int_equal(vfu_dma_read(r->v, iova, &b, 1), 0);
	return b;
}

static bool mapped(struct client *r, uint64_t iova)
{
	return vfu_dma_ok(r->v, iova, 1, false);
}

static void copy_both_ways(void **state)
{
	int fd = client_memory(4 * PAGE);
	struct client *r = *state;
	char back[6];

	assert_int_equal(client_map(r, RW, PAGE, 0x100000, 2 * PAGE, fd), 0);
	assert_int_equal(byte_at(r, 0x100000), 1);
	assert_int_equal(byte_at(r, 0x100000 + 2 * PAGE - 1), 2);
	assert_int_equal(vfu_dma_write(r->v, 0x100010, "hello", 6), 0);
	assert_int_equal(pread(fd, back, 6, PAGE + 0x10), 6);
	assert_string_equal(back, "hello");
	close(fd);
}

static void outside_is_refused(void **state)
{
	int fd = client_memory(2 * PAGE);
	uint8_t buf[2 * PAGE], was[2 * PAGE];
	struct client *r = *state;

	client_map(r, RW, 0, 0x100000, 2 * PAGE, fd);
	memset(buf, 0x77, sizeof(buf));
	memcpy(was, buf, sizeof(buf));
	assert_int_equal(vfu_dma_read(r->v, 0xfffff, buf, 1), -EFAULT);
	assert_int_equal(vfu_dma_read(r->v, 0xfffff, buf, 2), -EFAULT);
	assert_int_equal(vfu_dma_read(r->v, 0x100001, buf, 2 * PAGE), -EFAULT);
	assert_int_equal(vfu_dma_read(r->v, UINT64_MAX, buf, 2), -EFAULT);
	assert_memory_equal(buf, was, sizeof(buf));
	assert_int_equal(vfu_dma_write(r->v, 0x101fff, buf, 2), -EFAULT);
	assert_int_equal(byte_at(r, 0x101fff), 1); /* nothing was written */
	assert_true(vfu_dma_ok(r->v, 0x100000, 2 * PAGE, true));
	assert_false(vfu_dma_ok(r->v, 0x100000, 2 * PAGE + 1, true));
	assert_false(vfu_dma_ok(r->v, 0x100000, UINT64_MAX, true));
	assert_true(vfu_dma_ok(r->v, 0, 0, true));
	close(fd);
}

static void across_mappings(void **state)
{
	int a = client_memory(4 * PAGE), b = client_memory(4 * PAGE);
	struct client *r = *state;
	uint8_t buf[3 * PAGE];

	client_map(r, RW, 3 * PAGE, 0x1000, PAGE, a);
	client_map(r, RW, 2 * PAGE, 0x3000, PAGE, a);
	client_map(r, RW, PAGE, 0x2000, PAGE, b);
	assert_int_equal(vfu_dma_read(r->v, 0x1000, buf, sizeof(buf)), 0);
	assert_int_equal(buf[PAGE - 1], 3);
	assert_int_equal(buf[PAGE], 1);
	assert_int_equal(buf[2 * PAGE - 1], 1);
	assert_int_equal(buf[2 * PAGE], 2);
	memset(buf, 0x55, sizeof(buf));
	assert_int_equal(vfu_dma_write(r->v, 0x1ffe, buf, PAGE + 4), 0);
	assert_int_equal(byte_at(r, 0x1ffd), 3);
	assert_int_equal(byte_at(r, 0x1ffe), 0x55);
	assert_int_equal(byte_at(r, 0x3001), 0x55);
	assert_int_equal(byte_at(r, 0x3002), 2);
	/* a hole in the middle refuses all of it */
	client_unmap(r, 0, 0x2000, PAGE);
	assert_int_equal(vfu_dma_read(r->v, 0x1fff, buf, PAGE + 2), -EFAULT);
	close(a);
	close(b);
}

static void permissions(void **state)
{
	int fd = client_memory(3 * PAGE);
	struct client *r = *state;
	uint8_t b = 1;

	client_map(r, RO, 0, 0x1000, PAGE, fd);
	client_map(r, 2, 0, 0x2000, PAGE, fd);
	client_map(r, 0, 0, 0x3000, PAGE, fd);
	assert_int_equal(vfu_dma_read(r->v, 0x1000, &b, 1), 0);
	assert_int_equal(vfu_dma_write(r->v, 0x1000, &b, 1), -EFAULT);
	assert_int_equal(vfu_dma_read(r->v, 0x2000, &b, 1), -EFAULT);
	assert_int_equal(vfu_dma_write(r->v, 0x2000, &b, 1), 0);
	assert_false(vfu_dma_ok(r->v, 0x3000, 1, false));
	assert_false(vfu_dma_ok(r->v, 0x3000, 1, true));
	assert_false(vfu_dma_ok(r->v, 0x1000, 2 * PAGE, false));
	close(fd);
}

static void memory_without_descriptor(void **state)
{
	struct client *r = *state;
	uint8_t b;

	/* the BIOS: recorded, not refused, not reachable */
	assert_int_equal(client_map(r, RO, 0, 0xfffc0000, 0x40000, -1), 0);
	assert_int_equal(vfu_dma_read(r->v, 0xfffc0000, &b, 1), -EFAULT);
	assert_int_equal(client_map(r, RO, 0, 0xfffc0000, 0x1000, -1), -EEXIST);
	assert_int_equal(client_unmap(r, 0, 0xfffc0000, 0x40000), 24);
	assert_int_equal(client_map(r, RO, 0, 0xfffc0000, 0x1000, -1), 0);
}

static void map_refusals(void **state)
{
	int fd = client_memory(4 * PAGE), pipes[2];
	struct client *r = *state;

	assert_int_equal(client_map(r, RW, 0, 0x10000, 2 * PAGE, fd), 0);
	assert_int_equal(client_map(r, RW, 0, 0x10000, 2 * PAGE, fd), -EEXIST);
	assert_int_equal(client_map(r, RW, 0, 0x11000, PAGE, fd), -EEXIST);
	assert_int_equal(client_map(r, RW, 0, 0xf000, 2 * PAGE, fd), -EEXIST);
	assert_int_equal(client_map(r, RW, 0, 0xf000, 4 * PAGE, fd), -EEXIST);
	assert_int_equal(client_map(r, RW, 0, 0x20000, 0, fd), -EINVAL);
	assert_int_equal(client_map(r, RW, 0, UINT64_MAX, 2, fd), -EINVAL);
	assert_int_equal(client_map(r, RW, 4 * PAGE, 0x20000, 1, fd), -EINVAL);
	assert_int_equal(client_map(r, RW, PAGE, 0x20000, 4 * PAGE, fd), -EINVAL);
	assert_int_equal(client_map(r, RW, UINT64_MAX, 0x20000, 2, fd), -EINVAL);
	assert_int_equal(pipe(pipes), 0);
	assert_int_equal(client_map(r, RW, 0, 0x20000, PAGE, pipes[0]), -EINVAL);
	/* neighbours are no overlap */
	assert_int_equal(client_map(r, RW, 0, 0x12000, PAGE, fd), 0);
	assert_int_equal(client_map(r, RW, 0, 0xf000, PAGE, fd), 0);
	assert_int_equal(r->v->dma.num_maps, 3);
	close(pipes[0]);
	close(pipes[1]);
	close(fd);
}

static void read_only_file(void **state)
{
	int fd = client_memory(PAGE), ro;
	struct client *r = *state;
	char path[64];

	snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
	ro = open(path, O_RDONLY);
	assert_true(ro >= 0);
	assert_int_equal(client_map(r, RW, 0, 0x1000, PAGE, ro), -EACCES);
	assert_int_equal(client_map(r, RO, 0, 0x1000, PAGE, ro), 0);
	assert_int_equal(byte_at(r, 0x1000), 0);
	close(ro);
	close(fd);
}

static void a_file_is_mapped_once(void **state)
{
	int a = client_memory(8 * PAGE), b = client_memory(PAGE), again = dup(a);
	struct client *r = *state;
	unsigned int before = client_open_fds();

	for (unsigned int i = 0; i < 8; i++)
		assert_int_equal(client_map(r, RW, i * PAGE, 0x1000 * (9 - i),
					 PAGE, i % 2 ? a : again), 0);
	assert_int_equal(r->v->dma.num_files, 1);
	client_map(r, RW, 0, 0x100000, PAGE, b);
	assert_int_equal(r->v->dma.num_files, 2);
	for (unsigned int i = 0; i < 8; i++)
		assert_int_equal(byte_at(r, 0x1000 * (9 - i)), i);
	assert_int_equal(client_open_fds(), before); /* and its fds are closed */
	close(a);
	close(b);
	close(again);
}

static void a_file_may_grow(void **state)
{
	int fd = client_memory(PAGE);
	struct client *r = *state;

	client_map(r, RW, 0, 0x1000, PAGE, fd);
	assert_int_equal(client_map(r, RW, PAGE, 0x2000, PAGE, fd), -EINVAL);
	assert_int_equal(ftruncate(fd, 2 * PAGE), 0);
	assert_int_equal(client_map(r, RW, PAGE, 0x2000, PAGE, fd), 0);
	assert_int_equal(vfu_dma_write(r->v, 0x1ffe, "abcd", 4), 0);
	assert_int_equal(byte_at(r, 0x2001), 'd');
	close(fd);
}

static void three_maps(struct client *r)
{
	int fd = client_memory(PAGE);

	client_map(r, RW, 0, 0x1000, PAGE, fd);
	client_map(r, RW, 0, 0x5000, PAGE, fd);
	client_map(r, RW, 0, 0xfffffffffffff000, PAGE, fd);
	close(fd);
}

static void unmap_exact(void **state)
{
	struct client *r = *state;

	three_maps(r);
	assert_int_equal(byte_at(r, 0x5000), 0); /* into the look-up cache */
	assert_int_equal(client_unmap(r, 0, 0x5000, PAGE), 24);
	assert_false(mapped(r, 0x5000));
	assert_true(mapped(r, 0x1000));
	assert_true(mapped(r, 0xfffffffffffff000));
	assert_int_equal(client_unmap(r, 0, 0x5000, PAGE), 24); /* none: fine */
}

static void unmap_blanket(void **state)
{
	struct client *r = *state;

	three_maps(r);
	assert_int_equal(client_unmap(r, 0, 0, 0x80000000), 24);
	assert_int_equal(r->v->dma.num_maps, 1);
	assert_true(mapped(r, UINT64_MAX));
	assert_int_equal(client_unmap(r, 0, 0x100000000, UINT64_MAX - 0xffffffff),
			 24);
	assert_int_equal(r->v->dma.num_maps, 0);
}

static void unmap_that_wraps(void **state)
{
	struct client *r = *state;

	three_maps(r);
	assert_int_equal(client_unmap(r, 0, 0x2000, UINT64_MAX), 24);
	assert_int_equal(r->v->dma.num_maps, 1);
	assert_true(mapped(r, 0x1000));
}

static void unmap_all(void **state)
{
	struct client *r = *state;

	three_maps(r);
	assert_int_equal(client_unmap(r, 2, 0, 0), 24);
	assert_int_equal(r->v->dma.num_maps, 0);
	three_maps(r);
	assert_int_equal(client_unmap(r, 0, 0, 0), 24); /* 2^64, cut off */
	assert_int_equal(r->v->dma.num_maps, 0);
	three_maps(r);
	assert_int_equal(client_unmap(r, 0, 0x1000, 0), -EINVAL);
	assert_int_equal(r->v->dma.num_maps, 3);
}

static void unmap_keeps_what_sticks_out(void **state)
{
	int fd = client_memory(4 * PAGE);
	struct client *r = *state;

	client_map(r, RW, 0, 0x1000, 4 * PAGE, fd);
	client_map(r, RW, 0, 0x6000, PAGE, fd);
	assert_int_equal(client_unmap(r, 0, 0x2000, 0x5000), 24);
	assert_true(mapped(r, 0x1000));
	assert_true(mapped(r, 0x4fff));
	assert_false(mapped(r, 0x6000));
	assert_int_equal(client_unmap(r, 0, 0x1000, 4 * PAGE - 1), 24);
	assert_true(mapped(r, 0x1000));
	close(fd);
}

/* The trap of vfio-user 2.3: descriptors must stay with their message. */
static void pipelined_descriptors(void **state)
{
	int ram = client_memory(2 * PAGE), other = client_memory(4 * PAGE);
	struct map_msg rom = { 32, RO, 0, 0xf0000, PAGE };
	struct map_msg low = { 32, RW, PAGE, 0x1000, PAGE };
	struct map_msg high = { 32, RW, 3 * PAGE, 0x8000, PAGE };
	struct { uint32_t argsz, flags; uint64_t iova, size; } un = {
		24, 0, 0x400000, PAGE };
	struct client *r = *state;

	client_send(r, DMA_UNMAP, 0, &un, sizeof(un), NULL, 0);
	client_send(r, DMA_MAP, 0, &rom, sizeof(rom), NULL, 0);
	client_send(r, DMA_MAP, 0, &low, sizeof(low), &ram, 1);
	rom.iova = 0xf8000;
	client_send(r, DMA_MAP, 0, &rom, sizeof(rom), NULL, 0);
	client_send(r, DMA_MAP, 0, &high, sizeof(high), &other, 1);
	vfu_dispatch(r->v, 10);
	assert_int_equal(client_recv(r, DMA_UNMAP, NULL, 0), 24);
	for (int i = 0; i < 4; i++)
		assert_int_equal(client_recv(r, DMA_MAP, NULL, 0), 0);
	assert_false(mapped(r, 0xf0000));
	assert_false(mapped(r, 0xf8000));
	assert_int_equal(byte_at(r, 0x1000), 1);
	assert_int_equal(byte_at(r, 0x8000), 3);
	close(ram);
	close(other);
}

static void surplus_descriptors_are_closed(void **state)
{
	int fd = client_memory(PAGE), fds[16];
	struct map_msg m = { 32, RW, 0, 0x1000, PAGE };
	unsigned int before = client_open_fds();
	struct client *r = *state;

	for (int i = 0; i < 16; i++)
		fds[i] = fd;
	assert_int_equal(client_call_fds(r, DMA_MAP, &m, sizeof(m), fds, 16), 0);
	assert_int_equal(client_call_fds(r, 999, &m, sizeof(m), fds, 16), -ENOSYS);
	assert_int_equal(client_open_fds(), before);
	close(fd);
}

static void too_many_descriptors(void **state)
{
	int fd = client_memory(PAGE), fds[20];
	struct map_msg m = { 32, RW, 0, 0x1000, PAGE };
	unsigned int before = client_open_fds();
	struct client *r = *state;

	for (int i = 0; i < 20; i++)
		fds[i] = fd;
	client_send(r, DMA_MAP, 0, &m, sizeof(m), fds, 20);
	assert_int_equal(vfu_dispatch(r->v, 10), -1);
	assert_int_equal(r->seen.gone, 1);
	assert_int_equal(client_open_fds(), before - 1); /* the connection's */
	close(fd);
}

static void all_is_dropped_with_the_client(void **state)
{
	int fd = client_memory(PAGE);
	unsigned int before = client_open_fds();
	struct client *r = *state;

	client_map(r, RW, 0, 0x1000, PAGE, fd);
	close(r->fd);
	r->fd = -1;
	vfu_dispatch(r->v, 10);
	assert_false(mapped(r, 0x1000));
	assert_int_equal(r->v->dma.num_files, 0);
	assert_int_equal(client_open_fds(), before - 2); /* both socket ends */
	close(fd);
}

static void mappings_survive_a_reset(void **state)
{
	int fd = client_memory(PAGE);
	struct client *r = *state;

	client_map(r, RW, 0, 0x1000, PAGE, fd);
	assert_int_equal(client_call(r, RESET, NULL, 0, NULL, 0), 0);
	assert_true(mapped(r, 0x1000));
	close(fd);
}

static void many_mappings(void **state)
{
	struct vfu_dma d = { 0 };
	uint64_t iova;
	size_t len;
	int fd = client_memory(PAGE);

	(void)state;
	/* a vIOMMU maps page by page, in no order: 7919 is prime to 65535 */
	for (uint64_t i = 0; i < 65535; i++) {
		iova = i * 7919 % 65535 * PAGE;
		assert_int_equal(vfu_dma_map(&d, RW, 0, iova, PAGE, fd), 0);
	}
	assert_int_equal(vfu_dma_map(&d, RW, 0, 65535 * PAGE, PAGE, fd),
			 ENOSPC);
	for (iova = 1; iova < 65534; iova++)
		assert_true(d.maps[iova - 1].iova < d.maps[iova].iova);
	len = 10;
	assert_non_null(vfu_dma_ptr(&d, 65534 * PAGE + 4090, &len, RW));
	assert_int_equal(len, 6);
	assert_int_equal(vfu_dma_unmap(&d, 0, 100 * PAGE, 200 * PAGE), 0);
	assert_int_equal(d.num_maps, 65335);
	vfu_dma_clear(&d);
	close(fd);
}

#define RIG(f) cmocka_unit_test_setup_teardown(f, client_setup, client_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		RIG(copy_both_ways), RIG(outside_is_refused),
		RIG(across_mappings), RIG(permissions),
		RIG(memory_without_descriptor), RIG(map_refusals),
		RIG(read_only_file), RIG(a_file_is_mapped_once),
		RIG(a_file_may_grow), RIG(unmap_exact), RIG(unmap_blanket),
		RIG(unmap_that_wraps), RIG(unmap_all),
		RIG(unmap_keeps_what_sticks_out), RIG(pipelined_descriptors),
		RIG(surplus_descriptors_are_closed), RIG(too_many_descriptors),
		RIG(all_is_dropped_with_the_client),
		RIG(mappings_survive_a_reset), cmocka_unit_test(many_mappings),
	};

	return cmocka_run_group_tests_name("vfu_dma", tests, NULL, NULL);
}
