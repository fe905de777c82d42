// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * SET_IRQS, eventfds, pending and masked vectors.
 */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "vfu_client.h"

#define MSIX 2u
#define ERR 3u
#define ASSIGN 0x24u
#define DISABLE 0x21u

static int event(void)
{
	int fd = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);

	assert_true(fd >= 0);
	return fd;
}

/* Signals since the last call. */
static unsigned int fired(int fd)
{
	uint64_t n = 0;

	return read(fd, &n, sizeof(n)) == sizeof(n) ? (unsigned int)n : 0;
}

static void assign_and_fire(void **state)
{
	int fds[3] = { event(), event(), event() };
	struct client *r = *state;

	assert_int_equal(client_set_irqs(r, ASSIGN, MSIX, 4, 3, fds, 3), 0);
	vfu_irq(r->v, 5);
	vfu_irq(r->v, 6);
	vfu_irq(r->v, 6);
	assert_int_equal(fired(fds[0]), 0);
	assert_int_equal(fired(fds[1]), 1);
	assert_int_equal(fired(fds[2]), 2);
	for (int i = 0; i < 3; i++)
		close(fds[i]);
}

/* What was pulled out does not interrupt, and nothing is kept for later. */
static void absent(void **state)
{
	int fd = event();
	struct client *r = *state;

	assert_int_equal(client_set_irqs(r, ASSIGN, MSIX, 0, 1, &fd, 1), 0);
	r->seen.absent = true;
	vfu_irq(r->v, 0);
	r->seen.absent = false;
	client_read(r, 7, 0, 4);
	assert_int_equal(fired(fd), 0);
	vfu_irq(r->v, 0);
	assert_int_equal(fired(fd), 1);
	close(fd);
}

static void replacing_closes_the_old(void **state)
{
	int a = event(), b = event();
	struct client *r = *state;
	unsigned int open_fds;

	client_set_irqs(r, ASSIGN, MSIX, 1, 1, &a, 1);
	open_fds = client_open_fds();
	assert_int_equal(client_set_irqs(r, ASSIGN, MSIX, 1, 1, &b, 1), 0);
	assert_int_equal(client_open_fds(), open_fds);
	vfu_irq(r->v, 1);
	assert_int_equal(fired(a), 0);
	assert_int_equal(fired(b), 1);
	close(a);
	close(b);
}

static void kept_until_there_is_an_eventfd(void **state)
{
	int fd = event();
	struct client *r = *state;

	/* MSI-X enabled, vector 0 not in use yet: no descriptor */
	assert_int_equal(client_set_irqs(r, ASSIGN, MSIX, 0, 1, NULL, 0), 0);
	vfu_irq(r->v, 0);
	vfu_irq(r->v, 0);
	assert_int_equal(client_set_irqs(r, ASSIGN, MSIX, 0, 1, &fd, 1), 0);
	assert_int_equal(fired(fd), 1);
	/* once only */
	client_set_irqs(r, ASSIGN, MSIX, 0, 1, &fd, 1);
	assert_int_equal(fired(fd), 0);
	close(fd);
}

static void taken_away_and_given_back(void **state)
{
	int fd = event();
	struct client *r = *state;

	client_set_irqs(r, ASSIGN, MSIX, 3, 1, &fd, 1);
	assert_int_equal(client_set_irqs(r, ASSIGN, MSIX, 3, 1, NULL, 0), 0);
	vfu_irq(r->v, 3);
	assert_int_equal(fired(fd), 0);
	client_set_irqs(r, ASSIGN, MSIX, 3, 1, &fd, 1);
	assert_int_equal(fired(fd), 1);
	close(fd);
}

static void disable_drops_all(void **state)
{
	int fds[2] = { event(), event() };
	unsigned int before = client_open_fds();
	struct client *r = *state;

	client_set_irqs(r, ASSIGN, MSIX, 0, 2, fds, 2);
	vfu_irq(r->v, 9); /* pending */
	assert_int_equal(client_set_irqs(r, DISABLE, MSIX, 0, 0, NULL, 0), 0);
	assert_int_equal(client_open_fds(), before);
	vfu_irq(r->v, 1);
	assert_int_equal(fired(fds[1]), 0);
	client_set_irqs(r, ASSIGN, MSIX, 9, 1, &fds[0], 1);
	assert_int_equal(fired(fds[0]), 0); /* what was pending is forgotten */
	close(fds[0]);
	close(fds[1]);
}

