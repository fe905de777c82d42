/* SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause */
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * What a port needs of the network stack beyond net.h: rtnl and RCU that know
 * whether they are held, net_devices, ethtool, work that is delayed, and a clock
 * that moves only when somebody sleeps or a case lets time pass. What is done is
 * noted in one log, in order; calls fail when a case asks for it; what no kernel
 * would bear is kept in host_stack.wrong. host_stack_init() begins anew.
 */
#ifndef _MANA_KUNIT_NETDEV_H
#define _MANA_KUNIT_NETDEV_H

#include <net.h>

#define HOST_WORKS 4
#define HOST_FAILURES 8

struct delayed_work;

/**
 * struct host_failure - one call that fails
 * @what: which function
 * @after: how many calls of it succeed before
 * @err: what it returns; 0: this is unused
 */
struct host_failure {
	const char *what;
	int after;
	int err;
};

/**
 * struct host_stack - state of the stack, and what a case wants of it
 * @usecs: the clock; a jiffy is a millisecond
 * @log: what was done, a word each
 * @wrong: the first thing that was against the rules
 * @said: the last message
 * @warnings: of WARN_ONCE()
 * @rtnl: it is held
 * @rcu: depth of read-side critical sections
 * @works: all there are
 * @begun: work that another CPU is about to run
 * @slept: called after each sleep
 * @writer: changes counters while they are read, once
 * @noop_until: when the link watch sees a carrier, in jiffies
 * @failures: calls that are to fail
 * @devices: that were not freed
 * @unlocked_links: changes of a carrier without rtnl
 * @possible: CPUs
 * @online: those in use
 * @ram_pages: memory of the machine
 * @kdump: this kernel saves a dump
 */
static struct host_stack {
	u64 usecs;
	char log[2048];
	char wrong[128];
	char said[256];
	u32 warnings;
	bool rtnl;
	int rcu;
	struct delayed_work *works[HOST_WORKS];
	struct delayed_work *begun;
	void (*slept)(void);
	void (*writer)(void);
	unsigned long noop_until;
	struct host_failure failures[HOST_FAILURES];
	int devices;
	u32 unlocked_links;
	u32 possible;
	u32 online;
	unsigned long ram_pages;
	bool kdump;
} host_stack;

static inline void host_stack_init(void)
{
	host_net_init();
	host_stack = (struct host_stack) {
		.possible = 4, .online = 2, .ram_pages = 1 << 20,
	};
}

static inline __printf(1, 2) void host_note(const char *fmt, ...)
{
	size_t used = strlen(host_stack.log);
	va_list args;

	/* no log that a case compares is as long */
	if (used + 2 > sizeof(host_stack.log))
		return;
	if (used)
		host_stack.log[used++] = ' ';
	va_start(args, fmt);
	vsnprintf(host_stack.log + used, sizeof(host_stack.log) - used, fmt, args);
	va_end(args);
}

static inline void host_forget(void)
{
	host_stack.log[0] = 0;
}

static inline void host_wrong(const char *what)
{
	if (!host_stack.wrong[0])
		snprintf(host_stack.wrong, sizeof(host_stack.wrong), "%s", what);
}

/* Have a call fail; those of one function fail one after another. */
static inline void host_fail(const char *what, int after, int err)
{
	struct host_failure *failure = host_stack.failures;

	while (failure->err)
		failure++;
	*failure = (struct host_failure) { what, after, err };
}

static inline int host_fails(const char *what)
{
	int i, err;

	for (i = 0; i < HOST_FAILURES; i++) {
		struct host_failure *failure = &host_stack.failures[i];

		if (!failure->err || strcmp(failure->what, what))
			continue;
		if (failure->after--)
			return 0;
		err = failure->err;
		failure->err = 0;
		return err;
	}
	return 0;
}

/* messages */
static inline void host_tell(const struct net_device *dev, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	vsnprintf(host_stack.said, sizeof(host_stack.said), fmt, args);
	va_end(args);
}

#undef netdev_warn
#define netdev_warn host_tell
#define netdev_info host_tell
#define netdev_err host_tell
#define netdev_dbg(dev, ...) ((void)(dev))
#define WARN_ONCE(cond, ...) ({						\
	bool cond_ = (cond);						\
	host_stack.warnings += cond_;					\
	if (cond_)							\
		host_tell(NULL, ##__VA_ARGS__);				\
	cond_;								\
})

