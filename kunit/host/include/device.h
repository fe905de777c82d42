/* SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause */
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * What layer 2 and its suites need of the kernel beyond host.h: locks, lists,
 * threads, waits. Time runs ten times as fast, so that a wait for a device that
 * is mute costs seconds. One thread stands for the interrupts as well: they are
 * found by whoever waits.
 */
#ifndef _MANA_KUNIT_DEVICE_H
#define _MANA_KUNIT_DEVICE_H

#include <host.h>
#include <limits.h>
#include <pthread.h>
#include <sched.h>
#include <time.h>
#include <unistd.h>

/* numbers and bits that several threads write */
typedef struct { int counter; } atomic_t;
typedef struct { s64 counter; } atomic64_t;
#define atomic_read(v) __atomic_load_n(&(v)->counter, __ATOMIC_SEQ_CST)
#define atomic64_read atomic_read
#define atomic_set(v, to) __atomic_store_n(&(v)->counter, to, __ATOMIC_SEQ_CST)
#define atomic_inc_return(v) __atomic_add_fetch(&(v)->counter, 1, __ATOMIC_SEQ_CST)
#define atomic64_inc(v) ((void)atomic_inc_return(v))
#define atomic_cmpxchg(v, from, to) \
	__sync_val_compare_and_swap(&(v)->counter, (int)(from), (int)(to))
#define xchg(p, to) __atomic_exchange_n(p, to, __ATOMIC_SEQ_CST)
#define smp_mb() __sync_synchronize()
#define smp_wmb() __sync_synchronize()
#define DECLARE_BITMAP(name, bits) unsigned long name[((bits) + 63) / 64]
#define test_bit(n, map) ((map)[(n) / 64] >> (n) % 64 & 1)
#define set_bit(n, map) ((void)__sync_fetch_and_or(&(map)[(n) / 64], BIT((n) % 64)))
#define clear_bit(n, map) ((void)__sync_fetch_and_and(&(map)[(n) / 64], ~BIT((n) % 64)))
#define test_and_clear_bit(n, map) \
	(__sync_fetch_and_and(&(map)[(n) / 64], ~BIT((n) % 64)) >> (n) % 64 & 1)
#define for_each_set_bit(n, map, bits) \
	for ((n) = 0; (n) < (bits); (n)++) if (test_bit(n, map))

/* locks */
struct mutex { pthread_mutex_t lock; };
typedef struct { pthread_mutex_t lock; } spinlock_t;
#define mutex_init(m) pthread_mutex_init(&(m)->lock, NULL)
#define mutex_lock(m) pthread_mutex_lock(&(m)->lock)
#define mutex_unlock(m) pthread_mutex_unlock(&(m)->lock)
#define mutex_is_locked(m)						\
	(pthread_mutex_trylock(&(m)->lock) || pthread_mutex_unlock(&(m)->lock))
#define spin_is_locked mutex_is_locked
#define spin_lock_init mutex_init
#define spin_lock mutex_lock
#define spin_unlock mutex_unlock
#define spin_lock_irq mutex_lock
#define spin_unlock_irq mutex_unlock
#define spin_lock_irqsave(l, flags) ((flags) = 0, (void)mutex_lock(l))
#define spin_unlock_irqrestore(l, flags) ((void)(flags), (void)mutex_unlock(l))

/* lists */
struct list_head { struct list_head *next, *prev; };
#define INIT_LIST_HEAD(l) ((l)->next = (l)->prev = (l))
static inline void list_add(struct list_head *one, struct list_head *head)
{
	one->next = head->next;
	one->prev = head;
	head->next->prev = one;
	head->next = one;
}

static inline void list_add_tail(struct list_head *one, struct list_head *head)
{
	list_add(one, head->prev);
}

static inline void list_del(struct list_head *one)
{
	one->prev->next = one->next;
	one->next->prev = one->prev;
}

#define LIST_HEAD(name) struct list_head name = { &(name), &(name) }
#define list_for_each_entry(p, head, m)					\
	for ((p) = container_of((head)->next, typeof(*(p)), m);		\
	     &(p)->m != (head); (p) = container_of((p)->m.next, typeof(*(p)), m))
#define list_for_each_entry_safe(p, n, head, m)				\
	for ((p) = container_of((head)->next, typeof(*(p)), m);		\
	     &(p)->m != (head) &&					\
	     ((n) = container_of((p)->m.next, typeof(*(p)), m), 1); (p) = (n))

/* pointers by number: few at a time */
struct xarray { struct { unsigned long id; void *ptr; } at[16]; };
#define xa_init(xa) memset(xa, 0, sizeof(*(xa)))
#define xa_destroy xa_init
static inline void **xa_slot(struct xarray *xa, unsigned long id, bool used)
{
	for (size_t i = 0; i < ARRAY_SIZE(xa->at); i++) {
		if (used ? xa->at[i].ptr && xa->at[i].id == id : !xa->at[i].ptr) {
			xa->at[i].id = id;
			return &xa->at[i].ptr;
		}
	}
	return NULL;
}

static inline void *xa_load(struct xarray *xa, unsigned long id)
{
	void **slot = xa_slot(xa, id, true);

	return slot ? *slot : NULL;
}

