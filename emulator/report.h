/* SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause */
/* Copyright (c) 2026 mana-backport contributors */
#ifndef EMU_REPORT_H
#define EMU_REPORT_H

#include "emu.h"
#include "net/wire.h"

/**
 * report_make() - the report of the run so far: the model's and the wires'
 * @dev: model
 * @wires: its wires
 *
 * Return: JSON object.
 */
json_t *report_make(struct mana_dev *dev, const struct wires *wires);

/**
 * report_write() - write the report to a file, at once or not at all
 * @report: from report_make()
 * @path: file; replaced only when everything is written
 *
 * Return: 0, or -1 with errno set.
 */
int report_write(const json_t *report, const char *path);

#endif /* EMU_REPORT_H */
