// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * Configuration space of an endpoint with a 64-bit BAR0, MSI-X in BAR4 and a
 * PCIe capability that offers FLR (vfio-user 8, device-behaviour 1).
 */
#include <string.h>

#include "internal.h"

#define PCI_COMMAND 0x04u
#define COMMAND_MEMORY 0x2u
#define PCI_BAR(n) (0x10u + 4u * (n))
#define CAP_MSIX 0x40u
#define CAP_EXP 0x50u
#define EXP_DEVCAP 4u
#define EXP_DEVCTL 8u
#define DEVCTL_FLR 0x8000u
#define DEVCAP_FLR (1u << 28)

static void put(uint8_t *at, uint64_t val, unsigned int bytes)
{
	for (unsigned int i = 0; i < bytes; i++)
		at[i] = (uint8_t)(val >> (8 * i));
}

uint64_t vfu_bar4_size(const struct vfu_config *cfg)
{
	uint64_t need = cfg->msix_vectors * 16u + cfg->msix_vectors / 8 + 8;
	uint64_t half = 4096;

	/* table in the lower half, PBA in the upper */
	while (half < need)
		half *= 2;
	return 2 * half;
}

static void bar64(struct vfu_pci *p, unsigned int n, uint64_t size)
{
	put(&p->data[PCI_BAR(n)], 0x4, 4);
	put(&p->mask[PCI_BAR(n)], ~(size - 1), 8);
}

void vfu_pci_init(struct vfu_pci *p, const struct vfu_config *cfg)
{
	uint8_t *d = p->data, *m = p->mask;

	memset(p, 0, sizeof(*p));
	p->msix_cap = CAP_MSIX;
	p->exp_cap = CAP_EXP;
	put(d + 0x00, cfg->vendor, 2);
	put(d + 0x02, cfg->device, 2);
	put(m + PCI_COMMAND, 0x0546, 2); /* memory, master, parity, SERR, INTx off */
	put(d + 0x06, 0x0010, 2);	 /* capability list */
	d[0x08] = cfg->revision;
	put(d + 0x09, cfg->class_code, 3);
	m[0x0c] = 0xff;
	bar64(p, 0, cfg->bar0_size);
	bar64(p, 4, vfu_bar4_size(cfg));
	d[0x34] = CAP_MSIX;
	m[0x3c] = 0xff;

	d[CAP_MSIX] = 0x11;
	d[CAP_MSIX + 1] = CAP_EXP;
	put(d + CAP_MSIX + 2, cfg->msix_vectors - 1, 2);
	put(m + CAP_MSIX + 2, 0xc000, 2);
	put(d + CAP_MSIX + 4, 4, 4);
	put(d + CAP_MSIX + 8, vfu_bar4_size(cfg) / 2 | 4, 4);

	d[CAP_EXP] = 0x10;
	put(d + CAP_EXP + 2, 0x0002, 2); /* endpoint, version 2 */
	put(d + CAP_EXP + EXP_DEVCAP, DEVCAP_FLR | 1, 4);
	put(m + CAP_EXP + EXP_DEVCTL, 0x7fff, 2);
	put(d + CAP_EXP + 12, 0x41, 4);	 /* x4, 2.5 GT/s */
	put(d + CAP_EXP + 18, 0x41, 2);
	memcpy(p->initial, d, sizeof(p->initial));
}

void vfu_pci_reset(struct vfu_pci *p)
{
	memcpy(p->data, p->initial, sizeof(p->data));
}

bool vfu_pci_write(struct vfu_pci *p, uint64_t off, const void *buf,
		   size_t len)
{
	const uint8_t *src = buf;
	bool flr = false;

	for (size_t i = 0; i < len; i++) {
		uint64_t at = off + i;

		if (at >= VFU_CONFIG_SIZE)
			break;
		if (at == p->exp_cap + EXP_DEVCTL + 1 &&
		    (src[i] & (DEVCTL_FLR >> 8)))
			flr = true;
		p->data[at] = (uint8_t)((p->data[at] & ~p->mask[at]) |
					(src[i] & p->mask[at]));
	}
	return flr;
}

void vfu_pci_read(const struct vfu_pci *p, uint64_t off, void *buf, size_t len)
{
	memset(buf, 0xff, len);
	if (off >= VFU_CONFIG_SIZE)
		return;
	if (len > VFU_CONFIG_SIZE - off)
		len = VFU_CONFIG_SIZE - off;
	memcpy(buf, p->data + off, len);
}

bool vfu_pci_mem_enabled(const struct vfu_pci *p)
{
	return p->data[PCI_COMMAND] & COMMAND_MEMORY;
}
