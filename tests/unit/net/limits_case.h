#ifndef TEST_NET_LIMITS_CASE_H
#define TEST_NET_LIMITS_CASE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "net/limits.h"
#include "net/table_memory.h"

/* Limits of several workers that count in one table, in the memory of the test. */

enum { WORKERS = 4, SECOND = 1000000 };

static inline struct address address(const char *text)
{
    struct address a;
    assert_true(address_parse(str_of(text), &a));
    return a;
}

static inline struct net_shared *make_shared(void)
{
    struct net_shared *shared = table_memory(WORKERS);
    /* The same peers share cells in every run. */
    shared->key[0] = 1, shared->key[1] = 2;
    return shared;
}

static inline struct limits make_limits(struct net_shared *shared, size_t slot, struct net_limits bounds)
{
    const struct net_options options = {.shared = shared, .slot = slot, .limits = bounds};
    struct limits l;
    limits_init(&l, &options);
    return l;
}

static inline bool enters(struct limits *l, const char *text, struct limits_lease *lease)
{
    struct address a = address(text);
    return limits_enter(l, &a, lease);
}

#endif
