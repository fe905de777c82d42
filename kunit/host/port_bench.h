/* SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause */
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * What the cases of a port have in common: the port, and what the log says of
 * things that are done together.
 */
#ifndef _MANA_KUNIT_PORT_BENCH_H
#define _MANA_KUNIT_PORT_BENCH_H

#include <port.h>

/* The log of what is done together: to end a set, to put one to work, */
#define PORT_STOPPED(set) \
	"freeze" set " unpublish grace unsteer" set " fence" set " destroy" set " free" set
#define PORT_STARTED(set, num) \
	"create" set " real" num ":" num " steer" set " publish bql"
/* to hand over from one to another, and what follows when that is in use. */
#define PORT_FROZEN(old, new) "steer" new " freeze" old " retire" old
#define PORT_THAWN(new, old) "thaw" new " grace fence" old " destroy" old " free" old

/* A set that the device does not steer to; between, what holds is said again. */
#define PORT_REFUSED(set, between) \
	"!steer" set " " between "fence" set " destroy" set " free" set

static struct mana_port *port;

static int port_init(struct kunit *test)
{
	below_init();
	return 0;
}

static void port_open(struct kunit *test)
{
	port = below_opened(test);
}

#endif /* _MANA_KUNIT_PORT_BENCH_H */
