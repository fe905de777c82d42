/* SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause */
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * What layers 0-1, their suites and the KUnit core need of the kernel, for the
 * user-space build. mk/kunit.mk makes a <linux/NAME.h> of it for each header
 * they include. Little-endian 64-bit hosts only.
 */
#ifndef _MANA_KUNIT_HOST_H
#define _MANA_KUNIT_HOST_H

#include <asm/errno.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "little-endian host");

/* types */
typedef uint8_t u8;
typedef uint16_t u16;
typedef uint32_t u32;
typedef uint64_t u64;
typedef int8_t s8;
typedef int16_t s16;
typedef int32_t s32;
typedef int64_t s64;
typedef uint8_t __u8;
typedef uint16_t __u16, __le16, __be16;
typedef uint32_t __u32, __le32, __be32;
typedef uint64_t __u64, __le64, __be64;
typedef u64 dma_addr_t;
typedef unsigned int gfp_t;

/* compiler */
#define __printf(a, b) __attribute__((format(printf, a, b)))
#define __noreturn __attribute__((noreturn))
#define __packed __attribute__((packed))
#define __aligned(n) __attribute__((aligned(n)))
#undef __always_inline
#define __always_inline inline __attribute__((always_inline))
#define __maybe_unused __attribute__((unused))
#define __must_check __attribute__((warn_unused_result))
#define __init
#define __exit __maybe_unused
#define __iomem
#define __force
#define fallthrough __attribute__((fallthrough))
#define likely(x) __builtin_expect(!!(x), 1)
#define unlikely(x) __builtin_expect(!!(x), 0)
#define READ_ONCE(x) (*(const volatile typeof(x) *)&(x))
#define WRITE_ONCE(x, v) (*(volatile typeof(x) *)&(x) = (v))
#define barrier() __asm__ __volatile__("" : : : "memory")
#define dma_wmb() barrier()
#define dma_rmb() barrier()
#define wmb() barrier()

/* build-time checks */
#define static_assert_(expr, text, ...) _Static_assert(expr, text)
#undef static_assert
#define static_assert(expr, ...) static_assert_(expr, ##__VA_ARGS__, #expr)
#define BUILD_BUG_ON(cond) _Static_assert(!(cond), #cond)

/* bits and numbers */
#define BITS_PER_LONG 64
#define BIT(n) (1UL << (n))
#define BIT_ULL(n) (1ULL << (n))
#define GENMASK(h, l) ((~0UL << (l)) & (~0UL >> (63 - (h))))
#define GENMASK_ULL(h, l) GENMASK(h, l)
#define FIELD_MAX(mask) ((mask) >> __builtin_ctzll(mask))
#define FIELD_PREP(mask, v) \
	((typeof(mask))(((typeof(mask))(v) << __builtin_ctzll(mask)) & (mask)))
#define FIELD_GET(mask, v) \
	((typeof(mask))(((v) & (mask)) >> __builtin_ctzll(mask)))
#define FIELD_FIT(mask, v) (!(((typeof(mask))(v)) & ~FIELD_MAX(mask)))
#define ARRAY_SIZE(a) (sizeof(a) / sizeof((a)[0]))
#define ALIGN(x, a) (((x) + ((typeof(x))(a) - 1)) & ~((typeof(x))(a) - 1))
#define ALIGN_DOWN(x, a) ((x) & ~((typeof(x))(a) - 1))
#define IS_ALIGNED(x, a) (!((x) & ((typeof(x))(a) - 1)))
#define div_u64(n, d) ((u64)(n) / (u32)(d))
#define DIV_ROUND_UP(n, d) (((n) + (d) - 1) / (d))
#define struct_size(p, m, n) (sizeof(*(p)) + (n) * sizeof((p)->m[0]))
#define offsetofend(t, m) (offsetof(t, m) + sizeof(((t *)0)->m))
#define sizeof_field(t, m) sizeof(((t *)0)->m)
#define container_of(p, t, m) ((t *)((char *)(p) - offsetof(t, m)))
#define struct_group(name, ...) \
	union { struct { __VA_ARGS__ }; struct { __VA_ARGS__ } name; }
#define is_power_of_2(n) ((n) && !((n) & ((n) - 1)))
#define ilog2(n) (63 - __builtin_clzll(n))
#define min(a, b) ({ typeof(a) a_ = (a); typeof(b) b_ = (b); \
		     a_ < b_ ? a_ : b_; })
#define max(a, b) ({ typeof(a) a_ = (a); typeof(b) b_ = (b); \
		     a_ > b_ ? a_ : b_; })
#define min_t(t, a, b) min((t)(a), (t)(b))
#define max_t(t, a, b) max((t)(a), (t)(b))
#define clamp_t(t, v, low, high) min_t(t, max_t(t, v, low), high)
#define U8_MAX UINT8_MAX
#define U16_MAX UINT16_MAX
#define U32_MAX UINT32_MAX
#define U64_MAX UINT64_MAX

/* byte order */
#define cpu_to_le16(x) ((__le16)(x))
#define cpu_to_le32(x) ((__le32)(x))
#define cpu_to_le64(x) ((__le64)(x))
#define le16_to_cpu(x) ((u16)(x))
#define le32_to_cpu(x) ((u32)(x))
#define le64_to_cpu(x) ((u64)(x))
#define cpu_to_be16(x) __builtin_bswap16(x)
#define be16_to_cpu(x) __builtin_bswap16(x)

/* Ethernet */
#define ETH_ALEN 6
#define ETH_HLEN 14
#define ether_addr_copy(to, from) memcpy(to, from, ETH_ALEN)
#define is_valid_ether_addr(a) \
	(!((a)[0] & 1) && ((a)[0] | (a)[1] | (a)[2] | (a)[3] | (a)[4] | (a)[5]))

/* devices, which layer 3 only speaks of */
struct device;
struct pci_dev;
#define dev_err(dev, ...) ((void)(dev))
#define dev_warn(dev, ...) ((void)(dev))

/* a doorbell page is memory here */
#define writeq(v, addr) (*(volatile u64 *)(addr) = (v))
#define readl(addr) (*(const volatile u32 *)(addr))

/* errors as pointers */
#define ERR_PTR(err) ((void *)(long)(err))
#define PTR_ERR(ptr) ((long)(ptr))
#define IS_ERR(ptr) ((unsigned long)(ptr) >= (unsigned long)-4095)
#define IS_ERR_OR_NULL(ptr) (!(ptr) || IS_ERR(ptr))

/* memory; ASan watches over it */
#define GFP_KERNEL 0
#define kmalloc(size, gfp) ((void)(gfp), malloc(size))
#define kzalloc(size, gfp) ((void)(gfp), calloc(1, size))
#define kfree(ptr) free((void *)(ptr))
#define kvzalloc kzalloc
#define kvfree kfree

/* printing */
#define KERN_INFO
#define printk printf
#define kbasename(path) \
	(strrchr(path, '/') ? strrchr(path, '/') + 1 : (path))

/* modules: every init is run by host/main.c */
void host_add_init(int (*init)(void));
#define module_init(fn)							\
	static void __attribute__((constructor)) host_init_##fn(void)	\
	{								\
		host_add_init(fn);					\
	}
#define module_exit(fn)
#define MODULE_DESCRIPTION(text)
#define MODULE_LICENSE(text)
#define EXPORT_SYMBOL_GPL(sym)

#endif /* _MANA_KUNIT_HOST_H */
