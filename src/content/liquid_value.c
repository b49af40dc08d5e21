#include "content/liquid_value.h"

#include <math.h>
#include <stdlib.h>

struct liquid_value liquid_nil(void)
{
    return (struct liquid_value){.kind = LIQUID_NIL};
}

struct liquid_value liquid_bool(bool b)
{
    return (struct liquid_value){.kind = LIQUID_BOOL, .boolean = b};
}

struct liquid_value liquid_int(int64_t n)
{
    return (struct liquid_value){.kind = LIQUID_INT, .integer = n};
}

struct liquid_value liquid_float(double d)
{
    return (struct liquid_value){.kind = LIQUID_FLOAT, .real = d};
}

struct liquid_value liquid_text(str s)
{
    return (struct liquid_value){.kind = LIQUID_TEXT, .text = s};
}

struct liquid_value liquid_list(const struct liquid_value *items, size_t count)
{
    return (struct liquid_value){.kind = LIQUID_LIST, .items = items, .count = count};
}

struct liquid_value liquid_data(const struct data *data)
{
    if (!data)
        return liquid_nil();
    switch (data->kind) {
    case DATA_NULL:
        return liquid_nil();
    case DATA_BOOL:
        return liquid_bool(data->boolean);
    case DATA_INT:
        return liquid_int(data->integer);
    case DATA_FLOAT:
        return liquid_float(data->real);
    case DATA_TIME:
        return (struct liquid_value){.kind = LIQUID_MOMENT, .moment = {.seconds = data->integer}};
    case DATA_STRING:
        return liquid_text(data->text);
    case DATA_LIST:
    case DATA_MAP:
        break;
    }
    return (struct liquid_value){.kind = LIQUID_DATA, .data = data};
}

bool liquid_is_true(const struct liquid_value *v)
{
    return v->kind != LIQUID_NIL && (v->kind != LIQUID_BOOL || v->boolean);
}

bool liquid_is_number(const struct liquid_value *v)
{
    return v->kind == LIQUID_INT || v->kind == LIQUID_FLOAT;
}

struct liquid_value liquid_to_number(struct liquid_value v)
{
    char digits[64];
    long whole;
    if (liquid_is_number(&v))
        return v;
    if (v.kind != LIQUID_TEXT)
        return liquid_int(0);
    str s = str_trim(v.text);
    if (str_to_long(s, &whole))
        return liquid_int(whole);
    s = str_first(s, str_span(s, "0123456789.-"));
    if (s.n >= sizeof digits)
        return liquid_int(0);
    for (size_t i = 0; i < s.n; i++)
        digits[i] = s.p[i];
    digits[s.n] = '\0';
    return str_has_char(s, '.') ? liquid_float(strtod(digits, NULL)) : liquid_int(strtoll(digits, NULL, 10));
}

double liquid_number(const struct liquid_value *v)
{
    struct liquid_value number = liquid_to_number(*v);
    return number.kind == LIQUID_INT ? (double)number.integer : number.real;
}

static str float_text(double d, struct arena *arena)
{
    if (!isfinite(d))
        return isnan(d) ? STR("NaN") : d > 0 ? STR("Infinity") : STR("-Infinity");
    str s = arena_printf(arena, "%.15g", d);
    bool plain = str_span(s, "0123456789-") == s.n;
    return plain ? ARENA_CONCAT(arena, s, STR(".0")) : s;
}

static str list_text(const struct liquid_value *v, struct arena *arena)
{
    struct liquid_value elements = liquid_elements(v, arena);
    str *parts = ARENA_ARRAY(arena, str, elements.count);
    for (size_t i = 0; i < elements.count; i++)
        parts[i] = elements.items[i].kind == LIQUID_LIST ? STR("") : liquid_to_text(&elements.items[i], arena);
    return arena_concat(arena, parts, elements.count);
}

/* As Ruby's Time#to_s. */
static str moment_text(struct moment moment, struct arena *arena)
{
    struct civil c = moment_civil(moment);
    int minutes = moment.offset / 60, away = minutes < 0 ? -minutes : minutes;
    return arena_printf(arena, "%04d-%02d-%02d %02d:%02d:%02d %c%02d%02d", c.year, c.month, c.day, c.hour, c.minute,
                        c.second, minutes < 0 ? '-' : '+', away / 60, away % 60);
}

str liquid_to_text(const struct liquid_value *v, struct arena *arena)
{
    switch (v->kind) {
    case LIQUID_BOOL:
        return v->boolean ? STR("true") : STR("false");
    case LIQUID_INT:
        return arena_printf(arena, "%lld", (long long)v->integer);
    case LIQUID_FLOAT:
        return float_text(v->real, arena);
    case LIQUID_TEXT:
        return v->text;
    case LIQUID_MOMENT:
        return moment_text(v->moment, arena);
    case LIQUID_LIST:
        return list_text(v, arena);
    case LIQUID_DATA:
        return v->data->kind == DATA_LIST ? list_text(v, arena) : STR("");
    case LIQUID_NIL:
    case LIQUID_MAP:
    case LIQUID_PAGE:
    case LIQUID_SITE:
    case LIQUID_GROUPS:
    case LIQUID_EMPTY:
        break;
    }
    return STR("");
}

static bool is_empty(const struct liquid_value *v)
{
    switch (v->kind) {
    case LIQUID_NIL:
    case LIQUID_EMPTY:
        return true;
    case LIQUID_TEXT:
        return v->text.n == 0;
    case LIQUID_LIST:
        return v->count == 0;
    case LIQUID_DATA:
        return v->data->count == 0;
    default:
        return false;
    }
}

bool liquid_equal(const struct liquid_value *a, const struct liquid_value *b)
{
    if (a->kind == LIQUID_EMPTY || b->kind == LIQUID_EMPTY)
        return is_empty(a->kind == LIQUID_EMPTY ? b : a);
    if (liquid_is_number(a) && liquid_is_number(b))
        return liquid_number(a) >= liquid_number(b) && liquid_number(a) <= liquid_number(b);
    if (a->kind != b->kind)
        return false;
    switch (a->kind) {
    case LIQUID_NIL:
        return true;
    case LIQUID_BOOL:
        return a->boolean == b->boolean;
    case LIQUID_TEXT:
        return str_eq(a->text, b->text);
    case LIQUID_MOMENT:
        return a->moment.seconds == b->moment.seconds;
    case LIQUID_PAGE:
        return a->page == b->page;
    case LIQUID_DATA:
        return a->data == b->data;
    case LIQUID_LIST:
        if (a->count != b->count)
            return false;
        for (size_t i = 0; i < a->count; i++)
            if (!liquid_equal(&a->items[i], &b->items[i]))
                return false;
        return true;
    default:
        return a->site == b->site && a->map == b->map && a->groups == b->groups;
    }
}

int liquid_compare(const struct liquid_value *a, const struct liquid_value *b, bool *comparable)
{
    bool ordered = true;
    int order = 0;
    if (liquid_is_number(a) && liquid_is_number(b))
        order = (liquid_number(a) > liquid_number(b)) - (liquid_number(a) < liquid_number(b));
    else if (a->kind == LIQUID_TEXT && b->kind == LIQUID_TEXT)
        order = str_cmp(a->text, b->text);
    else if (a->kind == LIQUID_MOMENT && b->kind == LIQUID_MOMENT)
        order = (a->moment.seconds > b->moment.seconds) - (a->moment.seconds < b->moment.seconds);
    else
        ordered = false;
    if (comparable)
        *comparable = ordered;
    return order;
}
