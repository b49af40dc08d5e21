#ifndef TEST_TEXT_LIBRARY_RULES_H
#define TEST_TEXT_LIBRARY_RULES_H

#include <unistring/version.h>

/* Leaves a comparison with the library out where it breaks lines by the rules of Unicode 15.1 and later, as
 * libunistring does from 1.2 on: ours are those of Unicode 15. */
static inline void only_with_our_rules(void)
{
    enum { UNICODE_15_1 = 0x010200 };
    if (_libunistring_version >= UNICODE_15_1)
        skip();
}

#endif
