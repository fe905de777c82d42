/* SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause */
/* Copyright (c) 2026 mana-backport contributors */
#ifndef _BP_LINUX_STDDEF_H
#define _BP_LINUX_STDDEF_H

#include <compat_config.h>
#include_next <linux/stddef.h>

/* Known to gcc 15 and clang 20 only; before, a note to the reader. */
#ifdef BP_OLD_COUNTED_BY
#define __counted_by(member)
#endif

/* The empty struct lets a flexible array stand in a union or stand alone. */
#ifdef BP_OLD_FLEX_ARRAY
#define DECLARE_FLEX_ARRAY(type, name) \
	struct { \
		struct { } bp_empty_ ## name; \
		type name[]; \
	}
#endif

#ifdef BP_OLD_STRUCT_GROUP
#define struct_group(name, members...) \
	union { \
		struct { members }; \
		struct { members } name; \
	}
#endif

#endif /* _BP_LINUX_STDDEF_H */