/* time */
#undef jiffies
#define jiffies ((unsigned long)(host_stack.usecs / 1000))
#define time_before(a, b) time_after(b, a)
#define time_after_eq(a, b) ((long)((a) - (b)) >= 0)
static inline void host_sleep(u64 usecs)
{
	if (host_stack.rcu)
		host_wrong("sleeps under RCU");
	host_stack.usecs += usecs;
	host_hook(host_stack.slept);
}

#undef msleep
#define msleep(ms) host_sleep((ms) * 1000)
#define usleep_range(least, most) ((void)(least), host_sleep(most))

/* locks: one thread, which must not take one twice */
#undef mutex_lock
#undef mutex_unlock
static inline void mutex_lock(struct mutex *mutex)
{
	if (pthread_mutex_trylock(&mutex->lock))
		host_wrong("a mutex is taken twice");
}

static inline void mutex_unlock(struct mutex *mutex)
{
	if (!mutex_is_locked(mutex))
		host_wrong("a mutex is left that is not held");
	else
		pthread_mutex_unlock(&mutex->lock);
}

static inline void rtnl_lock(void)
{
	if (host_stack.rtnl)
		host_wrong("rtnl is taken twice");
	host_stack.rtnl = true;
}

static inline void rtnl_unlock(void)
{
	if (!host_stack.rtnl)
		host_wrong("rtnl is left that is not held");
	host_stack.rtnl = false;
}

static inline void host_assert_rtnl(const char *who)
{
	if (!host_stack.rtnl)
		host_wrong(who);
}

#define ASSERT_RTNL() host_assert_rtnl(__func__)
#define rtnl_is_locked() host_stack.rtnl

/* RCU */
#define __rcu
#define rcu_read_lock() ((void)host_stack.rcu++)
#define rcu_read_unlock() ((void)host_stack.rcu--)
#define rcu_dereference_protected(p, why) ((void)(why), READ_ONCE(p))
#define rtnl_dereference(p) (host_assert_rtnl("queues without rtnl"), READ_ONCE(p))
#define rcu_dereference(p) ({						\
	if (!host_stack.rcu)						\
		host_wrong("queues without RCU");			\
	READ_ONCE(p);							\
})
#define rcu_dereference_bh rcu_dereference
#define rcu_assign_pointer(p, v) ({					\
	typeof(p) v_ = (v);						\
	host_note(v_ ? "publish" : "unpublish");			\
	(p) = v_;							\
})
#define rcu_access_pointer(p) READ_ONCE(p)
#define host_in_rcu() (host_stack.rcu > 0)
#undef synchronize_net
#define synchronize_net() host_grace()
static inline void host_grace(void)
{
	host_note("grace");
	host_net.graces++;
	host_hook(host_net.grace);
}

/* Behind RCU, whose readers it looks at. */
#include <xdp.h>

/* work that is delayed */
struct delayed_work {
	struct work_struct work;
	bool queued;
	unsigned long at;
};

#define system_percpu_wq NULL
#define to_delayed_work(w) container_of(w, struct delayed_work, work)
#define INIT_DELAYED_WORK(dw, fn) host_init_work(dw, fn)
static inline void host_init_work(struct delayed_work *dw, void (*func)(struct work_struct *work))
{
	int i = 0;

	*dw = (struct delayed_work) { .work.func = func };
	while (host_stack.works[i])
		i++;
	host_stack.works[i] = dw;
}

static inline void queue_delayed_work(void *wq, struct delayed_work *dw, unsigned long delay)
{
	if (dw->queued)
		return;
	dw->queued = true;
	dw->at = jiffies + delay;
}

static inline void host_run_work(struct delayed_work *dw)
{
	dw->queued = false;
	dw->work.func(&dw->work);
}

static inline void cancel_delayed_work(struct delayed_work *dw)
{
	dw->queued = false;
}

/* What had begun ends first, and may have begun anew. */
static inline void cancel_delayed_work_sync(struct delayed_work *dw)
{
	if (host_stack.begun == dw) {
		host_stack.begun = NULL;
		host_run_work(dw);
	}
	dw->queued = false;
}

