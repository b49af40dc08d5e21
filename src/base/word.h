#ifndef BASE_WORD_H
#define BASE_WORD_H

#include <stdint.h>
#include <string.h>

/*
 * Eight bytes at once, for loops that skip the bytes that most texts are made of. A result has the high bit of each
 * matching byte set, and is 0 when no byte matches; when one does, bits of other bytes may be set as well.
 */
enum { WORD_BYTES = sizeof(uint64_t) };
#define WORD_ONES UINT64_C(0x0101010101010101)
#define WORD_HIGH (WORD_ONES << 7) /* of a word: marks its bytes beyond ASCII */

static inline uint64_t word_at(const char *p)
{
    uint64_t word;
    memcpy(&word, p, sizeof word);
    return word;
}

/* Control characters of ASCII: below 0x20, and 0x7f. */
static inline uint64_t word_control(uint64_t word)
{
    return ((word - WORD_ONES * 0x20) | (word + WORD_ONES)) & ~word & WORD_HIGH;
}

static inline uint64_t word_equal(uint64_t word, unsigned char c)
{
    uint64_t difference = word ^ (WORD_ONES * c);
    return (difference - WORD_ONES) & ~difference & WORD_HIGH;
}

#endif
