// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * Interrupts: SET_IRQS and eventfds (vfio-user 6). QEMU owns the MSI-X table
 * and its masks; what is here is the wire to it.
 */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "internal.h"

#define IRQ_MSIX 2u
#define IRQ_ERR 3u

#define DATA_NONE 0x1u
#define DATA_BOOL 0x2u
#define DATA_EVENTFD 0x4u
#define DATA_TYPES 0x7u
#define ACT_MASK 0x8u
#define ACT_UNMASK 0x10u
#define ACT_TRIGGER 0x20u
#define ACT_TYPES 0x38u

/** struct set_irqs - fixed part of the request */
struct set_irqs {
	uint32_t argsz, flags, index, start, count;
};

static void vec_fire(struct vfu_irq_vec *vec)
{
	uint64_t one = 1;

	if (!vec->pending || vec->masked || vec->fd < 0)
		return;
	/* a full counter is a pending interrupt too */
	if (write(vec->fd, &one, sizeof(one)) == sizeof(one) ||
	    errno == EAGAIN)
		vec->pending = false;
}

static void vec_unset(struct vfu_irq_vec *vec)
{
	if (vec->fd >= 0)
		close(vec->fd);
	vec->fd = -1;
}

void vfu_irq(struct vfu *v, unsigned int vector)
{
	if (vector >= v->cfg.msix_vectors || !vfu_present(v))
		return;
	v->irqs[vector].pending = true;
	vec_fire(&v->irqs[vector]);
}

bool vfu_irq_usable(const struct vfu *v, unsigned int vector)
{
	return vector < v->cfg.msix_vectors &&
	       (v->pci.data[v->pci.msix_cap + 3] & 0x80);
}

void vfu_irqs_forget(struct vfu *v)
{
	for (unsigned int i = 0; i < VFU_MAX_VECTORS; i++) {
		v->irqs[i].pending = false;
		v->irqs[i].masked = false;
	}
}

void vfu_irqs_close(struct vfu *v)
{
	vfu_irqs_forget(v);
	for (unsigned int i = 0; i < VFU_MAX_VECTORS; i++)
		vec_unset(&v->irqs[i]);
	if (v->err_fd >= 0)
		close(v->err_fd);
	v->err_fd = -1;
}

/* Take the descriptor @i of the message; it must never make us wait. */
static int take_fd(struct vfu *v, uint32_t i)
{
	int fd = v->fds[i];

	v->fds[i] = -1;
	fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK);
	return fd;
}

/* Give the vectors the descriptors of the message, or take theirs away. */
static int assign(struct vfu *v, const struct set_irqs *s)
{
	if (v->num_fds && v->num_fds != s->count)
		return EINVAL;
	for (uint32_t i = 0; i < s->count; i++) {
		struct vfu_irq_vec *vec = &v->irqs[s->start + i];

		vec_unset(vec);
		if (v->num_fds)
			vec->fd = take_fd(v, i);
		vec_fire(vec);
	}
	return 0;
}

/* Mask, unmask or trigger; @chosen has a byte a vector, NULL: all of them. */
static int act(struct vfu *v, const struct set_irqs *s, const uint8_t *chosen)
{
	for (uint32_t i = 0; i < s->count; i++) {
		struct vfu_irq_vec *vec = &v->irqs[s->start + i];

		if (chosen && !chosen[i])
			continue;
		if (s->flags & ACT_TRIGGER)
			vec->pending = true;
		else
			vec->masked = s->flags & ACT_MASK;
		vec_fire(vec);
	}
	return 0;
}

static int set_msix(struct vfu *v, const struct set_irqs *s,
		    const uint8_t *data, size_t len)
{
	if (s->start > v->cfg.msix_vectors ||
	    s->count > v->cfg.msix_vectors - s->start)
		return EINVAL;
	switch (s->flags & DATA_TYPES) {
	case DATA_EVENTFD:
		return s->flags & ACT_TRIGGER ? assign(v, s) : ENOTSUP;
	case DATA_BOOL:
		return len < s->count ? EINVAL : act(v, s, data);
	}
	if (s->count)
		return act(v, s, NULL);
	if (!(s->flags & ACT_TRIGGER))
		return EINVAL;
	vfu_irqs_forget(v); /* the whole index is disabled */
	for (unsigned int i = 0; i < v->cfg.msix_vectors; i++)
		vec_unset(&v->irqs[i]);
	return 0;
}

static int set_err(struct vfu *v, const struct set_irqs *s)
{
	if (!(s->flags & ACT_TRIGGER) || s->start || s->count > 1 ||
	    v->num_fds > s->count)
		return EINVAL;
	if (v->err_fd >= 0)
		close(v->err_fd);
	v->err_fd = v->num_fds ? take_fd(v, 0) : -1;
	return 0;
}

static bool one_bit(uint32_t v)
{
	return v && !(v & (v - 1));
}

int vfu_set_irqs(struct vfu *v, const void *payload, size_t len)
{
	struct set_irqs s;

	if (len < sizeof(s))
		return EINVAL;
	memcpy(&s, payload, sizeof(s));
	if (!one_bit(s.flags & DATA_TYPES) || !one_bit(s.flags & ACT_TYPES))
		return EINVAL;
	switch (s.index) {
	case IRQ_MSIX:
		return set_msix(v, &s, (const uint8_t *)payload + sizeof(s),
				len - sizeof(s));
	case IRQ_ERR:
		return set_err(v, &s);
	default:
		return s.count ? EINVAL : 0;
	}
}
