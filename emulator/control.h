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
#include "net/wire.h"

/* Longest line of a client, newline included. */
#define CONTROL_LINE 4096u

struct control;

/**
 * control_new() - serve the clients of a listening socket, one after the other
 * @listen_fd: non-blocking AF_UNIX SOCK_STREAM socket; stays the caller's
 * @dev: the model that is controlled
 * @wires: its wires, for the report
 *
 * Return: the server, or NULL when out of memory.
 */
struct control *control_new(int listen_fd, struct mana_dev *dev,
			    const struct wires *wires);

/**
 * control_free() - drop the client, if any, and the server
 * @c: server, or NULL
 */
void control_free(struct control *c);

/**
 * control_fd() - the descriptor to poll
 * @c: server
 */
int control_fd(const struct control *c);

/**
 * control_events() - what to poll it for
 * @c: server
 *
 * No further command is read while an answer waits for room.
 *
 * Return: poll() events.
 */
short control_events(const struct control *c);

/**
 * control_dispatch() - accept, read, answer; never waits
 * @c: server
 */
void control_dispatch(struct control *c);

#endif /* EMU_CONTROL_H */
