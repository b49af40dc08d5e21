#include "text/control.h"

#include <string.h>

size_t control_length(str s)
{
    unsigned char c = s.n ? (unsigned char)s.p[0] : ' ';
    if (c < 0x20 || c == 0x7f)
        return 1;
    return c == 0xc2 && s.n > 1 && (unsigned char)s.p[1] >= 0x80 && (unsigned char)s.p[1] < 0xa0 ? 2 : 0;
}

/* WORD with the high bit of each byte set that is below N (at most 0x80); of higher ones too, where one is. */
static uint64_t bytes_below(uint64_t word, unsigned char n)
{
    const uint64_t ones = 0x0101010101010101u;
    return (word - ones * n) & ~word & (ones << 7);
}

static uint64_t bytes_equal(uint64_t word, unsigned char c)
{
    return bytes_below(word ^ (0x0101010101010101u * c), 1);
}

/* Most bytes are no control characters and begin none: those are passed over a word at a time. */
static bool is_plain(uint64_t word)
{
    return !(bytes_below(word, 0x20) | bytes_equal(word, 0x7f) | bytes_equal(word, 0xc2));
}

static size_t find_within(str s, size_t from, size_t end)
{
    while (from < end && !control_length(str_from(s, from)))
        from++;
    return from;
}

static uint64_t word_at(const char *p)
{
    uint64_t word;
    memcpy(&word, p, sizeof word);
    return word;
}

size_t control_find(str s)
{
    const size_t step = sizeof(uint64_t);
    size_t i = 0;
    for (; i + step <= s.n; i += step) {
        size_t at = is_plain(word_at(s.p + i)) ? i + step : find_within(s, i, i + step);
        if (at < i + step)
            return at;
    }
    /* The last word, some of which has been looked at, tells of the rest. */
    return i && is_plain(word_at(s.p + s.n - step)) ? s.n : find_within(s, i, s.n);
}
