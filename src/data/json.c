#include "data/json.h"

#include "data/escape.h"
#include "data/map_build.h"
#include "text/valid.h"

#include <errno.h>
#include <stdlib.h>

enum { DEPTH_MAX = 64 };

static const struct data *take_value(struct text_cursor *c, int depth);

static void skip_space(struct text_cursor *c)
{
    size_t n = str_span(c->rest, " \t\r\n");
    c->line += (int)str_count(cursor_take(c, n), '\n');
}

static bool is_half(uint32_t code, uint32_t first)
{
    return code >= first && code < first + 0x400;
}

/* "\uXXXX" after its u, and the second half of its pair. */
static bool take_unicode(struct text_cursor *c, struct buf *out)
{
    uint32_t code, low;
    if (!escape_take_hex(c, 4, &code))
        return false;
    if (is_half(code, 0xd800) && str_starts(c->rest, STR("\\u"))) {
        struct text_cursor before = *c;
        cursor_take(c, 2);
        if (!escape_take_hex(c, 4, &low))
            return false;
        if (is_half(low, 0xdc00))
            code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
        else
            *c = before;
    }
    if (!escape_put(out, code))
        buf_put(out, STR("\xef\xbf\xbd"));
    return true;
}

static bool take_escape(struct text_cursor *c, struct buf *out)
{
    cursor_take(c, 1);
    char letter = cursor_peek(c, 0), byte = letter == '/' ? '/' : escape_letter(letter);
    if (!byte && letter != 'u')
        return cursor_complain(c, c->line, "no escape begins with this backslash; write \\\\ for a backslash");
    cursor_take(c, 1);
    if (letter == 'u')
        return take_unicode(c, out);
    buf_put_char(out, byte);
    return true;
}

/* The bytes of a string that mean themselves. */
static size_t plain_span(str s)
{
    size_t n = 0;
    while (n < s.n && (unsigned char)s.p[n] >= ' ' && s.p[n] != '"' && s.p[n] != '\\')
        n++;
    return n;
}

static bool take_string(struct text_cursor *c, str *out)
{
    struct buf text;
    int first = c->line;
    buf_init(&text, c->rest.n + 8);
    cursor_take(c, 1);
    while (!c->failed) {
        buf_put(&text, cursor_take(c, plain_span(c->rest)));
        if (cursor_take_char(c, '"'))
            break;
        if (cursor_at_end(c) || cursor_newline(c))
            cursor_complain(c, first, "this string is never closed; write \" at its end");
        else if (cursor_peek(c, 0) == '\\')
            take_escape(c, &text);
        else
            cursor_complain(c, c->line, "a control character stands in this string; write it as \\u and its number");
    }
    *out = cursor_text(c, arena_str(c->arena, buf_str(&text)));
    buf_finish(&text);
    return !c->failed;
}

/* The bytes of the number at the start of S, 0 for none; *WHOLE when it has neither fraction nor exponent. */
static size_t number_span(str s, bool *whole)
{
    static const char digits[] = "0123456789";
    size_t n = s.n && s.p[0] == '-', run = str_span(str_from(s, n), digits);
    if (run == 0 || (run > 1 && s.p[n] == '0'))
        return 0;
    n += run;
    size_t end = n;
    if (n < s.n && s.p[n] == '.') {
        run = str_span(str_from(s, n + 1), digits);
        if (run == 0)
            return 0;
        n += 1 + run;
    }
    if (n < s.n && (s.p[n] == 'e' || s.p[n] == 'E')) {
        size_t sign = n + 1 < s.n && (s.p[n + 1] == '+' || s.p[n + 1] == '-');
        run = str_span(str_from(s, n + 1 + sign), digits);
        if (run == 0)
            return 0;
        n += 1 + sign + run;
    }
    *whole = n == end;
    return n;
}

static const struct data *take_number(struct text_cursor *c)
{
    bool whole = false;
    size_t n = number_span(c->rest, &whole);
    if (n == 0) {
        cursor_complain(c, c->line, "%s",
                        cursor_at_end(c) ? "it ends where a value is missing"
                                         : "no value begins with this; put double quotes around a text");
        return NULL;
    }
    struct data *d = cursor_data(c, DATA_FLOAT, c->line);
    d->text = arena_str(c->arena, cursor_take(c, n));
    errno = 0;
    d->integer = whole ? strtoll(d->text.p, NULL, 10) : 0;
    if (whole && errno == 0)
        d->kind = DATA_INT;
    else
        d->real = strtod(d->text.p, NULL);
    return d;
}

