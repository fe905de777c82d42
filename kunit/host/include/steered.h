/* SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause */
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * Time, work items, waits, locks and memory in the hands of a case, for driver
 * files whose order and pacing are the question. A work item that is due has a
 * thread, but only one thread runs at a time, and only until it waits: then the
 * next one does that may go on. The case is one of them, and gets its turn after
 * the others. When none may go on, the clock is set to when one may. Whatever is
 * done wrong with what is here is kept for steered_end().
 */
#ifndef _MANA_KUNIT_STEERED_H
#define _MANA_KUNIT_STEERED_H

#include <device.h>
#include <semaphore.h>

/**
 * struct steered_task - the case, or a work item that runs
 * @turn: posted when it goes on
 * @used: it exists
 * @ready: may it go on? NULL: only the time counts
 * @arg: argument of @ready
 * @timed: it goes on at @until in any case
 * @until: when
 * @woken: somebody woke who sleeps on @arg
 */
struct steered_task {
	sem_t turn;
	bool used;
	bool (*ready)(struct steered_task *task);
	void *arg;
	bool timed;
	unsigned long until;
	bool woken;
};

struct workqueue_struct {
	int max_active;
};

struct delayed_work {
	struct work_struct work;
};

/**
 * struct steered_item - a work item that was queued once
 * @work: it
 * @wq: where
 * @pending: it is queued
 * @due: until when
 * @cancelled: it must not be queued again for now
 * @task: runs it
 * @takes: locks that it took so far
 */
struct steered_item {
	struct work_struct *work;
	struct workqueue_struct *wq;
	bool pending;
	unsigned long due;
	bool cancelled;
	struct steered_task *task;
	void *takes[2];
};

#define STEERED_MOST 8
/* More work items than that in one case: some is queued again for nothing. */
#define STEERED_MOST_RUNS 10000
/* Soon after the start of a kernel the clock overflows. */
#define STEERED_START ((unsigned long)-15000)

static struct steered_task steered_tasks[STEERED_MOST];	/* the first: the case */
static struct steered_item steered_items[STEERED_MOST];
static struct { void *lock; struct steered_task *task; } steered_locks[STEERED_MOST];
static struct steered_task *steered_now = steered_tasks;
static unsigned long steered_clock;
static const char *steered_wrong;	/* the first mistake */
static int steered_runs;		/* work items that began */
static int steered_live;		/* blocks of memory */
static int steered_no_memory;		/* so many allocations on there is none */

static inline void steered_complain(const char *what)
{
	if (!steered_wrong)
		steered_wrong = what;
}

/* ---- whose turn it is ---- */

static inline bool steered_may(struct steered_task *task)
{
	return task->used &&
	       ((task->ready && task->ready(task)) ||
		(task->timed && !time_after(task->until, steered_clock)));
}

static inline int steered_running(struct workqueue_struct *wq)
{
	int i, count = 0;

	for (i = 0; i < STEERED_MOST; i++)
		count += steered_items[i].task && steered_items[i].wq == wq;
	return count;
}

static inline bool steered_due(struct steered_item *item)
{
	return item->pending && !item->task &&
	       !time_after(item->due, steered_clock) &&
	       !(item->wq && item->wq->max_active &&
		 steered_running(item->wq) >= item->wq->max_active);
}

static inline void steered_switch(struct steered_task *self);

static inline void *steered_thread(void *arg)
{
	struct steered_item *item = arg;
	struct steered_task *self = item->task;
	int i;

	sem_wait(&self->turn);
	item->work->func(item->work);
	for (i = 0; i < STEERED_MOST; i++)
		if (steered_locks[i].task == self)
			steered_complain("a work item ends with a lock");
	item->task = NULL;
	self->used = false;
	steered_switch(self);
	return NULL;
}

static inline struct steered_task *steered_begin(struct steered_item *item)
{
	struct steered_task *task = steered_tasks + 1;
	pthread_t thread;

	while (task < steered_tasks + STEERED_MOST && task->used)
		task++;
	if (task == steered_tasks + STEERED_MOST ||
	    steered_runs++ == STEERED_MOST_RUNS) {
		fputs("work has no end\n", stderr);
		abort();
	}
	memset(task, 0, sizeof(*task));
	sem_init(&task->turn, 0, 0);
	task->used = true;
	item->pending = false;
	item->task = task;
	if (pthread_create(&thread, NULL, steered_thread, item))
		abort();
	pthread_detach(thread);
	return task;
}

/* Set the clock to when somebody may go on. */
static inline void steered_advance(void)
{
	unsigned long next = 0;
	bool any = false;
	int i;

	for (i = 0; i < STEERED_MOST; i++) {
		struct steered_item *item = &steered_items[i];
		struct steered_task *task = &steered_tasks[i];

		if (item->pending && !item->task &&
		    time_after(item->due, steered_clock) &&
		    (!any || time_after(next, item->due))) {
			next = item->due;
			any = true;
		}
		if (task->used && task->timed &&
		    (!any || time_after(next, task->until))) {
			next = task->until;
			any = true;
		}
	}
	if (!any) {
		fputs("deadlock: nobody may go on\n", stderr);
		abort();
	}
	steered_clock = next;
}