static inline void xa_erase(struct xarray *xa, unsigned long id)
{
	*xa_slot(xa, id, true) = NULL;
}

#define xa_insert(xa, id, p, gfp) \
	(xa_load(xa, id) ? -EBUSY : (*xa_slot(xa, id, false) = (p), 0))

/* time: a jiffy is a millisecond, ten of which pass in one */
#define HOST_MS_USEC 100
static inline unsigned long host_jiffies(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * (1000000 / HOST_MS_USEC) +
	       now.tv_nsec / (1000 * HOST_MS_USEC);
}

#define jiffies host_jiffies()
#define msecs_to_jiffies(ms) ((unsigned long)(ms))
#define time_after(a, b) ((long)((b) - (a)) < 0)
#define time_before(a, b) time_after(b, a)
#define msleep(ms) usleep((ms) * HOST_MS_USEC)
#define mdelay msleep
#define cond_resched() sched_yield()

/* who waits looks, nobody is woken */
typedef struct { int unused; } wait_queue_head_t;
#define DECLARE_WAIT_QUEUE_HEAD(name) wait_queue_head_t name
#define init_waitqueue_head(wq) ((void)(wq))
#define wake_up_all(wq) ((void)(wq))
#define wait_event_timeout(wq, cond, timeout) ({			\
	unsigned long end_ = jiffies + (timeout);			\
	while (!(cond) && !time_after(jiffies, end_))			\
		usleep(HOST_MS_USEC);					\
})

struct completion { int done; };
#define DECLARE_COMPLETION(c) struct completion c
#define reinit_completion(c) WRITE_ONCE((c)->done, 0)
#define complete_all(c) __atomic_store_n(&(c)->done, 1, __ATOMIC_SEQ_CST)
#define completion_done(c) __atomic_load_n(&(c)->done, __ATOMIC_SEQ_CST)
#define wait_for_completion(c) ({ while (!completion_done(c)) msleep(1); })

/* work is done at once, threads are threads */
struct work_struct { void (*func)(struct work_struct *work); };
#define INIT_WORK(w, fn) ((w)->func = (fn))
#define queue_work(wq, w) ((w)->func(w))
#define cancel_work_sync(w) ((void)(w))
#define flush_work(w) ((void)(w))
static inline void *host_thread(int (*fn)(void *), void *arg)
{
	pthread_t thread;

	/* What a thread returns is of no interest. */
	if (pthread_create(&thread, NULL, (void *(*)(void *))(void *)fn, arg))
		return ERR_PTR(-EAGAIN);
	pthread_detach(thread);
	return NULL;
}

#define kthread_run(fn, arg, name) host_thread(fn, arg)

/* devices */
struct device { const char *init_name; void *driver_data; };
struct pci_bus { int domain; unsigned char number; };
struct pci_dev { struct device dev; struct pci_bus *bus; unsigned int devfn; };
#define to_pci_dev(d) container_of(d, struct pci_dev, dev)
#define pci_domain_nr(b) ((b)->domain)
#define dev_get_drvdata(d) ((d)->driver_data)
#define pci_get_drvdata(pdev) dev_get_drvdata(&(pdev)->dev)
#define pci_set_drvdata(pdev, to) ((pdev)->dev.driver_data = (to))
struct pci_saved_state;
#define dev_to_node(dev) ((void)(dev), 0)
/* only that something was said */
static inline void host_say(const struct device *dev, ...) { }
#define dev_err_ratelimited(dev, ...) host_say(dev, ##__VA_ARGS__)
#define dev_warn_ratelimited dev_err_ratelimited
#define dev_warn_once dev_err_ratelimited
#define reset_devices false
struct new_utsname { char sysname[65], release[65], version[65]; };
static inline const struct new_utsname *init_utsname(void)
{
	static const struct new_utsname name = { "Linux", "5.10.0", "#1" };

	return &name;
}

#define __GFP_NORETRY 1
#define __GFP_NOWARN 2
#define DMA_BIT_MASK(n) (~0ULL >> (64 - (n)))
#define strscpy(to, from, bytes) host_strscpy((char *)(to), from, bytes)
static inline void host_strscpy(char *to, const char *from, size_t bytes)
{
	for (; bytes > 1 && *from; bytes--)
		*to++ = *from++;
	*to = 0;
}

#define kcalloc(n, bytes, gfp) kzalloc((n) * (bytes), gfp)
typedef u64 resource_size_t;
__printf(3, 4) static inline int scnprintf(char *to, size_t bytes,
					   const char *fmt, ...)
{
	va_list args;
	int len;

	va_start(args, fmt);
	len = vsnprintf(to, bytes, fmt, args);
	va_end(args);
	return bytes ? min_t(int, len, bytes - 1) : 0;
}

/* memory */
#define memchr_inv(p, c, bytes) host_memchr_inv(p, c, bytes)
static inline const void *host_memchr_inv(const u8 *p, u8 c, size_t bytes)
{
	for (; bytes; p++, bytes--)
		if (*p != c)
			return p;
	return NULL;
}

#endif /* _MANA_KUNIT_DEVICE_H */
