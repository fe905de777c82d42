# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
#
# The offset is read from another field.
# file: include/mana/cqe.h
s/batch->wqe_offset = le32_to_cpu\(cqe->wqe_offset\)/batch->wqe_offset = le32_to_cpu(cqe->flags)/
