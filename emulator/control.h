/* SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause */
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * Control socket: one JSON object a line each way, one client at a time. Bad
 * input is answered, never fatal.
 */
#ifndef EMU_CONTROL_H
#define EMU_CONTROL_H

#include "emu.h"

struct control;

/* NULL when the socket cannot be made (errno). */
struct control *control_new(const char *path, struct mana_dev *dev);
void control_free(struct control *c);
int control_fd(const struct control *c);
void control_dispatch(struct control *c);
/* Answer one line; the caller frees the text (tests). */
char *control_answer(struct mana_dev *dev, const char *line);

#endif /* EMU_CONTROL_H */
