// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * The report as a file. A reader that sees the file sees all of it.
 */
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <unistd.h>

#include "report.h"

json_t *report_make(struct mana_dev *dev, const struct wires *wires)
{
	json_t *report = mana_dev_report(dev);

	json_object_set_new(report, "wires", wires_report(wires));
	return report;
}

static int write_all(const json_t *report, const char *path)
{
	FILE *f = fopen(path, "w");
	int err;

	if (!f)
		return -1;
	err = json_dumpf(report, f, JSON_INDENT(1)) || fputc('\n', f) == EOF;
	err |= ferror(f);
	return fclose(f) || err ? -1 : 0;
}

int report_write(const json_t *report, const char *path)
{
	char part[PATH_MAX];

	if (snprintf(part, sizeof(part), "%s.part", path) >=
	    (int)sizeof(part)) {
		errno = ENAMETOOLONG;
		return -1;
	}
	if (write_all(report, part) || rename(part, path) < 0) {
		int err = errno;

		unlink(part);
		errno = err;
		return -1;
	}
	return 0;
}