static inline struct steered_task *steered_next(void)
{
	int i;

	for (;; steered_advance()) {
		for (i = 0; i < STEERED_MOST; i++)
			if (steered_due(&steered_items[i]))
				return steered_begin(&steered_items[i]);
		for (i = STEERED_MOST - 1; i >= 0; i--)
			if (steered_may(&steered_tasks[i]))
				return &steered_tasks[i];
	}
}

static inline void steered_switch(struct steered_task *self)
{
	bool ended = !self->used;
	struct steered_task *next = steered_next();

	steered_now = next;
	if (next == self && !ended)
		return;
	sem_post(&next->turn);
	if (!ended)
		sem_wait(&self->turn);
}

/* Whoever runs waits until something is so, or for some time. */
static inline void steered_wait(bool (*ready)(struct steered_task *task),
				void *arg, bool timed, unsigned long until)
{
	struct steered_task *self = steered_now;

	self->ready = ready;
	self->arg = arg;
	self->timed = timed;
	self->until = until;
	self->woken = false;
	steered_switch(self);
}

/* The others run, and time passes. */
static inline void steered_pass(unsigned long ms)
{
	steered_wait(NULL, NULL, true, steered_clock + ms);
}

/* ---- waiting for something ---- */

static inline bool steered_is_woken(struct steered_task *task)
{
	return task->woken;
}

static inline void steered_sleep(void *queue, unsigned long until)
{
	steered_wait(steered_is_woken, queue, true, until);
}

/* Those who are woken look before whoever wakes them goes on. */
static inline void steered_wake(void *queue)
{
	bool any = false;
	int i;

	for (i = 0; i < STEERED_MOST; i++) {
		struct steered_task *task = &steered_tasks[i];

		if (task->used && task->ready == steered_is_woken &&
		    task->arg == queue) {
			task->woken = true;
			any = true;
		}
	}
	if (any)
		steered_pass(0);
}

#undef wake_up_all
#undef wait_event_timeout
#define wake_up_all(wq) steered_wake(wq)
#define wait_event_timeout(wq, cond, timeout) ({			\
	unsigned long end_ = steered_clock + (timeout);			\
									\
	while (!(cond) && time_after(end_, steered_clock))		\
		steered_sleep(&(wq), end_);				\
})

#undef jiffies
#define jiffies steered_clock

/* ---- locks ---- */

static inline struct steered_task **steered_holder(void *lock)
{
	int i;

	for (i = 0; i < STEERED_MOST; i++)
		if (steered_locks[i].task && steered_locks[i].lock == lock)
			return &steered_locks[i].task;
	return NULL;
}

static inline bool steered_holds(void *lock)
{
	struct steered_task **holder = steered_holder(lock);

	return holder && *holder == steered_now;
}

static inline bool steered_is_free(struct steered_task *task)
{
	return !steered_holder(task->arg);
}

static inline void steered_takes(struct steered_item *item, void *lock)
{
	int i;

	for (i = 0; i < ARRAY_SIZE(item->takes); i++) {
		if (item->takes[i] == lock)
			return;
		if (!item->takes[i]) {
			item->takes[i] = lock;
			return;
		}
	}
}

static inline void steered_lock(void *lock)
{
	int i = 0;

	if (steered_holds(lock)) {
		steered_complain("a lock is taken by who has it");
		return;
	}
	if (steered_holder(lock))
		steered_wait(steered_is_free, lock, false, 0);
	while (steered_locks[i].task)
		i++;
	steered_locks[i].lock = lock;
	steered_locks[i].task = steered_now;
	for (i = 0; i < STEERED_MOST; i++)
		if (steered_items[i].task == steered_now)
			steered_takes(&steered_items[i], lock);
}

static inline void steered_unlock(void *lock)
{
	if (steered_holds(lock))
		*steered_holder(lock) = NULL;
	else
		steered_complain("a lock is given back by who has it not");
}

#define STEERED_MADE 0x4c	/* first byte of a mutex that was initialised */

static inline void steered_mutex_lock(struct mutex *mutex)
{
	if (*(u8 *)mutex != STEERED_MADE)
		steered_complain("a lock was not initialised");
	steered_lock(mutex);
}

