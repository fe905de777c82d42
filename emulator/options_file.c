// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * The configuration file: options of the command line, one a line.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "options.h"

/* No file that means well is longer. */
#define MAX_TEXT 65536u

/**
 * struct options_file - a file that was read
 * @next: one that was read before
 * @text: what it says, cut into words
 */
struct options_file {
	struct options_file *next;
	char text[MAX_TEXT];
};

void options_free(struct options *o)
{
	while (o->files) {
		struct options_file *next = o->files->next;

		free(o->files);
		o->files = next;
	}
}

static struct options_file *file_load(struct options *o, const char *path)
{
	struct options_file *f = calloc(1, sizeof(*f));
	FILE *in = f ? fopen(path, "r") : NULL;
	size_t n = 0;

	if (in) {
		n = fread(f->text, 1, MAX_TEXT, in);
		if (ferror(in))
			n = MAX_TEXT;
		fclose(in);
	}
	if (!in || n == MAX_TEXT) {
		options_wrong(o, "--config %s: %s", path,
			      in ? "not a text file of less than 64 KiB" :
			      strerror(errno));
		free(f);
		return NULL;
	}
	f->next = o->files;
	o->files = f;
	return f;
}

/* Cut what is blank off both ends. */
static char *trim(char *s)
{
	size_t len;

	s += strspn(s, " \t\r");
	len = strlen(s);
	while (len && strchr(" \t\r", s[len - 1]))
		s[--len] = '\0';
	return s;
}

static int line_read(struct options *o, char *line)
{
	char *name, *value;
	bool joined;

	line[strcspn(line, "#")] = '\0';
	name = trim(line);
	if (!*name)
		return 0;
	value = name + strcspn(name, " \t=");
	if (!*value)
		return options_set(o, name, NULL);
	joined = *value == '=';
	*value++ = '\0';
	value += strspn(value, " \t");
	/* "NAME = VALUE" too; a value may hold '=' */
	if (!joined && *value == '=')
		value++;
	return options_set(o, name, trim(value));
}

int options_read_file(struct options *o, const char *path)
{
	struct options_file *f = file_load(o, path);
	char *line, *next;
	int err = f ? 0 : -1;

	for (line = f ? f->text : NULL; line && !err; line = next) {
		next = strchr(line, '\n');
		if (next)
			*next++ = '\0';
		o->file = path;
		o->line++;
		err = line_read(o, line);
	}
	o->file = NULL;
	o->line = 0;
	return err;
}
