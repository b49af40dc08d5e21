#include "liquid/value.h"

#include "data/date_text.h"

struct value value_nil(void)
{
    return (struct value){.kind = VALUE_NIL};
}

struct value value_bool(bool b)
{
    return (struct value){.kind = VALUE_BOOL, .boolean = b};
}

struct value value_int(int64_t i)
{
    return (struct value){.kind = VALUE_INT, .integer = i};
}

struct value value_float(double d)
{
    return (struct value){.kind = VALUE_FLOAT, .real = d};
}

struct value value_string(str s)
{
    return (struct value){.kind = VALUE_STRING, .text = s};
}

struct value value_markdown(str s)
{
    return (struct value){.kind = VALUE_STRING, .text = s, .count = 1};
}

struct value value_time(struct moment moment)
{
    return (struct value){.kind = VALUE_TIME, .moment = moment};
}

struct value value_list(const struct value *items, size_t count)
{
    return (struct value){.kind = VALUE_LIST, .form = FORM_VALUES, .of = items, .count = count};
}

struct value value_strings(struct str_list list)
{
    return (struct value){.kind = VALUE_LIST, .form = FORM_STRINGS, .of = list.items, .count = list.count};
}

struct value value_map(const struct value_pair *pairs, size_t count)
{
    return (struct value){.kind = VALUE_MAP, .form = FORM_PAIRS, .of = pairs, .count = count};
}

struct value value_object(enum value_kind kind, const struct object_type *type, const void *of, size_t count)
{
    return (struct value){.kind = kind, .form = FORM_OBJECT, .of = of, .type = type, .count = count};
}

static struct value time_of_data(const struct data *data, const struct value_world *world)
{
    struct moment moment;
    if (!date_of_data(data, world->zone, &moment))
        return value_string(data->text);
    if (!data->date_only)
        date_keep_offset(data->text, &moment);
    struct value time = value_time(moment);
    time.count = data->date_only;
    return time;
}

struct value value_of_data(const struct data *data, const struct value_world *world)
{
    if (!data)
        return value_nil();
    switch (data->kind) {
    case DATA_NULL:
        return value_nil();
    case DATA_BOOL:
        return value_bool(data->boolean);
    case DATA_INT:
        return value_int(data->integer);
    case DATA_FLOAT:
        return value_float(data->real);
    case DATA_TIME:
        return time_of_data(data, world);
    case DATA_STRING:
        return value_string(data->text);
    case DATA_LIST:
        return (struct value){.kind = VALUE_LIST, .form = FORM_DATA, .of = data, .count = data->count};
    case DATA_MAP:
        return (struct value){.kind = VALUE_MAP, .form = FORM_DATA, .of = data, .count = data->count};
    }
    return value_nil();
}

bool value_is_true(struct value v)
{
    return v.kind != VALUE_NIL && !(v.kind == VALUE_BOOL && !v.boolean);
}

static size_t characters(str s)
{
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++)
        n += ((unsigned char)s.p[i] & 0xC0) != 0x80;
    return n;
}

int64_t value_size(struct value v)
{
    switch (v.kind) {
    case VALUE_STRING:
        return (int64_t)characters(v.text);
    case VALUE_LIST:
    case VALUE_MAP:
        return (int64_t)v.count;
    case VALUE_NIL:
    case VALUE_BOOL:
    case VALUE_INT:
    case VALUE_FLOAT:
    case VALUE_TIME:
    case VALUE_EMPTY:
    case VALUE_BLANK:
        break;
    }
    return 0;
}

bool value_number(struct value v, struct value *out)
{
    *out = value_int(0);
    if (v.kind == VALUE_INT || v.kind == VALUE_FLOAT) {
        *out = v;
        return true;
    }
    if (v.kind != VALUE_STRING)
        return false;
    str s = str_trim(v.text), rest = str_from(s, str_starts(s, STR("-")) || str_starts(s, STR("+")));
    size_t sign = s.n - rest.n, digits = str_span(rest, "0123456789");
    long whole;
    if (!digits)
        return false;
    str after = str_from(rest, digits);
    size_t fraction = str_starts(after, STR(".")) ? str_span(str_from(after, 1), "0123456789") : 0;
    bool small = str_to_long(str_first(str_from(s, *s.p == '+'), digits + (sign && *s.p == '-')), &whole);
    *out = value_int(small ? whole : 0);
    if (!fraction && small)
        return true;
    double real = 0, scale = 1;
    for (size_t i = 0; i < digits; i++)
        real = real * 10 + (rest.p[i] - '0');
    for (size_t i = 0; i < fraction && i < 18; i++)
        real += (after.p[1 + i] - '0') / (scale *= 10);
    *out = value_float(sign && *s.p == '-' ? -real : real);
    return true;
}

double value_real(struct value v)
{
    return v.kind == VALUE_FLOAT ? v.real : v.kind == VALUE_INT ? (double)v.integer : 0;
}
