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

#include <jansson.h>
#include <poll.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Frames that wait for an outside end before more are dropped. */
#define WIRE_QUEUE 256u

struct wires;

/**
 * typedef wire_rx_fn - a frame reaches a port
 * @arg: as given to wires_new()
 * @port: the port
 * @frame: Ethernet frame without FCS; copied by the callee, which only notes
 *	it (called from within wires_tx() when the wire joins two ports: the
 *	bounded queue of that direction is the receiving port's)
 * @len: bytes
 */
typedef void (*wire_rx_fn)(void *arg, unsigned int port, const void *frame,
			   size_t len);

/**
 * wires_new() - no wires yet
 * @num_ports: ports of the adapter, at least 1
 * @rx: where frames go
 * @arg: its first argument
 *
 * Return: the set of wires, or NULL when out of memory.
 */
struct wires *wires_new(unsigned int num_ports, wire_rx_fn rx, void *arg);

/**
 * wires_free() - unplug everything, finish the captures
 * @ws: wires, or NULL
 */
void wires_free(struct wires *ws);

/**
 * wires_add() - plug one in
 * @ws: wires
 * @spec: "A:B", "A:unix=PATH" or "A:tap=IFNAME"; must outlive the wires
 *
 * Return: NULL, or a sentence that says what is wrong with it.
 */
const char *wires_add(struct wires *ws, const char *spec);

/**
 * wires_capture() - capture every wire to DIR/wire<N>.pcap (nanoseconds)
 * @ws: wires, all plugged in
 * @dir: directory
 *
 * Return: NULL, or a sentence that says what is wrong.
 */
const char *wires_capture(struct wires *ws, const char *dir);

/**
 * wires_tx() - a frame leaves a port
 * @ws: wires
 * @port: from where
 * @frame: Ethernet frame without FCS; copied
 * @len: bytes
 *
 * Never waits: what the far end does not take is queued, then dropped.
 */
void wires_tx(struct wires *ws, unsigned int port, const void *frame,
	      size_t len);

/**
 * wires_poll() - what to poll for
 * @ws: wires
 * @p: filled
 * @max: room in @p
 *
 * Return: how many were filled.
 */
unsigned int wires_poll(const struct wires *ws, struct pollfd *p,
			unsigned int max);

/**
 * wires_dispatch() - serve the outside ends: accept, send, receive
 * @ws: wires
 * @budget: most frames to take from each
 */
void wires_dispatch(struct wires *ws, unsigned int budget);

/**
 * wires_flush() - write out what was captured; for a moment of rest
 * @ws: wires
 */
void wires_flush(struct wires *ws);

/**
 * wires_report() - counters of each wire
 * @ws: wires
 *
 * Return: JSON array; frames and drops in both directions, seen from the
 * first port of the wire.
 */
json_t *wires_report(const struct wires *ws);

#endif /* WIRE_H */