static const struct data *take_word(struct text_cursor *c)
{
    static const struct {
        str word;
        enum data_kind kind;
    } words[] = {{STR_INIT("true"), DATA_BOOL}, {STR_INIT("false"), DATA_BOOL}, {STR_INIT("null"), DATA_NULL}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_starts(c->rest, words[i].word)) {
            struct data *d = cursor_data(c, words[i].kind, c->line);
            d->text = cursor_take(c, words[i].word.n);
            d->boolean = i == 0;
            return d;
        }
    return take_number(c);
}

/* After an item: true when another one follows, false at CLOSING. */
static bool goes_on(struct text_cursor *c, char closing, int first)
{
    skip_space(c);
    if (cursor_take_char(c, closing))
        return false;
    if (cursor_at_end(c))
        return cursor_complain(c, first, "this is never closed; write %c at its end", closing);
    return cursor_take_char(c, ',') ||
           cursor_complain(c, c->line, "a comma is missing before this, or a quote before it is in the wrong place");
}

/* An empty list or map, behind its opening bracket. */
static struct growing *begin(struct text_cursor *c, enum data_kind kind)
{
    struct growing *opened = ARENA_NEW(c->arena, struct growing);
    opened->data = (struct data){.kind = kind, .line = c->line};
    cursor_take(c, 1);
    skip_space(c);
    return opened;
}

static const struct data *take_list(struct text_cursor *c, int depth)
{
    struct growing *list = begin(c, DATA_LIST);
    if (cursor_take_char(c, ']'))
        return &list->data;
    do {
        const struct data *item = take_value(c, depth + 1);
        if (!item)
            return NULL;
        growing_append(list, item, c->arena);
    } while (goes_on(c, ']', list->data.line));
    return c->failed ? NULL : &list->data;
}

static bool take_pair(struct text_cursor *c, struct growing *map, int depth)
{
    skip_space(c);
    int line = c->line;
    str key;
    if (cursor_peek(c, 0) != '"')
        return cursor_complain(c, line, "a key is missing here; write \"key\": value, and no comma after the last one");
    if (!take_string(c, &key))
        return false;
    skip_space(c);
    if (!cursor_take_char(c, ':'))
        return cursor_complain(c, c->line, ": is missing after the key \"%.*s\"", STR_ARG(key));
    const struct data *value = take_value(c, depth + 1);
    if (value)
        growing_put(map, key, line, value, c->arena);
    return value != NULL;
}

static const struct data *take_map(struct text_cursor *c, int depth)
{
    struct growing *map = begin(c, DATA_MAP);
    if (cursor_take_char(c, '}'))
        return &map->data;
    do {
        if (!take_pair(c, map, depth))
            return NULL;
    } while (goes_on(c, '}', map->data.line));
    return c->failed ? NULL : &map->data;
}

static const struct data *take_value(struct text_cursor *c, int depth)
{
    skip_space(c);
    char next = cursor_peek(c, 0);
    if (depth >= DEPTH_MAX) {
        cursor_complain(c, c->line, "values more than %d levels deep", DEPTH_MAX);
        return NULL;
    }
    if (next == '{')
        return take_map(c, depth);
    if (next == '[')
        return take_list(c, depth);
    if (next != '"')
        return take_word(c);
    struct data *d = cursor_data(c, DATA_STRING, c->line);
    return take_string(c, &d->text) ? d : NULL;
}

static bool check_bytes(struct text_cursor *c)
{
    size_t bad;
    if (text_is_utf16(c->rest))
        return cursor_complain(c, c->line, "it is UTF-16; save the file as UTF-8");
    text_repair(c->rest, c->arena, &bad);
    return bad == STR_NONE || cursor_complain(c, c->line + (int)str_count(str_first(c->rest, bad), '\n'),
                                              "these bytes are not UTF-8; save the file as UTF-8");
}

const struct data *json_parse(str text, str file, int line, size_t *used, struct arena *arena, struct diag *diag)
{
    struct text_cursor c = {
        .rest = text_without_bom(text), .file = file, .line = line, .format = "JSON", .arena = arena, .diag = diag};
    const struct data *root = check_bytes(&c) ? take_value(&c, 0) : NULL;
    if (!root)
        return NULL;
    if (used) {
        *used = text.n - c.rest.n;
        return root;
    }
    skip_space(&c);
    return cursor_at_end(&c) || cursor_complain(&c, c.line, "something follows the value, and is not read; take it out")
               ? root
               : NULL;
}
