#include "base/buf.h"
#include "liquid/value.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* Values as text, as Ruby's to_s, inspect and to_json write them. */

enum { TEXT_MAX = 16 << 20, TEXT_DEPTH_MAX = 32, FLOAT_TEXT = 40 };

struct writer {
    struct buf out;
    const struct value_world *world;
    bool json;
};

/* The shortest decimal that reads back as REAL, as "d.ddde+xx". */
static void shortest(double real, char *out)
{
    for (int precision = 14; precision <= 16; precision++) {
        snprintf(out, FLOAT_TEXT, "%.*e", precision, real);
        if (strtod(out, NULL) >= real && strtod(out, NULL) <= real)
            return;
    }
}

static void put_digits(struct buf *out, str digits, int exponent)
{
    if (exponent < 0) {
        buf_put(out, STR("0."));
        buf_put_repeat(out, '0', (size_t)(-exponent - 1));
        buf_put(out, digits);
        return;
    }
    size_t whole = (size_t)exponent + 1;
    buf_put(out, str_first(digits, whole));
    buf_put_repeat(out, '0', whole > digits.n ? whole - digits.n : 0);
    buf_put_char(out, '.');
    buf_put(out, digits.n > whole ? str_from(digits, whole) : STR("0"));
}

static void put_float(struct buf *out, double real)
{
    char text[FLOAT_TEXT], digits[FLOAT_TEXT];
    if (isnan(real) || isinf(real)) {
        buf_put(out, isnan(real) ? STR("NaN") : real < 0 ? STR("-Infinity") : STR("Infinity"));
        return;
    }
    shortest(fabs(real), text);
    str mantissa, tail, exponent_text;
    str_cut(str_of(text), 'e', &mantissa, &tail);
    long exponent = 0;
    exponent_text = str_from(tail, str_starts(tail, STR("+")));
    str_to_long(exponent_text, &exponent);
    size_t n = 0;
    for (size_t i = 0; i < mantissa.n; i++)
        if (char_is_digit(mantissa.p[i]))
            digits[n++] = mantissa.p[i];
    str all = str_trim_char_right((str){digits, n}, '0');
    all = all.n ? all : STR("0");
    if (signbit(real))
        buf_put_char(out, '-');
    if (exponent >= -4 && exponent < 16) {
        put_digits(out, all, (int)exponent);
        return;
    }
    put_digits(out, all, 0);
    buf_printf(out, "e%c%02ld", exponent < 0 ? '-' : '+', labs(exponent));
}

static void put_time(struct buf *out, struct value v)
{
    struct civil c = moment_civil(v.moment);
    int offset = v.moment.offset, minutes = abs(offset) / 60;
    buf_printf(out, "%04d-%02d-%02d", c.year, c.month, c.day);
    if (!v.count)
        buf_printf(out, " %02d:%02d:%02d %c%02d%02d", c.hour, c.minute, c.second, offset < 0 ? '-' : '+', minutes / 60,
                   minutes % 60);
}

static void put_quoted(struct buf *out, str s)
{
    buf_put_char(out, '"');
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (c == '"' || c == '\\')
            buf_printf(out, "\\%c", c);
        else if (c == '\n')
            buf_put(out, STR("\\n"));
        else if (c == '\t')
            buf_put(out, STR("\\t"));
        else if (c == '\r')
            buf_put(out, STR("\\r"));
        else if ((unsigned char)c < ' ')
            buf_printf(out, "\\u%04x", (unsigned)c);
        else
            buf_put_char(out, c);
    }
    buf_put_char(out, '"');
}

static bool stands_for_itself(struct value map)
{
    return map.form == FORM_OBJECT && map.type->shown;
}

static void put_inspect(struct writer *w, struct value v, int depth);

static void put_list(struct writer *w, struct value v, int depth)
{
    buf_put_char(&w->out, '[');
    for (size_t i = 0; i < v.count && w->out.n < TEXT_MAX / 2; i++) {
        if (i)
            buf_put(&w->out, w->json ? STR(",") : STR(", "));
        put_inspect(w, value_item(v, i, w->world), depth + 1);
    }
    buf_put_char(&w->out, ']');
}

static void put_map(struct writer *w, struct value v, int depth)
{
    if (stands_for_itself(v)) {
        put_inspect(w, v.type->shown(v.of, w->world), depth + 1);
        return;
    }
    buf_put_char(&w->out, '{');
    for (size_t i = 0; i < v.count && w->out.n < TEXT_MAX / 2; i++) {
        struct value pair = value_entry(v, i, w->world);
        if (i)
            buf_put(&w->out, w->json ? STR(",") : STR(", "));
        put_inspect(w, value_item(pair, 0, w->world), depth + 1);
        buf_put(&w->out, w->json ? STR(":") : STR("=>"));
        put_inspect(w, value_item(pair, 1, w->world), depth + 1);
    }
    buf_put_char(&w->out, '}');
}

static void put_plain(struct writer *w, struct value v, int depth)
{
    switch (v.kind) {
    case VALUE_NIL:
    case VALUE_EMPTY:
    case VALUE_BLANK:
        return;
    case VALUE_BOOL:
        buf_put(&w->out, v.boolean ? STR("true") : STR("false"));
        return;
    case VALUE_INT:
        buf_printf(&w->out, "%lld", (long long)v.integer);
        return;
    case VALUE_FLOAT:
        put_float(&w->out, v.real);
        return;
    case VALUE_STRING:
        buf_put(&w->out, v.text);
        return;
    case VALUE_TIME:
        put_time(&w->out, v);
        return;
    case VALUE_LIST:
        for (size_t i = 0; i < v.count && depth < TEXT_DEPTH_MAX && w->out.n < TEXT_MAX / 2; i++)
            put_plain(w, value_item(v, i, w->world), depth + 1);
        return;
    case VALUE_MAP:
        if (stands_for_itself(v))
            put_plain(w, v.type->shown(v.of, w->world), depth + 1);
        else
            put_map(w, v, depth);
        return;
    }
}

static void put_inspect(struct writer *w, struct value v, int depth)
{
    if (depth > TEXT_DEPTH_MAX || v.kind == VALUE_NIL)
        buf_put(&w->out, w->json ? STR("null") : STR("nil"));
    else if (v.kind == VALUE_STRING)
        put_quoted(&w->out, v.text);
    else if (v.kind == VALUE_LIST)
        put_list(w, v, depth);
    else if (v.kind == VALUE_MAP)
        put_map(w, v, depth);
    else if (v.kind == VALUE_TIME && w->json)
        put_quoted(&w->out, value_text(v, w->world));
    else
        put_plain(w, v, depth);
}

static str write_value(struct value v, bool plain, bool json, const struct value_world *world)
{
    struct writer w = {.world = world, .json = json};
    buf_init(&w.out, TEXT_MAX);
    if (plain)
        put_plain(&w, v, 0);
    else
        put_inspect(&w, v, 0);
    str text = arena_str(world->arena, buf_str(&w.out));
    buf_finish(&w.out);
    return text;
}

str value_text(struct value v, const struct value_world *world)
{
    return v.kind == VALUE_STRING ? v.text : write_value(v, true, false, world);
}

str value_inspect(struct value v, bool json, const struct value_world *world)
{
    return write_value(v, false, json, world);
}