/* Let time pass; work is done when its time has come. */
static inline void host_pass(unsigned long ms)
{
	unsigned long end = jiffies + ms;
	struct delayed_work *next;
	int i;

	do {
		next = NULL;
		for (i = 0; i < HOST_WORKS; i++) {
			struct delayed_work *dw = host_stack.works[i];

			if (dw && dw->queued && dw->at <= end && (!next || dw->at < next->at))
				next = dw;
		}
		if (next) {
			host_stack.usecs = max_t(u64, host_stack.usecs, next->at * 1000ULL);
			host_run_work(next);
		}
	} while (next);
	host_stack.usecs = max_t(u64, host_stack.usecs, end * 1000ULL);
}

/* lists, numbers, memory, the machine */
static inline bool list_empty(const struct list_head *head)
{
	return head->next == head;
}

static inline unsigned long roundup_pow_of_two(unsigned long n)
{
	return n > 1 ? 2UL << ilog2(n - 1) : 1;
}

#define min3(a, b, c) min(min(a, b), c)
#define rounddown_pow_of_two(n) (1UL << ilog2(n))
#define kmemdup(p, bytes, gfp) ((void)(gfp), host_memdup(p, bytes))
static inline void *host_memdup(const void *from, size_t bytes)
{
	void *copy = host_refuses() ? NULL : malloc(bytes);

	return copy ? memcpy(copy, from, bytes) : NULL;
}

#define SZ_8M (8 << 20)
#define is_kdump_kernel() host_stack.kdump
#define num_possible_cpus() host_stack.possible
#define num_online_cpus() host_stack.online
#define totalram_pages() host_stack.ram_pages
#define cpumask_of(cpu) (cpu)
#define module_param_named(name, var, type, mode)
#define MODULE_PARM_DESC(name, text)
#define dev_name(dev) ((dev)->init_name)

/* counters */
#define atomic64_set atomic_set
#define u64_stats_init(s) ((s)->seq = 0)
#define u64_stats_fetch_begin(s) READ_ONCE((s)->seq)
#define u64_stats_fetch_retry(s, start) \
	(host_write(), (start) != READ_ONCE((s)->seq))
static inline void host_write(void)
{
	void (*fn)(void) = host_stack.writer;

	host_stack.writer = NULL;
	host_hook(fn);
}

struct rtnl_link_stats64 {
	u64 rx_packets, tx_packets, rx_bytes, tx_bytes;
	u64 rx_errors, tx_errors, rx_dropped, tx_dropped;
	u64 rx_length_errors, rx_missed_errors;
};

/* packets */
#ifndef SKB_GSO_TCPV4
#define SKB_GSO_TCPV4 BIT(0)
#define SKB_GSO_TCPV6 BIT(4)
#endif
#define SKB_GSO_UDP_L4 BIT(17)
#define skb_is_gso_tcp(skb) \
	((skb)->shinfo.gso_type & (SKB_GSO_TCPV4 | SKB_GSO_TCPV6))
#define skb_get_queue_mapping(skb) ((skb)->queue_mapping)

/* features; bits of no kernel */
#define NETIF_F_SG BIT_ULL(2)
#define NETIF_F_IP_CSUM BIT_ULL(3)
#define NETIF_F_IPV6_CSUM BIT_ULL(4)
#define NETIF_F_TSO BIT_ULL(5)
#define NETIF_F_TSO6 BIT_ULL(6)
#define NETIF_F_HW_VLAN_CTAG_TX BIT_ULL(7)
#define NETIF_F_HW_VLAN_CTAG_RX BIT_ULL(8)
#define NETIF_F_CSUM_MASK (NETIF_F_IP_CSUM | NETIF_F_IPV6_CSUM)
#define NETIF_F_GSO_MASK (NETIF_F_TSO | NETIF_F_TSO6)
/* As the kernel's: a second tag is not the device's to insert. */
static inline netdev_features_t vlan_features_check(const struct sk_buff *skb,
						    netdev_features_t features)
{
	if (skb->vlan && skb->protocol == htons(ETH_P_8021Q))
		return features & NETIF_F_SG;
	return features;
}

/* net_devices */
#define IFF_SLAVE BIT(11)
#define ETH_MIN_MTU 68
#define ETH_DATA_LEN 1500
#define NETDEV_CHANGEADDR "addr"
enum { NETDEV_QUEUE_TYPE_RX, NETDEV_QUEUE_TYPE_TX };

