/* SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause */
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * Faults on purpose: match something the device is about to do, do something
 * else (device-behaviour 12). A rule is one line of text:
 *
 *	POINT[,MATCH]...:ACTION[,ACTION]...
 *
 * rules are joined by ';', and a name of the table (F-34b) stands for its
 * rules; MATCHes behind it narrow them (F-17a,code=link). `mana-emu
 * --help-faults` prints the words, names.c the table.
 */
#ifndef EMU_FAULT_H
#define EMU_FAULT_H

#include "emu.h"

struct emu_cq;
struct emu_eq;
struct emu_wq;
struct emu_wqe;
struct faults;

/* ---- arming, from the command line and the control socket ---- */

/**
 * fault_arm() - arm a named fault or rules
 * @dev: model
 * @text: "F-34b", or rules
 * @id: number to disarm it by, or NULL
 *
 * Return: NULL, or a sentence that says what is wrong; then nothing is armed.
 */
const char *fault_arm(struct mana_dev *dev, const char *text,
		      unsigned int *id);

/**
 * fault_disarm() - forget faults; what they delayed still comes
 * @dev: model
 * @id: of fault_arm(), 0 for all
 *
 * A device that one of them made to vanish is back.
 *
 * Return: how many rules were forgotten.
 */
unsigned int fault_disarm(struct mana_dev *dev, unsigned int id);

/**
 * fault_report() - every rule since the start: how often it matched and fired
 * @dev: model
 *
 * Return: a JSON array.
 */
json_t *fault_report(const struct mana_dev *dev);

/**
 * fault_fired() - how often any fault was done
 * @dev: model
 *
 * Return: their number since the start.
 */
uint64_t fault_fired(const struct mana_dev *dev);

/* Print the named faults, and the words of the language. */
void fault_list(void);
/* The named faults for programs: a JSON array of objects. */
json_t *fault_catalogue(void);
void fault_help(void);

/* ---- the life of it, called by the model ---- */

struct faults *fault_new(void);
void fault_free(struct faults *fs);
/* All that was delayed is forgotten: the function was reset. */
void fault_reset(struct mana_dev *dev);
/* Do what is due; true when more is due at once. */
bool fault_work(struct mana_dev *dev);
/* Nanoseconds until then; UINT64_MAX: never. */
uint64_t fault_next_ns(struct mana_dev *dev);
/* The function does not answer at all. */
bool fault_gone(const struct mana_dev *dev);
/* No queue is served. */
bool fault_paused(const struct mana_dev *dev);

/* ---- hooks: each stands where one kind of thing happens ---- */

/* A request was taken from the channel; true: it is lost. */
bool fault_request(struct mana_dev *dev, uint8_t *msg, size_t len);
/* The answer to @msg is ready in the channel; true: it does not go now. */
bool fault_answer(struct mana_dev *dev, const uint8_t *msg, size_t len);
/* Completions to write in the place of @entry, whose owner bits count laps
 * from the right one; 0: none now. */
unsigned int fault_cqe(struct mana_dev *dev, struct emu_cq *cq,
		       const struct emu_wq *wq, uint8_t *entry);
unsigned int fault_eqe(struct mana_dev *dev, struct emu_eq *eq,
		       uint8_t *entry);
/* Raise the interrupt, or what is to come in its place. */
void fault_irq(struct mana_dev *dev, unsigned int vector);
/* BAR0 was read outside of the doorbells. */
void fault_read(struct mana_dev *dev, uint64_t off, uint8_t *buf, size_t len);
/* The answer of the shared-memory channel is in its window. */
void fault_smc(struct mana_dev *dev);
/* A doorbell rings; true: nobody hears it. */
bool fault_doorbell(struct mana_dev *dev, uint64_t zone_off, const void *buf,
		    size_t len);
/* A work-queue entry is to be fetched; true: it cannot be read. */
bool fault_wqe(struct mana_dev *dev, struct emu_wq *wq);
/* Data of @wqe is to be moved; @buf is what is to be written, NULL for a read.
 * -EFAULT: it fails; 1: it is written later; 0: go on. */
int fault_dma(struct mana_dev *dev, const struct emu_wqe *wqe, const void *buf,
	      size_t len);

#endif /* EMU_FAULT_H */
