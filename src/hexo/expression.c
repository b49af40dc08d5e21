#include "hexo/expression.h"

#include "hexo/expression_filter.h"
#include "hexo/js_value.h"

#include <math.h>

enum { DEPTH_MAX = 32 };

struct reading {
    str rest;
    const struct data *front;
    struct arena *arena;
    int depth;
    bool failed;
};

static struct expression_value sum(struct reading *);

static bool take(struct reading *r, const char *mark)
{
    r->rest = str_trim_left(r->rest);
    bool there = str_starts(r->rest, str_of(mark));
    if (there)
        r->rest = str_from(r->rest, strlen(mark));
    return there;
}

static struct expression_value fail(struct reading *r)
{
    r->failed = true;
    return (struct expression_value){0};
}

static str take_name(struct reading *r)
{
    size_t n = 0;
    r->rest = str_trim_left(r->rest);
    while (n < r->rest.n && (char_is_alnum(r->rest.p[n]) || r->rest.p[n] == '_'))
        n++;
    str name = str_first(r->rest, n);
    r->rest = str_from(r->rest, n);
    return name;
}

static struct expression_value quoted(struct reading *r)
{
    size_t end = 1;
    while (end < r->rest.n && r->rest.p[end] != r->rest.p[0] && r->rest.p[end] != '\\')
        end++;
    if (end >= r->rest.n || r->rest.p[end] == '\\')
        return fail(r);
    str text = str_between(r->rest, 1, end);
    r->rest = str_from(r->rest, end + 1);
    return expression_text(text);
}

static struct expression_value number(struct reading *r)
{
    double value = 0, place = 1;
    size_t n = 0;
    for (; n < r->rest.n && char_is_digit(r->rest.p[n]); n++)
        value = value * 10 + (r->rest.p[n] - '0');
    if (n + 1 < r->rest.n && r->rest.p[n] == '.' && char_is_digit(r->rest.p[n + 1]))
        for (n++; n < r->rest.n && char_is_digit(r->rest.p[n]); n++)
            value += (r->rest.p[n] - '0') * (place /= 10);
    r->rest = str_from(r->rest, n);
    return expression_number(value);
}

static struct expression_value of_data(const struct data *data, struct arena *arena)
{
    if (!data || data->kind == DATA_NULL)
        return (struct expression_value){0};
    if (data->kind == DATA_INT)
        return expression_number((double)data->integer);
    if (data->kind == DATA_FLOAT)
        return expression_number(data->real);
    struct expression_value value = expression_text(js_text(data, arena));
    value.list = data->kind == DATA_LIST ? data : NULL;
    return value;
}

/* "key", "key.member" */
static struct expression_value key(struct reading *r)
{
    const struct data *data = r->front;
    bool length = false;
    do {
        str name = take_name(r);
        if (!name.n)
            return fail(r);
        length = str_eq(name, STR("length")) && data && (data->kind == DATA_STRING || data->kind == DATA_LIST);
        data = length ? data : data_get(data, name);
    } while (!length && r->rest.n && r->rest.p[0] == '.' && take(r, "."));
    struct expression_value value = of_data(data, r->arena);
    bool read = !(r->rest.n && str_has_char(STR("([."), r->rest.p[0])) &&
                (!length || expression_filter(STR("length"), &value, NULL, 0, r->arena));
    return read ? value : fail(r);
}

static struct expression_value primary(struct reading *r)
{
    struct expression_value value;
    if (r->depth++ >= DEPTH_MAX)
        return fail(r);
    if (take(r, "(")) {
        value = sum(r);
        if (!take(r, ")"))
            fail(r);
    } else if (take(r, "-")) {
        value = expression_number(-expression_as_number(primary(r)));
    } else if (!r->rest.n) {
        return fail(r);
    } else if (r->rest.p[0] == '"' || r->rest.p[0] == '\'') {
        value = quoted(r);
    } else {
        value = char_is_digit(r->rest.p[0]) ? number(r) : key(r);
    }
    r->depth--;
    return value;
}

static struct expression_value filtered(struct reading *r)
{
    struct expression_value value = primary(r);
    while (!r->failed && take(r, "|")) {
        struct expression_value with[EXPRESSION_ARGUMENTS] = {{0}};
        str name = take_name(r);
        size_t count = 0;
        if (take(r, "(") && !take(r, ")")) {
            do
                with[count++] = sum(r);
            while (count < EXPRESSION_ARGUMENTS && take(r, ","));
            if (!take(r, ")"))
                return fail(r);
        }
        if (!expression_filter(name, &value, with, count, r->arena))
            return fail(r);
    }
    return value;
}

static struct expression_value power(struct reading *r)
{
    struct expression_value value = filtered(r);
    while (!r->failed && take(r, "**"))
        value = expression_number(pow(expression_as_number(value), expression_as_number(filtered(r))));
    return value;
}

static struct expression_value product(struct reading *r)
{
    struct expression_value value = power(r);
    while (!r->failed) {
        double one = expression_as_number(value);
        if (take(r, "*"))
            value = expression_number(one * expression_as_number(power(r)));
        else if (take(r, "//"))
            value = expression_number(floor(one / expression_as_number(power(r))));
        else if (take(r, "/"))
            value = expression_number(one / expression_as_number(power(r)));
        else if (take(r, "%"))
            value = expression_number(fmod(one, expression_as_number(power(r))));
        else
            return value;
    }
    return value;
}

static struct expression_value joined(struct reading *r, struct expression_value one, struct expression_value two)
{
    str first = expression_as_text(one, r->arena), second = expression_as_text(two, r->arena);
    if (first.n + second.n > EXPRESSION_BYTES)
        return fail(r);
    return expression_text(ARENA_CONCAT(r->arena, first, second));
}

static struct expression_value sum(struct reading *r)
{
    struct expression_value value = product(r), other;
    while (!r->failed) {
        bool plus = take(r, "+");
        if (!plus && take(r, "-")) {
            value = expression_number(expression_as_number(value) - expression_as_number(product(r)));
        } else if (plus || take(r, "~")) {
            other = product(r);
            bool text = !plus || value.kind == EXPRESSION_TEXT || other.kind == EXPRESSION_TEXT;
            value = text ? joined(r, value, other)
                         : expression_number(expression_as_number(value) + expression_as_number(other));
        } else {
            return value;
        }
    }
    return value;
}

size_t expression_end(str line, size_t at)
{
    char quote = '\0';
    for (; at < line.n; at++) {
        char c = line.p[at];
        if (quote ? c == quote : c == '"' || c == '\'')
            quote = quote ? '\0' : c;
        else if (!quote && c == '}' && at + 1 < line.n && line.p[at + 1] == '}')
            return at;
    }
    return STR_NONE;
}

bool expression_read(str text, const struct data *front, struct arena *arena, str *out)
{
    struct reading r = {.rest = text, .front = front, .arena = arena};
    struct expression_value value = sum(&r);
    *out = expression_as_text(value, arena);
    return !r.failed && !str_trim(r.rest).n;
}