struct net_device_ops {
	int (*ndo_open)(struct net_device *dev);
	int (*ndo_stop)(struct net_device *dev);
	netdev_tx_t (*ndo_start_xmit)(struct sk_buff *skb, struct net_device *dev);
	netdev_features_t (*ndo_features_check)(struct sk_buff *skb, struct net_device *dev,
						netdev_features_t features);
	void (*ndo_set_rx_mode)(struct net_device *dev);
	int (*ndo_change_mtu)(struct net_device *dev, int mtu);
	void (*ndo_tx_timeout)(struct net_device *dev, unsigned int txqueue);
	void (*ndo_get_stats64)(struct net_device *dev, struct rtnl_link_stats64 *sum);
	int (*ndo_validate_addr)(struct net_device *dev);
	int (*ndo_bpf)(struct net_device *dev, struct netdev_bpf *bpf);
	int (*ndo_xdp_xmit)(struct net_device *dev, int num, struct xdp_frame **frames, u32 flags);
};

static inline int eth_validate_addr(struct net_device *dev)
{
	return 0;
}

#define netdev_priv(netdev) ((netdev)->priv)
#define netif_running(dev) ((dev)->running)
#define netif_carrier_ok(dev) ((dev)->carrier)
#define netif_is_rxfh_configured(dev) ((dev)->rxfh_configured)
#define SET_NETDEV_DEV(dev, to) ((dev)->parent = (to))
#define eth_hw_addr_set(dev, addr) ether_addr_copy((dev)->dev_addr, addr)
#define ether_addr_equal(a, b) (!memcmp(a, b, ETH_ALEN))
#define netif_set_tso_max_size(dev, bytes) ((dev)->tso_max_size = (bytes))
#define netdev_rss_key_fill(key, bytes) memset(key, 0x6d, bytes)
#define qdisc_tx_is_noop(dev) ((void)(dev), time_before(jiffies, host_stack.noop_until))
#define netif_set_xps_queue(dev, cpu, queue) ((void)(dev), host_note("xps%u=%d", queue, cpu))

static inline struct net_device *alloc_etherdev_mq(size_t bytes, u32 queues)
{
	struct net_device *dev = kvzalloc(sizeof(*dev), GFP_KERNEL);

	if (!dev)
		return NULL;
	dev->priv = calloc(1, bytes);
	dev->priv_bytes = bytes;
	dev->num_queues = queues;
	dev->mtu = ETH_DATA_LEN;
	dev->present = true;
	dev->carrier = true;
	host_stack.devices++;
	return dev;
}

/* Work that is still to be done would find nothing. */
static inline void free_netdev(struct net_device *dev)
{
	char *begin = dev->priv;
	int i;

	for (i = 0; i < HOST_WORKS; i++) {
		struct delayed_work *dw = host_stack.works[i];

		if ((char *)dw < begin || (char *)dw >= begin + dev->priv_bytes)
			continue;
		if (dw->queued || host_stack.begun == dw)
			host_wrong("work outlives its device");
		host_stack.works[i] = NULL;
	}
	if (dev->registered)
		host_wrong("freed while registered");
	free(dev->priv);
	free(dev);
	host_stack.devices--;
}

static inline int host_set_real_num(struct net_device *dev, u32 tx, u32 rx)
{
	int err;

	if (dev->registered)
		host_assert_rtnl("number of queues without rtnl");
	err = host_fails("real");
	host_note(err ? "!real%u:%u" : "real%u:%u", tx, rx);
	if (tx > dev->num_queues || rx > dev->num_queues)
		host_wrong("more queues than there are");
	if (err)
		return err;
	dev->real_tx = tx;
	dev->real_rx = rx;
	return 0;
}

#define netif_set_real_num_queues(dev, tx, rx) host_set_real_num(dev, tx, rx)
static inline int netif_set_real_num_rx_queues(struct net_device *dev, u32 rx)
{
	return host_set_real_num(dev, dev->real_tx, rx);
}

static inline void netif_queue_set_napi(struct net_device *dev, u32 queue, int type,
					struct napi_struct *napi)
{
	host_assert_rtnl("NAPI of a queue without rtnl");
	dev->napi[type][queue] = napi;
}

