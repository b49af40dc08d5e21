#include "text/plain.h"

#include "text/control.h"

#include <stdint.h>
#include <string.h>

enum kind {
    KIND_NONE,
    KIND_CONTROL,
    KIND_SEPARATOR,
    KIND_MARK,
    KIND_EMBEDDING,
    KIND_POP,
    KIND_ISOLATE,
    KIND_POP_ISOLATE
};
enum { DEPTH_MAX = 60 }; /* open at once; a client counts no more than 125 */

/* The kind of character at the start of S, and its bytes. */
static enum kind kind_of(str s, size_t *n)
{
    *n = control_length(s);
    if (*n)
        return KIND_CONTROL;
    *n = 3;
    if (s.n < 3)
        return KIND_NONE;
    unsigned char second = (unsigned char)s.p[1], third = (unsigned char)s.p[2];
    if (str_starts(s, STR("\xef\xbb\xbf")))
        return KIND_MARK;
    if ((unsigned char)s.p[0] != 0xe2)
        return KIND_NONE;
    if (second == 0x80 && third >= 0xa8 && third <= 0xae)
        return third <= 0xa9 ? KIND_SEPARATOR : third == 0xac ? KIND_POP : KIND_EMBEDDING;
    if (second == 0x81 && third >= 0xa6 && third <= 0xa9)
        return third == 0xa9 ? KIND_POP_ISOLATE : KIND_ISOLATE;
    return KIND_NONE;
}

static bool is_bidi(enum kind kind)
{
    return kind >= KIND_EMBEDDING;
}

/* True when S has a relevant character of three bytes that begins with FIRST; if ONLY_BIDI, only bidi controls
 * count. */
static bool has(str s, int first, bool only_bidi)
{
    for (const char *p; s.n && (p = memchr(s.p, first, s.n));) {
        size_t n;
        s = str_from(s, (size_t)(p - s.p));
        enum kind kind = kind_of(s, &n);
        if (only_bidi ? is_bidi(kind) : kind != KIND_NONE)
            return true;
        s = str_from(s, 1);
    }
    return false;
}

bool text_is_plain(str s)
{
    return control_find_in_text(s) == s.n && !has(s, 0xe2, false) && !has(s, 0xef, false);
}

bool text_has_bidi(str s)
{
    return has(s, 0xe2, true);
}

/* The controls that are open in the line being written. */
struct order {
    enum kind open[DEPTH_MAX];
    size_t depth;
};

static bool opens(struct order *order, enum kind kind)
{
    if (order->depth == DEPTH_MAX)
        return false;
    order->open[order->depth++] = kind;
    return true;
}

/* A closing mark without its opening one has no effect. The end of an isolate ends the embeddings within it. */
static bool closes(struct order *order, enum kind kind)
{
    if (kind == KIND_POP) {
        bool any = order->depth && order->open[order->depth - 1] == KIND_EMBEDDING;
        order->depth -= any;
        return any;
    }
    for (size_t i = order->depth; i-- > 0;)
        if (order->open[i] == KIND_ISOLATE) {
            order->depth = i;
            return true;
        }
    return false;
}

static enum err close_all(struct order *order, struct buf *out)
{
    enum err err = OK;
    while (order->depth && err == OK)
        err = buf_put(out, order->open[--order->depth] == KIND_EMBEDDING ? STR("\xe2\x80\xac") : STR("\xe2\x81\xa9"));
    return err;
}

/* ORDER is NULL for a label. */
static enum err put_special(struct buf *out, str s, enum kind kind, struct order *order)
{
    if (kind == KIND_CONTROL && (s.p[0] == '\t' || s.p[0] == '\n')) {
        enum err err = order && s.p[0] == '\n' ? close_all(order, out) : OK;
        return err == OK ? buf_put_char(out, order ? s.p[0] : ' ') : err;
    }
    if (kind == KIND_SEPARATOR)
        return buf_put_char(out, ' ');
    if (!order || !is_bidi(kind))
        return OK;
    bool kept = kind == KIND_EMBEDDING || kind == KIND_ISOLATE ? opens(order, kind) : closes(order, kind);
    return kept ? buf_put(out, s) : OK;
}

static enum err put(struct buf *out, str s, struct order *order)
{
    size_t kept = 0;
    enum err err = OK;
    for (size_t i = 0, n; i < s.n && err == OK;) {
        enum kind kind = kind_of(str_from(s, i), &n);
        if (kind == KIND_NONE) {
            i++;
            continue;
        }
        err = buf_put(out, str_between(s, kept, i));
        if (err == OK)
            err = put_special(out, str_between(s, i, i + n), kind, order);
        i += n;
        kept = i;
    }
    return err == OK ? buf_put(out, str_from(s, kept)) : err;
}

enum err text_put_label(struct buf *out, str s)
{
    return text_is_plain(s) ? buf_put(out, s) : put(out, s, NULL);
}

enum err text_put_lines(struct buf *out, str s)
{
    if (text_is_plain(s))
        return buf_put(out, s);
    struct order order = {.depth = 0};
    enum err err = put(out, s, &order);
    return err == OK ? close_all(&order, out) : err;
}

str text_label(str s, struct arena *arena)
{
    if (text_is_plain(s))
        return s;
    struct buf out;
    buf_init(&out, SIZE_MAX);
    put(&out, s, NULL);
    str label = arena_str(arena, buf_str(&out));
    buf_finish(&out);
    return label;
}
