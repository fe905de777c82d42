/* SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause */
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * Wires: what the ports of the adapter are plugged into. A wire joins two
 * ports, or a port and a UNIX SOCK_SEQPACKET peer (one frame a message), or a
 * port and a TAP interface. Each can be captured to a pcap file.
 */
#ifndef WIRE_H
#define WIRE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct wires;

/* A frame reaches @port; called from wires_tx() and wires_dispatch(). */
typedef void (*wire_rx_fn)(void *arg, unsigned int port, const void *frame,
			   size_t len);

struct wires *wires_new(unsigned int num_ports, wire_rx_fn rx, void *arg);
void wires_free(struct wires *ws);
/*
 * "A:B", "A:unix=PATH" or "A:tap=IFNAME". NULL, or a sentence that says what
 * is wrong with it.
 */
const char *wires_add(struct wires *ws, const char *spec);
/* Capture every wire to DIR/wire<N>.pcap; NULL or a sentence. */
const char *wires_capture(struct wires *ws, const char *dir);
/* A frame leaves @port. */
void wires_tx(struct wires *ws, unsigned int port, const void *frame,
	      size_t len);
/* Descriptors to poll for input; returns how many (at most @max). */
unsigned int wires_fds(const struct wires *ws, int *fds, unsigned int max);
/* Take what arrived at outside ends, at most @budget frames. */
void wires_dispatch(struct wires *ws, unsigned int budget);
/* Frames dropped because an outside end did not take them. */
uint64_t wires_dropped(const struct wires *ws);

#endif /* WIRE_H */
