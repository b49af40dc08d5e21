#include "liquid/filter.h"

#include "base/buf.h"
#include "liquid/expression.h"

static filter_function find_filter(const struct run *run, str name)
{
    for (size_t t = 0; t < run->filter_tables; t++)
        for (size_t i = 0; i < run->filters[t]->count; i++)
            if (str_eq(run->filters[t]->items[i].name, name))
                return run->filters[t]->items[i].apply;
    return NULL;
}

str filter_in(const struct filter_call *call)
{
    return value_text(call->in, &call->run->world);
}

str filter_text(const struct filter_call *call, size_t i)
{
    return i < call->count ? value_text(call->args[i], &call->run->world) : STR("");
}

int64_t filter_int(const struct filter_call *call, size_t i, int64_t otherwise)
{
    struct value number;
    if (i >= call->count || !value_number(call->args[i], &number))
        return otherwise;
    if (number.kind == VALUE_INT)
        return number.integer;
    return number.real > -1e15 && number.real < 1e15 ? (int64_t)number.real : otherwise;
}

str filter_replaced(struct run *run, str s, str needle, str by, size_t count)
{
    struct buf out;
    buf_init(&out, RUN_OUTPUT_MAX);
    while (count--) {
        size_t at = needle.n ? str_find(s, needle) : STR_NONE;
        if (at == STR_NONE || !run_spend(run, 0, at + by.n))
            break;
        buf_put(&out, str_first(s, at));
        buf_put(&out, by);
        s = str_from(s, at + needle.n);
    }
    buf_put(&out, s);
    str text = arena_str(run->arena, buf_str(&out));
    buf_finish(&out);
    return text;
}

static bool read_argument(struct filter_call *call, str *rest)
{
    struct value value;
    str s = *rest, name = expression_word(&s);
    if (name.n && expression_take(&s, ':')) {
        if (!expression_value(call->run, &s, &value))
            return false;
        if (str_eq(name, STR("allow_false")))
            call->allow_false = value_is_true(value);
        *rest = s;
        return true;
    }
    if (!expression_value(call->run, rest, &value))
        return false;
    if (call->count < FILTER_ARGS_MAX)
        call->args[call->count++] = value;
    return true;
}

static size_t weight(struct value v)
{
    return v.kind == VALUE_STRING ? v.text.n : v.kind == VALUE_LIST || v.kind == VALUE_MAP ? v.count * 16 : 0;
}

static struct value run_filter(struct filter_call *call)
{
    filter_function apply = find_filter(call->run, call->name);
    if (!apply) {
        run_warn(call->run, "unknown filter \"%.*s\"; the value is left as it is", STR_ARG(str_first(call->name, 60)));
        return call->in;
    }
    size_t bytes = weight(call->in);
    for (size_t i = 0; i < call->count; i++)
        bytes += weight(call->args[i]);
    if (!run_spend(call->run, 1, bytes))
        return value_nil();
    struct value out = apply(call);
    return run_spend(call->run, 0, weight(out)) ? out : value_nil();
}

struct value filter_apply(struct run *run, struct value value, str markup)
{
    str rest = markup;
    while (expression_take(&rest, '|') && !run->over) {
        struct filter_call call = {.run = run, .in = value};
        call.name = expression_word(&rest);
        if (!call.name.n)
            continue;
        bool more = expression_take(&rest, ':');
        while (more && read_argument(&call, &rest))
            more = expression_take(&rest, ',');
        value = run_filter(&call);
    }
    rest = str_trim(rest);
    if (rest.n && !run->over)
        run_warn(run, "\"%.*s\" makes no sense here and is ignored; write {{ value | filter }}",
                 STR_ARG(str_first(rest, 60)));
    return value;
}

struct value filter_expression(struct run *run, str markup)
{
    struct value value;
    str rest = markup;
    if (!expression_value(run, &rest, &value) && str_trim_left(rest).n && *str_trim_left(rest).p != '|') {
        run_warn(run, "\"%.*s\" is not a value; write a name, a number or a text in quotes",
                 STR_ARG(str_first(markup, 60)));
        return value_nil();
    }
    return filter_apply(run, value, rest);
}
