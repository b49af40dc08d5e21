#ifndef BASE_STR_H
#define BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Borrowed bytes of any content, passed by value. Never NUL-terminated by promise. */
typedef struct str {
    const char *p;
    size_t n; /* bytes */
} str;

#define STR(literal) ((str){"" literal, sizeof(literal) - 1})
/* For tables with static storage, where a compound literal is no constant. */
#define STR_INIT(literal)                                                                                              \
    {                                                                                                                  \
        "" literal, sizeof(literal) - 1                                                                                \
    }
/* printf("%.*s", STR_ARG(s)) */
#define STR_ARG(s) (int)(s).n, (s).p

str str_of(const char *z);          /* of a NUL-terminated string; NULL gives the empty string */
str str_from(str s, size_t offset); /* the rest from OFFSET bytes on; empty beyond the end */
str str_first(str s, size_t n);     /* at most the first N bytes */
str str_between(str s, size_t from, size_t to);

bool str_eq(str a, str b);
bool str_eq_nocase(str a, str b); /* ASCII letters only */
int str_cmp(str a, str b);        /* by bytes, as memcmp; a prefix sorts first */
bool str_starts(str s, str prefix);
bool str_starts_nocase(str s, str prefix);
bool str_ends(str s, str suffix);
bool str_ends_nocase(str s, str suffix);

#define STR_NONE ((size_t)-1)
size_t str_find(str s, str needle); /* offset of the first NEEDLE, or STR_NONE */
size_t str_find_char(str s, char c);
size_t str_find_last(str s, char c);
size_t str_count(str s, char c);
bool str_has_char(str s, char c);
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

/* FNV-1a of S, going on from SEED: not for keys that a stranger may choose. */
#define STR_HASH_SEED UINT64_C(0xcbf29ce484222325)
uint64_t str_hash(uint64_t seed, str s);

bool str_to_long(str s, long *out); /* the whole of S as a decimal number */

/* ASCII, whatever the locale. */
bool char_is_space(char c);
bool char_is_digit(char c);
bool char_is_alpha(char c);
bool char_is_alnum(char c);
bool char_is_punct(char c);
char char_lower(char c);
int char_hex(char c); /* 0 to 15, or -1 */

#endif