/* Of several queues one word. */
static inline void netdev_tx_reset_queue(struct netdev_queue *q)
{
	size_t used = strlen(host_stack.log);

	if (used < 3 || strcmp(host_stack.log + used - 3, "bql"))
		host_note("bql");
	q->sent = 0;
	q->completed = 0;
}

static inline void host_carrier(struct net_device *dev, bool on)
{
	host_note(on ? "carrier" : "nocarrier");
	host_stack.unlocked_links += dev->registered && !host_stack.rtnl;
	dev->carrier = on;
}

#define netif_carrier_on(dev) host_carrier(dev, true)
#define netif_carrier_off(dev) host_carrier(dev, false)

static inline void netif_device_detach(struct net_device *dev)
{
	host_note("detach");
	host_assert_rtnl("detach without rtnl");
	dev->present = false;
	if (dev->running)
		netif_tx_disable(dev);
}

static inline void netif_device_attach(struct net_device *dev)
{
	host_note("attach");
	host_assert_rtnl("attach without rtnl");
	dev->present = true;
	if (dev->running)
		netif_tx_wake_all_queues(dev);
}

static inline void netdev_state_change(struct net_device *dev)
{
	host_note("change");
	host_assert_rtnl("state change without rtnl");
}

/* Takes rtnl itself. */
static inline void netdev_notify_peers(struct net_device *dev)
{
	rtnl_lock();
	host_note("peers");
	rtnl_unlock();
}

static inline void call_netdevice_notifiers(const char *what, struct net_device *dev)
{
	host_note("%s", what);
	host_assert_rtnl("notifiers without rtnl");
}

/* As the stack calls them: under rtnl, and not when the device was taken away. */
static inline int dev_open(struct net_device *dev, void *extack)
{
	int err;

	host_assert_rtnl("open without rtnl");
	if (dev->running)
		return 0;
	if (!dev->present)
		return -ENODEV;
	dev->running = true;
	err = dev->netdev_ops->ndo_open(dev);
	if (err)
		dev->running = false;
	return err;
}

static inline void dev_close(struct net_device *dev)
{
	host_assert_rtnl("close without rtnl");
	if (!dev->running)
		return;
	dev->running = false;
	dev->netdev_ops->ndo_stop(dev);
}

/* The driver gets a reference with the program, if it takes that. */
static inline int host_set_prog(struct net_device *dev, struct bpf_prog *prog,
				struct netlink_ext_ack *extack)
{
	struct netdev_bpf bpf = { .command = XDP_SETUP_PROG, .prog = prog, .extack = extack };
	int err;

	host_assert_rtnl("a program without rtnl");
	if (prog)
		prog->refs++;
	err = dev->netdev_ops->ndo_bpf(dev, &bpf);
	if (!err)
		dev->xdp_prog = prog;
	else if (prog)
		prog->refs--;
	return err;
}

static inline int dev_set_mtu(struct net_device *dev, int mtu)
{
	host_note("mtu%d", mtu);
	host_assert_rtnl("MTU without rtnl");
	if (!dev->present)
		return -ENODEV;
	if (mtu < dev->min_mtu || mtu > dev->max_mtu)
		return -EINVAL;
	return dev->netdev_ops->ndo_change_mtu(dev, mtu);
}

static inline int register_netdev(struct net_device *dev)
{
	int err = host_fails("register");

	host_note(err ? "!register" : "register");
	dev->registered = !err;
	return err;
}

static inline void unregister_netdev(struct net_device *dev)
{
	rtnl_lock();
	dev_close(dev);
	if (dev->xdp_prog && host_set_prog(dev, NULL, NULL))
		host_wrong("a program outlives its device");
	host_note("unregister");
	dev->registered = false;
	rtnl_unlock();
}

