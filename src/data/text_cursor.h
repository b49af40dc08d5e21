#ifndef DATA_TEXT_CURSOR_H
#define DATA_TEXT_CURSOR_H

#include "data/data.h"

/* One text while it is read from its beginning to its end, by the readers of TOML and JSON. */
struct text_cursor {
    str rest; /* what is still to be read */
    str file;
    int line;           /* of the first byte of REST, in FILE */
    const char *format; /* the language's name, for complaints */
    struct arena *arena;
    struct diag *diag;
    bool failed;
    bool keep_controls; /* those that escapes give stay in strings */
};

/* The byte AHEAD of the next one; '\0' at the end (and for a NUL). */
static inline char cursor_peek(const struct text_cursor *c, size_t ahead)
{
    return ahead < c->rest.n ? c->rest.p[ahead] : '\0';
}

static inline bool cursor_at_end(const struct text_cursor *c)
{
    return c->rest.n == 0;
}

/* Takes N bytes, none of which ends a line. */
static inline str cursor_take(struct text_cursor *c, size_t n)
{
    str taken = str_first(c->rest, n);
    c->rest = str_from(c->rest, n);
    return taken;
}

bool cursor_take_char(struct text_cursor *, char); /* takes that byte if it is the next one */
bool cursor_take_newline(struct text_cursor *);    /* takes LF or CRLF if it comes next */
size_t cursor_newline(const struct text_cursor *); /* the bytes of the LF or CRLF that comes next, or 0 */

/* Makes the reading fail; only the first complaint is recorded, at LINE. Always false. */
bool cursor_complain(struct text_cursor *, int line, const char *format, ...) __attribute__((format(printf, 3, 4)));

struct data *cursor_data(struct text_cursor *, enum data_kind, int line); /* new */

/* STRING, with control characters only where they are kept. */
str cursor_text(struct text_cursor *, str string);

#endif