static void masks(void **state)
{
	int fds[2] = { event(), event() };
	struct client *r = *state;

	client_set_irqs(r, ASSIGN, MSIX, 0, 2, fds, 2);
	assert_int_equal(client_set_irqs(r, 0x09, MSIX, 0, 1, NULL, 0), 0);
	vfu_irq(r->v, 0);
	vfu_irq(r->v, 1);
	assert_int_equal(fired(fds[0]), 0);
	assert_int_equal(fired(fds[1]), 1);
	assert_int_equal(client_set_irqs(r, 0x11, MSIX, 0, 1, NULL, 0), 0);
	assert_int_equal(fired(fds[0]), 1);
	vfu_irq(r->v, 0);
	assert_int_equal(fired(fds[0]), 1);
	close(fds[0]);
	close(fds[1]);
}

static void triggers(void **state)
{
	struct irqs s = { 23, 0x22, MSIX, 0, 3, { 1, 0, 1 } };
	int fds[3] = { event(), event(), event() };
	struct client *r = *state;

	client_set_irqs(r, ASSIGN, MSIX, 0, 3, fds, 3);
	assert_int_equal(client_set_irqs(r, 0x21, MSIX, 1, 2, NULL, 0), 0);
	assert_int_equal(fired(fds[0]), 0);
	assert_int_equal(fired(fds[1]), 1);
	assert_int_equal(fired(fds[2]), 1);
	assert_int_equal(client_call(r, SET_IRQS, &s, 23, NULL, 0), 0);
	assert_int_equal(fired(fds[0]), 1);
	assert_int_equal(fired(fds[1]), 0);
	assert_int_equal(fired(fds[2]), 1);
	assert_int_equal(client_call(r, SET_IRQS, &s, 22, NULL, 0), -EINVAL);
	for (int i = 0; i < 3; i++)
		close(fds[i]);
}

static void refusals(void **state)
{
	int fds[3] = { event(), event(), event() };
	unsigned int before = client_open_fds();
	struct client *r = *state;
	static const struct { uint32_t flags, index, start, count;
			      size_t fds; int err; } bad[] = {
		{ ASSIGN, MSIX, 0, 3, 2, EINVAL },	/* some */
		{ ASSIGN, MSIX, 0, 1, 2, EINVAL },	/* too many */
		{ ASSIGN, MSIX, VECTORS, 1, 1, EINVAL },
		{ ASSIGN, MSIX, VECTORS - 1, 2, 2, EINVAL },
		{ ASSIGN, MSIX, UINT32_MAX, 2, 2, EINVAL },
		{ ASSIGN, MSIX, 1, UINT32_MAX, 0, EINVAL },
		{ 0x0c, MSIX, 0, 1, 1, ENOTSUP },	/* eventfd for masks */
		{ 0x20, MSIX, 0, 1, 0, EINVAL },	/* no data type */
		{ 0x23, MSIX, 0, 1, 0, EINVAL },	/* two */
		{ 0x01, MSIX, 0, 1, 0, EINVAL },	/* no action */
		{ 0x31, MSIX, 0, 1, 0, EINVAL },	/* two */
		{ 0x09, MSIX, 0, 0, 0, EINVAL },	/* masks nothing */
		{ ASSIGN, 0, 0, 1, 1, EINVAL },		/* INTx */
		{ ASSIGN, 1, 0, 1, 1, EINVAL },		/* MSI */
		{ ASSIGN, 4, 0, 1, 1, EINVAL },
		{ ASSIGN, 99, 0, 1, 1, EINVAL },
		{ ASSIGN, ERR, 1, 1, 1, EINVAL },
		{ ASSIGN, ERR, 0, 2, 2, EINVAL },
		{ ASSIGN, ERR, 0, 1, 2, EINVAL },
	};

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		assert_int_equal(client_set_irqs(r, bad[i].flags, bad[i].index,
					      bad[i].start, bad[i].count, fds,
					      bad[i].fds), -bad[i].err);
		assert_int_equal(client_open_fds(), before);
	}
	vfu_irq(r->v, 0);
	assert_int_equal(fired(fds[0]), 0);
	/* disabling what we do not have is fine */
	assert_int_equal(client_set_irqs(r, DISABLE, 0, 0, 0, NULL, 0), 0);
	for (int i = 0; i < 3; i++)
		close(fds[i]);
}

