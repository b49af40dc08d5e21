#include "text/control.h"

#include "base/word.h"

size_t control_length(str s)
{
    unsigned char c = s.n ? (unsigned char)s.p[0] : ' ';
    if (c < 0x20 || c == 0x7f)
        return 1;
    return c == 0xc2 && s.n > 1 && (unsigned char)s.p[1] >= 0x80 && (unsigned char)s.p[1] < 0xa0 ? 2 : 0;
}

/* Most bytes neither are nor begin control characters: those are skipped a word at a time. */
static inline bool is_plain(uint64_t word)
{
    return !word_control(word) && (!(word & WORD_HIGH) || !word_equal(word, 0xc2));
}

static size_t find_before(str s, size_t from, size_t end)
{
    while (from < end && !control_length(str_from(s, from)))
        from++;
    return from;
}

static size_t find_from(str s, size_t i)
{
    for (; i + WORD_BYTES <= s.n; i += WORD_BYTES) {
        size_t at = is_plain(word_at(s.p + i)) ? i + WORD_BYTES : find_before(s, i, i + WORD_BYTES);
        if (at < i + WORD_BYTES)
            return at;
    }
    /* The last word, part of which has been examined, covers the rest. */
    bool plain = s.n >= WORD_BYTES && is_plain(word_at(s.p + s.n - WORD_BYTES));
    return plain ? s.n : find_before(s, i, s.n);
}

size_t control_find(str s)
{
    return find_from(s, 0);
}

size_t control_find_in_text(str s)
{
    size_t i = find_from(s, 0);
    while (i < s.n && (s.p[i] == '\t' || s.p[i] == '\n'))
        i = find_from(s, i + 1);
    return i;
}
