/* SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause */
/* Copyright (c) 2026 mana-backport contributors */
#ifndef _BP_LINUX_STRING_H
#define _BP_LINUX_STRING_H

#include <compat_config.h>
#include_next <linux/string.h>

#ifdef BP_OLD_MEMSET_AFTER
#define memset_after(obj, v, member) \
({ \
	u8 *bp_obj = (u8 *)(obj); \
	typeof(v) bp_v = (v); \
	memset(bp_obj + offsetofend(typeof(*(obj)), member), bp_v, \
	       sizeof(*(obj)) - offsetofend(typeof(*(obj)), member)); \
})
#endif

/*
 * The size may be left out when the target is an array. A macro is not expanded
 * again inside itself: the innermost strscpy is the kernel's function.
 */
#ifdef BP_OLD_STRSCPY
#define bp_strscpy_pick(dst, src, size, name, ...) name
#define bp_strscpy_2(dst, src, ...) \
	strscpy(dst, src, sizeof(dst) + \
		BUILD_BUG_ON_ZERO(__builtin_types_compatible_p(typeof(dst), \
							       char *)))
#define bp_strscpy_3(dst, src, size) strscpy(dst, src, size)
#define strscpy(...) \
	bp_strscpy_pick(__VA_ARGS__, bp_strscpy_3, \
			bp_strscpy_2, 0)(__VA_ARGS__)
#endif

#endif /* _BP_LINUX_STRING_H */