static void error_notifier(void **state)
{
	int fd = event();
	unsigned int before = client_open_fds();
	struct client *r = *state;

	assert_int_equal(client_set_irqs(r, ASSIGN, ERR, 0, 1, &fd, 1), 0);
	assert_int_equal(client_open_fds(), before + 1);
	client_call(r, RESET, NULL, 0, NULL, 0);
	assert_int_equal(client_set_irqs(r, ASSIGN, ERR, 0, 1, NULL, 0), 0);
	assert_int_equal(client_open_fds(), before);
	assert_int_equal(fired(fd), 0); /* a signal would stop the VM */
	close(fd);
}

static void reset_forgets_pending_keeps_wiring(void **state)
{
	int a = event(), b = event();
	struct client *r = *state;

	client_set_irqs(r, ASSIGN, MSIX, 0, 1, &a, 1);
	vfu_irq(r->v, 1); /* pending: no eventfd */
	client_set_irqs(r, 0x09, MSIX, 0, 1, NULL, 0);
	vfu_irq(r->v, 0); /* pending: masked */
	assert_int_equal(client_call(r, RESET, NULL, 0, NULL, 0), 0);
	assert_int_equal(fired(a), 0);
	client_set_irqs(r, ASSIGN, MSIX, 1, 1, &b, 1);
	assert_int_equal(fired(b), 0);
	vfu_irq(r->v, 0);
	assert_int_equal(fired(a), 1);
	close(a);
	close(b);
}

static void a_full_eventfd_does_not_block(void **state)
{
	uint64_t most = UINT64_MAX - 1, n;
	int fd = eventfd(0, 0); /* blocking, unlike QEMU's */
	struct client *r = *state;

	client_set_irqs(r, ASSIGN, MSIX, 0, 1, &fd, 1);
	assert_int_equal(write(fd, &most, sizeof(most)), 8);
	vfu_irq(r->v, 0);
	assert_int_equal(read(fd, &n, sizeof(n)), 8);
	assert_true(n == most);
	vfu_irq(r->v, 0);
	assert_int_equal(fired(fd), 1);
	close(fd);
}

static void vector_outside_the_table(void **state)
{
	struct client *r = *state;

	vfu_irq(r->v, VECTORS);
	vfu_irq(r->v, UINT32_MAX);
	assert_false(vfu_irq_usable(r->v, VECTORS));
}

static void usable_when_enabled(void **state)
{
	struct client *r = *state;

	assert_false(vfu_irq_usable(r->v, 0));
	client_write(r, 7, 0x42, 0xc000, 2);
	assert_true(vfu_irq_usable(r->v, VECTORS - 1));
	client_write(r, 7, 0x42, 0x8000, 2);
	assert_true(vfu_irq_usable(r->v, 0));
	client_write(r, 7, 0x42, 0, 2);
	assert_false(vfu_irq_usable(r->v, 0));
}

#define RIG(f) cmocka_unit_test_setup_teardown(f, client_setup, client_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		RIG(assign_and_fire), RIG(replacing_closes_the_old),
		RIG(kept_until_there_is_an_eventfd),
		RIG(taken_away_and_given_back), RIG(disable_drops_all),
		RIG(masks), RIG(triggers), RIG(refusals), RIG(error_notifier),
		RIG(reset_forgets_pending_keeps_wiring),
		RIG(a_full_eventfd_does_not_block),
		RIG(vector_outside_the_table), RIG(usable_when_enabled),
		RIG(absent),
	};

	return cmocka_run_group_tests_name("vfu_irq", tests, NULL, NULL);
}
