// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * What a run leaves behind: violations, live objects, resets, counters.
 */
#include "internal.h"

json_t *live_objects(struct mana_dev *dev, unsigned int *total)
{
	json_t *o = json_object();
	unsigned int eqs = 0;

	for (struct emu_eq *eq = dev->eqs; eq; eq = eq->next)
		eqs += eq != dev->hwc.eq;
	json_object_set_new(o, "eqs", json_integer(eqs));
	json_object_set_new(o, "regions", json_integer(regions_live(dev)));
	json_object_set_new(o, "registrations", json_integer(dev->registered));
	dev->client_ops->live(dev->client, o);
	*total = eqs + regions_live(dev) + dev->registered +
		 dev->client_ops->live_count(dev->client);
	return o;
}

static void add_hits(json_t *list, unsigned int rule, const char *severity,
		     bool allowed, const struct rule_hits *h)
{
	if (h->count)
		json_array_append_new(list,
			json_pack("{s:i, s:s, s:i, s:b, s:s}", "rule", rule,
				  "severity", severity, "count", h->count,
				  "allowed", allowed, "first", h->first));
}

static json_t *violations(const struct mana_dev *dev)
{
	json_t *list = json_array();

	for (unsigned int r = 1; r <= NUM_RULES; r++) {
		const struct rule_record *rec = &dev->hits[r];
		char severity[2] = { emu_rules[r].severity, 0 };

		add_hits(list, r, severity, rec->allowed, &rec->fatal);
		add_hits(list, r, "L", rec->allowed, &rec->lint);
	}
	return list;
}

json_t *mana_dev_report(struct mana_dev *dev)
{
	json_t *r = json_object(), *objects = json_object();
	unsigned int live;

	json_object_set_new(r, "violations", violations(dev));
	json_object_set_new(objects, "live", live_objects(dev, &live));
	json_object_set_new(objects, "live_total", json_integer(live));
	json_object_set(objects, "at_reset", dev->at_reset);
	json_object_set_new(r, "objects", objects);
	json_object_set_new(r, "resets",
		json_pack("{s:i, s:i, s:i, s:i, s:i}",
			  "power", dev->resets[EMU_RESET_POWER],
			  "flr", dev->resets[EMU_RESET_FLR],
			  "gone", dev->resets[EMU_RESET_GONE],
			  "establish", dev->establishes,
			  "destroy", dev->destroys));
	json_object_set_new(r, "faults", fault_report(dev));
	json_object_set_new(r, "driver_caps",
			    json_integer((json_int_t)dev->drv_caps));
	json_object_set_new(r, "doorbells",
			    json_integer((json_int_t)dev->doorbells));
	json_object_set_new(r, "requests",
			    json_integer((json_int_t)dev->requests));
	json_object_set_new(r, "interrupts",
			    json_integer((json_int_t)dev->interrupts));
	dev->client_ops->report(dev->client, r);
	if (dev->host_ops->report)
		dev->host_ops->report(dev->host, r);
	return r;
}
