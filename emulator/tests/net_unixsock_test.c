// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * Where listening sockets may be made, and what they may replace.
 */
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

#include "unixsock.h"

static char dir[32], path[64];

static int setup(void **state)
{
	(void)state;
	strcpy(dir, "/tmp/sock-test-XXXXXX");
	assert_non_null(mkdtemp(dir));
	snprintf(path, sizeof(path), "%s/s", dir);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	unlink(path);
	return rmdir(dir);
}

static void refused(const char *where, const char *word)
{
	const char *why = NULL;

	assert_int_equal(unix_listen(where, SOCK_STREAM, &why), -1);
	assert_non_null(why);
	assert_non_null(strstr(why, word));
}

static void made_and_removed(void **state)
{
	const char *why;
	struct stat st;
	int fd = unix_listen(path, SOCK_STREAM, &why);

	(void)state;
	assert_true(fd >= 0);
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	assert_true(fcntl(fd, F_GETFL) & O_NONBLOCK);
	assert_true(fcntl(fd, F_GETFD) & FD_CLOEXEC);
	unix_unlisten(fd, path);
	assert_int_equal(access(path, F_OK), -1);
	unix_unlisten(-1, NULL);
}

static void directory_is_made(void **state)
{
	char deep[96];
	const char *why;
	struct stat st;
	int fd;

	(void)state;
	snprintf(deep, sizeof(deep), "%s/new/s", dir);
	fd = unix_listen(deep, SOCK_STREAM, &why);
	assert_true(fd >= 0);
	unix_unlisten(fd, deep);
	*strrchr(deep, '/') = '\0';
	assert_int_equal(stat(deep, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0700);
	rmdir(deep);
	snprintf(deep, sizeof(deep), "%s/no/such/s", dir);
	refused(deep, "directory");
}

static void open_directories_are_refused(void **state)
{
	static const mode_t open_modes[] = { 0701, 0710, 0720, 0755, 0777 };

	(void)state;
	for (size_t i = 0; i < sizeof(open_modes) / sizeof(open_modes[0]); i++) {
		chmod(dir, open_modes[i]);
		refused(path, "0700");
	}
	refused("/a-socket-in-the-root", "0700");
	chmod(dir, 0700);
}

static void files_are_left_alone(void **state)
{
	char buf[8];
	int fd = open(path, O_CREAT | O_RDWR, 0600);

	(void)state;
	assert_int_equal(write(fd, "keep me", 8), 8);
	refused(path, "exists");
	assert_int_equal(pread(fd, buf, 8, 0), 8);
	assert_string_equal(buf, "keep me");
	assert_int_equal(access(path, F_OK), 0);
	close(fd);
}

static void dead_sockets_are_replaced(void **state)
{
	const char *why;
	int fd = unix_listen(path, SOCK_STREAM, &why);

	(void)state;
	close(fd); /* as after a crash */
	fd = unix_listen(path, SOCK_SEQPACKET, &why);
	assert_true(fd >= 0);
	unix_unlisten(fd, path);
}

static void live_sockets_are_not(void **state)
{
	const char *why;
	int fd = unix_listen(path, SOCK_STREAM, &why);

	(void)state;
	refused(path, "another program");
	assert_int_equal(access(path, F_OK), 0);
	unix_unlisten(fd, path);
}

static void lengths(void **state)
{
	char longest[120];

	(void)state;
	refused("", "107");
	memset(longest, 'x', sizeof(longest));
	longest[108] = '\0';
	refused(longest, "107");
}

#define SOCK(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		SOCK(made_and_removed), SOCK(directory_is_made),
		SOCK(open_directories_are_refused), SOCK(files_are_left_alone),
		SOCK(dead_sockets_are_replaced), SOCK(live_sockets_are_not),
		SOCK(lengths),
	};

	return cmocka_run_group_tests_name("net_unixsock", tests, NULL, NULL);
}
