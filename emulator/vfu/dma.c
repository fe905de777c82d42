// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * The IOVA table: DMA_MAP and DMA_UNMAP (vfio-user 4). QEMU cuts one file into
 * many mappings and shuffles them while the firmware runs, so each file is
 * mapped once and kept; the mappings are only ranges of it.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "internal.h"

/* The file behind @fd, mapped whole. NULL: not mappable (errno set). */
static struct vfu_file *file_get(struct vfu_dma *d, int fd)
{
	struct vfu_file *f, *grown;
	struct stat st;
	void *base;

	if (fstat(fd, &st) < 0)
		return NULL;
	for (size_t i = 0; i < d->num_files; i++) {
		f = &d->files[i];
		if (f->dev == st.st_dev && f->ino == st.st_ino)
			return f;
	}
	if (st.st_size <= 0) {
		errno = EINVAL;
		return NULL;
	}
	base = mmap(NULL, (size_t)st.st_size, PROT_READ | PROT_WRITE,
		    MAP_SHARED, fd, 0);
	if (base == MAP_FAILED)
		return NULL;
	grown = realloc(d->files, (d->num_files + 1) * sizeof(*grown));
	if (!grown) {
		munmap(base, (size_t)st.st_size);
		errno = ENOMEM;
		return NULL;
	}
	d->files = grown;
	f = &grown[d->num_files++];
	f->dev = st.st_dev;
	f->ino = st.st_ino;
	f->base = base;
	f->len = (uint64_t)st.st_size;
	return f;
}

/* Index of the first mapping that ends after @iova. */
static size_t map_find(const struct vfu_dma *d, uint64_t iova)
{
	size_t lo = 0, hi = d->num_maps;

	while (lo < hi) {
		size_t mid = (lo + hi) / 2;
		const struct vfu_map *m = &d->maps[mid];

		if (m->iova + (m->len - 1) < iova)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

int vfu_dma_map(struct vfu_dma *d, uint32_t flags, uint64_t offset,
		uint64_t iova, uint64_t len, int fd)
{
	struct vfu_map *m;
	uint8_t *ptr = NULL;
	size_t at;

	if (!len || iova + (len - 1) < iova)
		return EINVAL;
	at = map_find(d, iova);
	if (at < d->num_maps && d->maps[at].iova <= iova + (len - 1))
		return EEXIST;
	if (fd >= 0) {
		struct vfu_file *f = file_get(d, fd);

		if (!f)
			return errno ? errno : EINVAL;
		if (offset > f->len || f->len - offset < len)
			return EINVAL;
		ptr = f->base + offset;
	}
	if (d->num_maps == d->cap_maps) {
		size_t cap = d->cap_maps ? 2 * d->cap_maps : 64;

		m = realloc(d->maps, cap * sizeof(*m));
		if (!m)
			return ENOMEM;
		d->maps = m;
		d->cap_maps = cap;
	}
	m = &d->maps[at];
	memmove(m + 1, m, (d->num_maps - at) * sizeof(*m));
	d->num_maps++;
	*m = (struct vfu_map){ .iova = iova, .len = len, .ptr = ptr,
			       .flags = flags & 3 };
	return 0;
}

int vfu_dma_unmap(struct vfu_dma *d, uint32_t flags, uint64_t iova,
		  uint64_t len)
{
	uint64_t last;
	size_t kept = 0;

	/* a blanket range may reach 2^64, or wrap there (vfio-user 4) */
	last = !len || iova + (len - 1) < iova ? UINT64_MAX : iova + (len - 1);
	if (flags & 2) {
		iova = 0;
		last = UINT64_MAX;
	}
	for (size_t i = 0; i < d->num_maps; i++) {
		struct vfu_map *m = &d->maps[i];

		if (m->iova >= iova && m->iova + (m->len - 1) <= last)
			continue;
		d->maps[kept++] = *m;
	}
	d->num_maps = kept;
	return 0;
}

void vfu_dma_clear(struct vfu_dma *d)
{
	for (size_t i = 0; i < d->num_files; i++)
		munmap(d->files[i].base, d->files[i].len);
	free(d->files);
	free(d->maps);
	memset(d, 0, sizeof(*d));
}

uint8_t *vfu_dma_ptr(struct vfu_dma *d, uint64_t iova, size_t *len,
		     uint32_t need)
{
	struct vfu_map *m;
	uint64_t room;
	size_t at = d->last;

	if (at >= d->num_maps || iova < d->maps[at].iova ||
	    iova - d->maps[at].iova >= d->maps[at].len)
		at = map_find(d, iova);
	if (at >= d->num_maps)
		return NULL;
	m = &d->maps[at];
	if (iova < m->iova || !m->ptr || (m->flags & need) != need)
		return NULL;
	d->last = at;
	room = m->len - (iova - m->iova);
	if (*len > room)
		*len = (size_t)room;
	return m->ptr + (iova - m->iova);
}
