/* SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause */
/* Copyright (c) 2026 mana-backport contributors */
#ifndef UNIXSOCK_H
#define UNIXSOCK_H

/**
 * unix_listen() - listen on a UNIX socket that only this user can reach
 * @path: where; its directory is made with mode 0700 when it is missing, and
 *	must not be open to other users when it exists
 * @type: SOCK_STREAM or SOCK_SEQPACKET
 * @why: set to what is wrong and what to do, valid until the next call
 *
 * A socket that a dead program left behind is replaced; one that is in use,
 * and any other file, is left alone.
 *
 * Return: the non-blocking descriptor, or -1.
 */
int unix_listen(const char *path, int type, const char **why);

/**
 * unix_unlisten() - close a listening descriptor and remove its path
 * @fd: from unix_listen(); -1 does nothing
 * @path: the same path
 */
void unix_unlisten(int fd, const char *path);

#endif /* UNIXSOCK_H */