/* ethtool */
struct netlink_ext_ack { char msg[128]; };
#define NL_SET_ERR_MSG_FMT_MOD(extack, fmt, ...) \
	((void)snprintf((extack)->msg, sizeof((extack)->msg), fmt, ##__VA_ARGS__))
#define NL_SET_ERR_MSG_MOD(extack, text) NL_SET_ERR_MSG_FMT_MOD(extack, text)
#define ETH_SS_TEST 0
#define ETH_SS_STATS 1
#define ETH_GSTRING_LEN 32
#define ETH_RSS_HASH_NO_CHANGE 0
#define ETH_RSS_HASH_TOP 1
#define ETH_RSS_HASH_XOR 2
#define SPEED_UNKNOWN -1
#define DUPLEX_FULL 1
#define PORT_OTHER 0xff
#define ETHTOOL_COALESCE_USECS BIT(0)
#define ETHTOOL_COALESCE_MAX_FRAMES BIT(1)
#ifndef MANA_VERSION
#define MANA_VERSION "1.2.3"
#endif
struct ethtool_stats { u32 n_stats; };
struct kernel_ethtool_ringparam;
struct kernel_ethtool_coalesce;
struct ethtool_drvinfo { char driver[32], version[32], bus_info[32]; };
struct ethtool_link_ksettings {
	struct { u32 speed; u8 duplex, port; } base;
};

struct ethtool_channels { u32 max_combined, combined_count; };
struct ethtool_ringparam {
	u32 rx_max_pending, tx_max_pending, rx_pending, tx_pending;
};

struct ethtool_coalesce {
	u32 rx_coalesce_usecs, rx_max_coalesced_frames;
	u32 tx_coalesce_usecs, tx_max_coalesced_frames;
};

struct ethtool_rxfh_param {
	u8 hfunc;
	u32 *indir;
	u8 *key;
};

struct ethtool_ops {
	u32 supported_coalesce_params;
	void (*get_drvinfo)(struct net_device *dev, struct ethtool_drvinfo *info);
	u32 (*get_link)(struct net_device *dev);
	int (*get_link_ksettings)(struct net_device *dev, struct ethtool_link_ksettings *cmd);
	int (*get_ts_info)(struct net_device *dev);
	void (*get_channels)(struct net_device *dev, struct ethtool_channels *channels);
	int (*set_channels)(struct net_device *dev, struct ethtool_channels *channels);
	int (*get_coalesce)(struct net_device *dev, struct ethtool_coalesce *ec,
			    struct kernel_ethtool_coalesce *kernel_ec,
			    struct netlink_ext_ack *extack);
	int (*set_coalesce)(struct net_device *dev, struct ethtool_coalesce *ec,
			    struct kernel_ethtool_coalesce *kernel_ec,
			    struct netlink_ext_ack *extack);
	void (*get_ringparam)(struct net_device *dev, struct ethtool_ringparam *ring,
			      struct kernel_ethtool_ringparam *kernel_ring,
			      struct netlink_ext_ack *extack);
	int (*set_ringparam)(struct net_device *dev, struct ethtool_ringparam *ring,
			     struct kernel_ethtool_ringparam *kernel_ring,
			     struct netlink_ext_ack *extack);
	u32 (*get_rx_ring_count)(struct net_device *dev);
	u32 (*get_rxfh_key_size)(struct net_device *dev);
	u32 (*get_rxfh_indir_size)(struct net_device *dev);
	int (*get_rxfh)(struct net_device *dev, struct ethtool_rxfh_param *rxfh);
	int (*set_rxfh)(struct net_device *dev, struct ethtool_rxfh_param *rxfh,
			struct netlink_ext_ack *extack);
	int (*get_sset_count)(struct net_device *dev, int set);
	void (*get_strings)(struct net_device *dev, u32 set, u8 *data);
	void (*get_ethtool_stats)(struct net_device *dev, struct ethtool_stats *stats, u64 *data);
};

static inline u32 ethtool_op_get_link(struct net_device *dev)
{
	return dev->carrier;
}

static inline int ethtool_op_get_ts_info(struct net_device *dev)
{
	return 0;
}

/* Room for one string is as much as the kernel gives. */
static inline __printf(2, 3) void ethtool_sprintf(u8 **data, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	if (vsnprintf((char *)*data, ETH_GSTRING_LEN, fmt, args) >= ETH_GSTRING_LEN)
		host_wrong("the name of a counter is cut");
	va_end(args);
	*data += ETH_GSTRING_LEN;
}

static inline void ethtool_puts(u8 **data, const char *text)
{
	if (strlen(text) >= ETH_GSTRING_LEN)
		host_wrong("the name of a counter is cut");
	strscpy(*data, text, ETH_GSTRING_LEN);
	*data += ETH_GSTRING_LEN;
}

#endif /* _MANA_KUNIT_NETDEV_H */
