/* SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause */
/* Copyright (c) 2026 mana-backport contributors */
#ifndef _BP_LINUX_DEVICE_H
#define _BP_LINUX_DEVICE_H

#include <compat_config.h>
#include_next <linux/device.h>

/* Lost: the reason of a deferral is not shown in debugfs. */
#ifdef BP_OLD_DEV_ERR_PROBE
#define dev_err_probe(dev, err, fmt, ...) \
({ \
	int bp_err = (err); \
	if (bp_err != -EPROBE_DEFER) \
		dev_err(dev, "error %pe: " fmt, ERR_PTR(bp_err), \
			##__VA_ARGS__); \
	bp_err; \
})
#endif

#endif /* _BP_LINUX_DEVICE_H */
