#ifndef BASE_STR_H
#define BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* Borrowed bytes of any content, passed by value. Not necessarily NUL-terminated. */
typedef struct str {
    const char *p;
    size_t n; /* bytes */
} str;

/* Borrowed, like its items. */
struct str_list {
    const str *items;
    size_t count;
};

#define STR(literal) ((str){"" literal, sizeof(literal) - 1})
/* For tables with static storage, where a compound literal is not a constant. */
#define STR_INIT(literal)                                                                                              \
    {                                                                                                                  \
        "" literal, sizeof(literal) - 1                                                                                \
    }
/* printf("%.*s", STR_ARG(s)) */
#define STR_ARG(s) (int)(s).n, (s).p

/* The functions that are called for each byte or word are inlined wherever they are called. */

/* Of a NUL-terminated string; NULL gives the empty string. */
static inline str str_of(const char *z)
{
    return z ? (str){z, strlen(z)} : STR("");
}

/* The rest from OFFSET bytes on; empty beyond the end. */
static inline str str_from(str s, size_t offset)
{
    size_t n = offset < s.n ? offset : s.n;
    return (str){n ? s.p + n : s.p, s.n - n};
}

/* At most the first N bytes. */
static inline str str_first(str s, size_t n)
{
    return (str){s.p, n < s.n ? n : s.n};
}

static inline str str_between(str s, size_t from, size_t to)
{
    return from >= to ? (str){"", 0} : str_from(str_first(s, to), from);
}

/* Most texts differ in their first byte. */
static inline bool str_eq(str a, str b)
{
    return a.n == b.n && (a.n == 0 || (*a.p == *b.p && memcmp(a.p, b.p, a.n) == 0));
}

static inline bool str_starts(str s, str prefix)
{
    return s.n >= prefix.n && str_eq(str_first(s, prefix.n), prefix);
}

static inline bool str_ends(str s, str suffix)
{
    return s.n >= suffix.n && str_eq(str_from(s, s.n - suffix.n), suffix);
}

#define STR_NONE ((size_t)-1)

/* The offset of the first C, or STR_NONE. */
static inline size_t str_find_char(str s, char c)
{
    const char *hit = s.n ? memchr(s.p, c, s.n) : NULL;
    return hit ? (size_t)(hit - s.p) : STR_NONE;
}

static inline bool str_has_char(str s, char c)
{
    return str_find_char(s, c) != STR_NONE;
}

/* ASCII, whatever the locale. */
static inline bool char_is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static inline bool char_is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static inline bool char_is_alpha(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static inline bool char_is_alnum(char c)
{
    return char_is_alpha(c) || char_is_digit(c);
}

static inline bool char_is_punct(char c)
{
    return c > ' ' && c < 0x7f && !char_is_alnum(c);
}

static inline char char_lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

bool str_eq_nocase(str a, str b); /* ASCII letters only */
int str_cmp(str a, str b);        /* by bytes, as memcmp; a prefix sorts first */
bool str_starts_nocase(str s, str prefix);
bool str_ends_nocase(str s, str suffix);

/* Whether S is one of COUNT NUL-terminated WORDS. */
bool str_is_any(str s, const char *const *words, size_t count);
bool str_is_any_nocase(str s, const char *const *words, size_t count);
/* Of an array. */
#define STR_IS_ANY(s, words) str_is_any((s), (words), sizeof(words) / sizeof *(words))
#define STR_IS_ANY_NOCASE(s, words) str_is_any_nocase((s), (words), sizeof(words) / sizeof *(words))

size_t str_find(str s, str needle); /* offset of the first NEEDLE, or STR_NONE */
size_t str_find_last(str s, char c);
size_t str_count(str s, char c);
size_t str_span(str s, const char *set);     /* bytes of the longest prefix made of SET */
size_t str_span_not(str s, const char *set); /* bytes of the longest prefix free of SET */

/* Cuts S at the first SEP: true and both sides, or false with HEAD = S and TAIL empty. Views of S. */
bool str_cut(str s, char sep, str *head, str *tail);
/* Takes the next line off REST, without its LF or CRLF. False when REST is empty. */
bool str_line(str *rest, str *line);

str str_trim(str s); /* ASCII white space off both ends */
str str_trim_left(str s);
str str_trim_right(str s);
str str_trim_char_right(str s, char c);

/* FNV-1a of S, continued from SEED: not for keys that a stranger may choose. */
#define STR_HASH_SEED UINT64_C(0xcbf29ce484222325)
uint64_t str_hash(uint64_t seed, str s);

bool str_to_long(str s, long *out); /* the whole of S as a decimal number */

int char_hex(char c); /* 0 to 15, or -1 */

#endif
