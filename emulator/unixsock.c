// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * Listening UNIX sockets. Who reaches one of ours controls the virtual
 * machine's adapter, so none is made where other users could connect to it.
 */
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "unixsock.h"

static char text[PATH_MAX + 160];

static const char *say(const char *what)
{
	snprintf(text, sizeof(text), "%s: %s", what, strerror(errno));
	return text;
}

/* The directory of @path is there and private; NULL or what is wrong. */
static const char *directory_check(const char *path)
{
	const char *slash = strrchr(path, '/');
	char dir[PATH_MAX] = ".";
	struct stat st;

	if (slash)
		snprintf(dir, sizeof(dir), "%.*s",
			 slash == path ? 1 : (int)(slash - path), path);
	if (mkdir(dir, 0700) < 0 && errno != EEXIST)
		return say("cannot make its directory");
	if (stat(dir, &st) < 0)
		return say("cannot use its directory");
	if (!S_ISDIR(st.st_mode))
		return "its directory is a file; name a path in a directory";
	if (st.st_mode & 0077) {
		snprintf(text, sizeof(text),
			 "other users can enter %.200s; use a directory of mode 0700",
			 dir);
		return text;
	}
	return NULL;
}

/* Remove a socket that nobody serves any more; NULL or what is wrong. */
static const char *stale_remove(const struct sockaddr_un *addr, int type)
{
	struct stat st;
	int fd, err;

	if (lstat(addr->sun_path, &st) < 0)
		return NULL;
	if (!S_ISSOCK(st.st_mode))
		return "a file of that name exists; remove it or take another name";
	fd = socket(AF_UNIX, type | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	if (fd < 0)
		return say("cannot make a socket");
	err = connect(fd, (const struct sockaddr *)addr, sizeof(*addr)) < 0 ?
	      errno : 0;
	close(fd);
	if (err != ECONNREFUSED)
		return "another program listens there; end it or take another name";
	if (unlink(addr->sun_path) < 0)
		return say("cannot remove the old socket");
	return NULL;
}

int unix_listen(const char *path, int type, const char **why)
{
	struct sockaddr_un addr = { .sun_family = AF_UNIX };
	int fd;

	if (!*path || strlen(path) >= sizeof(addr.sun_path)) {
		*why = "a socket path has 1 to 107 bytes; take a shorter one";
		return -1;
	}
	memcpy(addr.sun_path, path, strlen(path) + 1);
	*why = directory_check(path);
	if (!*why)
		*why = stale_remove(&addr, type);
	if (*why)
		return -1;
	fd = socket(AF_UNIX, type | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	if (fd < 0) {
		*why = say("cannot make a socket");
		return -1;
	}
	if (bind(fd, (struct sockaddr *)&addr, sizeof(addr)) < 0) {
		*why = say("cannot make the socket file");
		close(fd);
		return -1;
	}
	if (chmod(path, 0600) < 0 || listen(fd, 4) < 0) {
		*why = say("cannot listen");
		unix_unlisten(fd, path);
		return -1;
	}
	return fd;
}

void unix_unlisten(int fd, const char *path)
{
	if (fd < 0)
		return;
	close(fd);
	unlink(path);
}
