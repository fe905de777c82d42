// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Copyright (c) 2026 mana-backport contributors
 *
 * Proof that the answers about this kernel are right: against its headers alone,
 * without the overlay, the compiler and modpost check each one. A wrong answer
 * is an error in a line that names its probe. Never loaded.
 */
#include <linux/module.h>
#include "../../compat-overlay/compat_config.h"
#include "../../compat-overlay/bp_answers.h"
