#include "hexo/expression_filter.h"

#include "base/buf.h"
#include "hexo/js_value.h"
#include "text/letter.h"
#include "text/valid.h"

#include <math.h>
#include <stdlib.h>

struct expression_value expression_text(str text)
{
    return (struct expression_value){.kind = EXPRESSION_TEXT, .text = text};
}

struct expression_value expression_number(double number)
{
    return (struct expression_value){.kind = EXPRESSION_NUMBER, .number = number};
}

/* The shortest text that is read as the same number. */
static str number_text(double number, struct arena *arena)
{
    char text[40];
    if (isnan(number))
        return STR("NaN");
    if (isinf(number))
        return number < 0 ? STR("-Infinity") : STR("Infinity");
    if (number == floor(number) && fabs(number) < 1e21)
        return arena_printf(arena, "%.0f", number == 0 ? 0 : number);
    for (int digits = 15; digits <= 17; digits++) {
        snprintf(text, sizeof text, "%.*g", digits, number);
        if (strtod(text, NULL) == number)
            break;
    }
    return arena_str(arena, str_of(text));
}

str expression_as_text(struct expression_value value, struct arena *arena)
{
    if (value.kind == EXPRESSION_NUMBER)
        return number_text(value.number, arena);
    return value.kind == EXPRESSION_TEXT ? value.text : STR("");
}

double expression_as_number(struct expression_value value)
{
    long number;
    if (value.kind == EXPRESSION_NUMBER)
        return value.number;
    return value.kind == EXPRESSION_TEXT && str_to_long(str_trim(value.text), &number) ? (double)number : NAN;
}

static size_t length_of(struct expression_value value, struct arena *arena)
{
    size_t count = 0;
    str taken;
    if (value.list)
        return value.list->count;
    for (str rest = text_repair(expression_as_text(value, arena), arena, NULL); rest.n; count++)
        letter_take(&rest, &taken);
    return count;
}

static str end_item(const struct data *list, bool last, struct arena *arena)
{
    return list->count ? js_text(list->items[last ? list->count - 1 : 0], arena) : STR("");
}

static str join(const struct data *list, str between, struct arena *arena)
{
    str *parts = ARENA_ARRAY(arena, str, 2 * list->count);
    for (size_t i = 0; i < list->count; i++) {
        parts[2 * i] = i ? between : STR("");
        parts[2 * i + 1] = js_text(list->items[i], arena);
    }
    return list->count ? arena_concat(arena, parts, 2 * list->count) : STR("");
}

static bool replace(struct expression_value *value, str old, str with, struct arena *arena)
{
    struct buf out;
    str text = expression_as_text(*value, arena);
    buf_init(&out, EXPRESSION_BYTES);
    enum err err = OK;
    for (size_t at; old.n && err == OK && (at = str_find(text, old)) != STR_NONE; text = str_from(text, at + old.n)) {
        buf_put(&out, str_first(text, at));
        err = buf_put(&out, with);
    }
    err = err == OK ? buf_put(&out, text) : err;
    *value = expression_text(buf_keep(&out, arena));
    return err == OK;
}

static str upper(str text, struct arena *arena)
{
    char *p = arena_z(arena, text);
    for (size_t i = 0; i < text.n; i++)
        p[i] = p[i] >= 'a' && p[i] <= 'z' ? (char)(p[i] - 'a' + 'A') : p[i];
    return (str){p, text.n};
}

static bool filter_text(str name, struct expression_value *value, struct arena *arena)
{
    str text = expression_as_text(*value, arena);
    if (str_eq(name, STR("upper")))
        *value = expression_text(upper(text, arena));
    else if (str_eq(name, STR("lower")))
        *value = expression_text(text_lower(text, arena));
    else if (str_eq(name, STR("capitalize")))
        *value = expression_text(text_title_case(text, arena));
    else if (str_eq(name, STR("trim")))
        *value = expression_text(str_trim(text));
    else if (str_eq(name, STR("string")))
        *value = expression_text(text);
    else
        return str_eq(name, STR("safe")) || str_eq(name, STR("escape")) || str_eq(name, STR("e"));
    return true;
}

static bool filter_number(str name, struct expression_value *value, const struct expression_value *with, size_t count)
{
    double number = expression_as_number(*value), scale = pow(10, count ? expression_as_number(with[0]) : 0);
    if (str_eq(name, STR("abs")))
        *value = expression_number(fabs(number));
    else if (str_eq(name, STR("int")))
        *value = expression_number(trunc(number));
    else if (str_eq(name, STR("float")))
        *value = expression_number(number);
    else if (str_eq(name, STR("round")))
        *value = expression_number(floor(number * scale + 0.5) / scale);
    else
        return false;
    return true;
}

bool expression_filter(str name, struct expression_value *value, const struct expression_value *with, size_t count,
                       struct arena *arena)
{
    bool last = str_eq(name, STR("last"));
    for (size_t i = 0; i < count; i++)
        if (with[i].text.n > EXPRESSION_BYTES)
            return false;
    if (value->text.n > EXPRESSION_BYTES)
        return false;
    str first = count ? expression_as_text(with[0], arena) : STR("");
    if (str_eq(name, STR("default")) || str_eq(name, STR("d")))
        *value = value->kind == EXPRESSION_NOTHING ? with[0] : *value;
    else if (str_eq(name, STR("length")))
        *value = expression_number((double)length_of(*value, arena));
    else if (str_eq(name, STR("join")))
        *value = value->list ? expression_text(join(value->list, first, arena)) : *value;
    else if (str_eq(name, STR("replace")) && count >= 2)
        return replace(value, first, expression_as_text(with[1], arena), arena);
    else if ((last || str_eq(name, STR("first"))) && value->list)
        *value = expression_text(end_item(value->list, last, arena));
    else
        return filter_text(name, value, arena) || filter_number(name, value, with, count);
    return true;
}
