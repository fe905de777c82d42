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

#define DMA_UNMAP_ALL 2u

/* Map the file whole, for reading only if that is all the client allows. */
static int file_map(struct vfu_file *f, int fd)
{
	void *base = mmap(NULL, f->len, PROT_READ | PROT_WRITE, MAP_SHARED, fd,
			  0);

	f->read_only = base == MAP_FAILED && errno == EACCES;
	if (f->read_only)
		base = mmap(NULL, f->len, PROT_READ, MAP_SHARED, fd, 0);
	if (base == MAP_FAILED)
		return errno;
	f->base = base;
	return 0;
}

/*
 * The file behind @fd, mapped. One that has grown since is mapped again: the
 * ranges in use keep the old place. NULL with *@err set.
 */
static const struct vfu_file *file_get(struct vfu_dma *d, int fd, int *err)
{
	struct vfu_file f = { 0 }, *grown;
	struct stat st;

	*err = EINVAL;
	if (fstat(fd, &st) < 0 || st.st_size <= 0)
		return NULL;
	f.dev = st.st_dev;
	f.ino = st.st_ino;
	f.len = (uint64_t)st.st_size;
	for (size_t i = 0; i < d->num_files; i++) {
		const struct vfu_file *had = &d->files[i];

		if (had->dev == f.dev && had->ino == f.ino &&
		    had->len >= f.len)
			return had;
	}
	*err = ENOMEM;
	grown = realloc(d->files, (d->num_files + 1) * sizeof(*grown));
	if (!grown)
		return NULL;
	d->files = grown;
	*err = file_map(&f, fd);
	if (*err)
		return NULL;
	grown[d->num_files] = f;
	return &grown[d->num_files++];
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

/* Put a range in at @at; 0 or an errno. */
static int map_insert(struct vfu_dma *d, size_t at, const struct vfu_map *map)
{
	struct vfu_map *m;

	if (d->num_maps == VFU_MAX_MAPS)
		return ENOSPC;
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
	*m = *map;
	d->num_maps++;
	return 0;
}

int vfu_dma_map(struct vfu_dma *d, uint32_t flags, uint64_t offset,
		uint64_t iova, uint64_t len, int fd)
{
	struct vfu_map m = { .iova = iova, .len = len,
			     .flags = flags & (VFU_DMA_READ | VFU_DMA_WRITE) };
	const struct vfu_file *f;
	size_t at;
	int err;

	if (!len || iova + (len - 1) < iova)
		return EINVAL;
	at = map_find(d, iova);
	if (at < d->num_maps && d->maps[at].iova <= iova + (len - 1))
		return EEXIST;
	if (fd >= 0) {
		f = file_get(d, fd, &err);
		if (!f)
			return err;
		if (offset > f->len || f->len - offset < len)
			return EINVAL;
		if (f->read_only && (flags & VFU_DMA_WRITE))
			return EACCES;
		m.ptr = f->base + offset;
	}
	err = map_insert(d, at, &m);
	d->mapped += !err;
	return err;
}

int vfu_dma_unmap(struct vfu_dma *d, uint32_t flags, uint64_t iova,
		  uint64_t len)
{
	uint64_t last = iova + (len - 1);
	size_t from, to;

	if (flags & DMA_UNMAP_ALL) {
		d->unmapped += d->num_maps;
		d->num_maps = 0;
		return 0;
	}
	if (!len && iova)
		return EINVAL;
	/* a blanket range may wrap (vfio-user 4): it ends at 2^64 then */
	if (last < iova)
		last = UINT64_MAX;
	from = map_find(d, iova);
	if (from < d->num_maps && d->maps[from].iova < iova)
		from++;
	to = from;
	while (to < d->num_maps &&
	       d->maps[to].iova + (d->maps[to].len - 1) <= last)
		to++;
	if (to > from)
		memmove(&d->maps[from], &d->maps[to],
			(d->num_maps - to) * sizeof(*d->maps));
	d->num_maps -= to - from;
	d->unmapped += to - from;
	return 0;
}

void vfu_dma_clear(struct vfu_dma *d)
{
	for (size_t i = 0; i < d->num_files; i++)
		munmap(d->files[i].base, d->files[i].len);
	free(d->files);
	free(d->maps);
	*d = (struct vfu_dma){ .mapped = d->mapped, .unmapped = d->unmapped };
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

static int dma_copy(struct vfu *v, uint64_t iova, uint8_t *buf, size_t len,
		    bool write)
{
	if (!vfu_dma_ok(v, iova, len, write))
		return -EFAULT;
	while (len) {
		size_t n = len;
		uint8_t *guest = vfu_dma_ptr(&v->dma, iova, &n,
					     write ? VFU_DMA_WRITE : VFU_DMA_READ);

		if (write)
			memcpy(guest, buf, n);
		else
			memcpy(buf, guest, n);
		iova += n;
		buf += n;
		len -= n;
	}
	return 0;
}

void vfu_dma_counts(const struct vfu *v, uint64_t *mapped, uint64_t *unmapped)
{
	*mapped = v->dma.mapped;
	*unmapped = v->dma.unmapped;
}

int vfu_dma_read(struct vfu *v, uint64_t iova, void *buf, size_t len)
{
	return dma_copy(v, iova, buf, len, false);
}

int vfu_dma_write(struct vfu *v, uint64_t iova, const void *buf, size_t len)
{
	return dma_copy(v, iova, (uint8_t *)(uintptr_t)buf, len, true);
}

bool vfu_dma_ok(struct vfu *v, uint64_t iova, uint64_t len, bool write)
{
	uint32_t need = write ? VFU_DMA_WRITE : VFU_DMA_READ;

	if (len && iova + (len - 1) < iova)
		return false;
	while (len) {
		size_t n = (size_t)len;

		if (!vfu_dma_ptr(&v->dma, iova, &n, need))
			return false;
		iova += n;
		len -= n;
	}
	return true;
}
