/* SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause */
/* Copyright (c) 2026 mana-backport contributors */
#ifndef _BP_NET_PAGE_POOL_HELPERS_H
#define _BP_NET_PAGE_POOL_HELPERS_H

#include <compat_config.h>
#ifndef BP_OLD_PP_HEADERS
#include_next <net/page_pool/helpers.h>
#endif
#include <bp/page_pool.h>

#endif /* _BP_NET_PAGE_POOL_HELPERS_H */