#undef mutex_init
#undef mutex_lock
#undef mutex_unlock
#define DEFINE_MUTEX(m) struct mutex m = { { .__size = { STEERED_MADE } } }
#define mutex_init(m) memset(m, STEERED_MADE, sizeof(struct mutex))
#define mutex_lock(m) steered_mutex_lock(m)
#define mutex_unlock(m) steered_unlock(m)
#define lockdep_assert_held(m) ((void)(steered_holds(m) ||		\
	(steered_complain("a lock is not held: " #m), 0)))

/* ---- work ---- */

static inline struct steered_item *steered_item(struct work_struct *work)
{
	struct steered_item *item, *unused = NULL;

	for (item = steered_items; item < steered_items + STEERED_MOST; item++) {
		if (item->work == work)
			return item;
		if (!unused && !item->pending && !item->task && !item->cancelled)
			unused = item;
	}
	if (!unused)
		abort();
	memset(unused, 0, sizeof(*unused));
	unused->work = work;
	return unused;
}

/* An item that is cancelled stays so; else as queue_ or mod_delayed_work(). */
static inline bool steered_queue(struct workqueue_struct *wq,
				 struct work_struct *work, unsigned long delay,
				 bool again)
{
	struct steered_item *item = steered_item(work);
	bool was = item->pending;

	if (item->cancelled || (was && !again))
		return false;
	item->wq = wq;
	item->pending = true;
	item->due = steered_clock + delay;
	return again ? was : true;
}

static inline bool steered_is_queued(struct work_struct *work)
{
	return steered_item(work)->pending;
}

static inline bool steered_item_rests(struct steered_task *task)
{
	struct steered_item *item = task->arg;

	return !item->task;
}

static inline bool steered_cancel(struct work_struct *work, bool sync)
{
	struct steered_item *item = steered_item(work);
	bool was = item->pending;
	int i;

	item->pending = false;
	for (i = 0; sync && i < ARRAY_SIZE(item->takes); i++)
		if (item->takes[i] && steered_holds(item->takes[i]))
			steered_complain("who has a lock waits for who takes it");
	if (!sync || !item->task)
		return was;
	item->cancelled = true;
	steered_wait(steered_item_rests, item, false, 0);
	item->cancelled = false;
	return was;
}

static inline bool steered_wq_is_idle(struct steered_task *task)
{
	int i;

	for (i = 0; i < STEERED_MOST; i++)
		if (steered_items[i].wq == task->arg &&
		    (steered_items[i].pending || steered_items[i].task))
			return false;
	return true;
}

static inline void steered_wq_destroy(struct workqueue_struct *wq)
{
	steered_wait(steered_wq_is_idle, wq, false, 0);
	free(wq);
}

#undef queue_work
#define system_dfl_wq NULL
#define to_delayed_work(w) container_of(w, struct delayed_work, work)
#define INIT_DELAYED_WORK(dw, fn) INIT_WORK(&(dw)->work, fn)
#define queue_work(wq, w) steered_queue(wq, w, 0, false)
#define queue_delayed_work(wq, dw, delay) \
	steered_queue(wq, &(dw)->work, delay, false)
#define mod_delayed_work(wq, dw, delay) \
	steered_queue(wq, &(dw)->work, delay, true)
#define cancel_delayed_work(dw) steered_cancel(&(dw)->work, false)
#define cancel_delayed_work_sync(dw) steered_cancel(&(dw)->work, true)
#define destroy_workqueue(wq) steered_wq_destroy(wq)

/* ---- memory, which runs out when a case wants it ---- */

static inline void *steered_alloc(size_t bytes)
{
	if (steered_no_memory && !--steered_no_memory)
		return NULL;
	steered_live++;
	return calloc(1, bytes);
}

static inline void steered_free(const void *mem)
{
	steered_live -= !!mem;
	free((void *)mem);
}

#undef kmalloc
#undef kzalloc
#undef kcalloc
#undef kfree
#define kmalloc(bytes, gfp) ((void)(gfp), steered_alloc(bytes))
#define kzalloc kmalloc
#define kcalloc(n, bytes, gfp) kmalloc((n) * (bytes), gfp)
#define kfree(mem) steered_free(mem)

/* ---- around a case ---- */

static inline void steered_init(void)
{
	memset(steered_items, 0, sizeof(steered_items));
	memset(steered_locks, 0, sizeof(steered_locks));
	sem_init(&steered_tasks[0].turn, 0, 0);
	steered_tasks[0].used = true;
	steered_clock = STEERED_START;
	steered_wrong = NULL;
	steered_runs = 0;
	steered_live = 0;
	steered_no_memory = 0;
}

/* What was done wrong, or was left behind; "" when all is well. */
static inline const char *steered_end(void)
{
	int i;

	for (i = 0; i < STEERED_MOST; i++) {
		if (steered_locks[i].task)
			steered_complain("a lock is held at the end");
		if (steered_items[i].pending)
			steered_complain("a work item is queued at the end");
		steered_items[i].pending = false;
	}
	for (i = 1; i < STEERED_MOST; i++)
		if (steered_tasks[i].used)
			steered_complain("a work item runs at the end");
	if (steered_live)
		steered_complain("memory is left");
	return steered_wrong ? steered_wrong : "";
}

/* ---- what was done, in order: words with a space before each ---- */

static char steered_log[4096];

__printf(1, 2) static inline void steered_note(const char *fmt, ...)
{
	size_t used = strlen(steered_log);
	va_list args;

	va_start(args, fmt);
	vsnprintf(steered_log + used, sizeof(steered_log) - used, fmt, args);
	va_end(args);
}

/* Exactly this was done since the last time. */
#define STEERED_DID(test, words) do {					\
	KUNIT_EXPECT_STREQ(test, (char *)steered_log, (char *)(words));	\
	steered_log[0] = 0;						\
} while (0)

#endif /* _MANA_KUNIT_STEERED_H */
