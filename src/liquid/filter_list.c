#include "base/buf.h"
#include "liquid/filter.h"

/* Filters that make, join and change lists. */

static void flatten(const struct filter_call *call, struct value v, int depth, struct value **items, size_t *count,
                    size_t *capacity)
{
    if (v.kind == VALUE_LIST && depth < 8) {
        for (size_t i = 0; i < v.count && run_spend(call->run, 1, 0); i++)
            flatten(call, value_item(v, i, &call->run->world), depth + 1, items, count, capacity);
        return;
    }
    *items = arena_grow(call->run->arena, *items, *count, capacity, sizeof **items);
    (*items)[(*count)++] = v;
}

struct value filter_items(const struct filter_call *call)
{
    struct value in = call->in, *items = NULL;
    size_t count = 0, capacity = 0;
    if (in.kind == VALUE_NIL)
        return value_list(NULL, 0);
    if (in.kind == VALUE_LIST && in.form != FORM_VALUES && in.form != FORM_DATA)
        return in;
    flatten(call, in, 0, &items, &count, &capacity);
    return value_list(items, count);
}

static struct value size(const struct filter_call *call)
{
    return value_int(value_size(call->in));
}

static struct value first(const struct filter_call *call)
{
    return call->in.kind == VALUE_STRING ? value_nil() : value_member(call->in, STR("first"), &call->run->world);
}

static struct value last(const struct filter_call *call)
{
    return call->in.kind == VALUE_STRING ? value_nil() : value_member(call->in, STR("last"), &call->run->world);
}

static struct value joined(const struct filter_call *call, struct value list, str glue)
{
    struct buf out;
    buf_init(&out, RUN_OUTPUT_MAX);
    for (size_t i = 0; i < list.count; i++) {
        str text = value_text(value_item(list, i, &call->run->world), &call->run->world);
        if (!run_spend(call->run, 0, glue.n + text.n + 8))
            break;
        if (i)
            buf_put(&out, glue);
        buf_put(&out, text);
    }
    str text = arena_str(call->run->arena, buf_str(&out));
    buf_finish(&out);
    return value_string(text);
}

static struct value join(const struct filter_call *call)
{
    return joined(call, filter_items(call), call->count ? filter_text(call, 0) : STR(" "));
}

static struct value sentence(const struct filter_call *call)
{
    struct value list = filter_items(call);
    struct run *run = call->run;
    str connector = call->count ? filter_text(call, 0) : STR("and");
    if (list.count < 2)
        return list.count ? value_item(list, 0, &run->world) : value_string(STR(""));
    str tail = value_text(value_item(list, list.count - 1, &run->world), &run->world);
    bool two = list.count == 2;
    list.count--;
    return value_string(ARENA_CONCAT(run->arena, joined(call, list, STR(", ")).text, two ? STR(" ") : STR(", "),
                                     connector, STR(" "), tail));
}

struct splitting {
    struct filter_call const *call;
    struct value *items;
    size_t count, capacity;
};

static void add_piece(struct splitting *s, str piece)
{
    s->items = arena_grow(s->call->run->arena, s->items, s->count, &s->capacity, sizeof *s->items);
    s->items[s->count++] = value_string(piece);
}

static str take_piece(str *s, str separator)
{
    size_t end;
    if (str_eq(separator, STR(" "))) {
        end = str_span_not(*s, " \t\n\r\v\f");
    } else if (!separator.n) {
        end = 1;
        while (end < s->n && ((unsigned char)s->p[end] & 0xC0) == 0x80)
            end++;
    } else {
        end = str_find(*s, separator);
    }
    str piece = end == STR_NONE ? *s : str_first(*s, end);
    *s = end == STR_NONE ? STR("") : str_from(*s, end + separator.n);
    return piece;
}

/* As in Ruby's String#split: a blank splits at runs of white space, an empty separator between characters; empty
 * pieces at the end are dropped. */
static struct value split(const struct filter_call *call)
{
    struct splitting s = {.call = call};
    str text = filter_in(call), separator = filter_text(call, 0);
    bool blank = str_eq(separator, STR(" "));
    text = blank ? str_trim_left(text) : text;
    while (text.n && run_spend(call->run, 1, 0)) {
        add_piece(&s, take_piece(&text, separator));
        text = blank ? str_trim_left(text) : text;
    }
    while (s.count && !s.items[s.count - 1].text.n)
        s.count--;
    return value_list(s.items, s.count);
}

static struct value reverse(const struct filter_call *call)
{
    struct value list = filter_items(call);
    struct value *items = ARENA_ARRAY(call->run->arena, struct value, list.count);
    for (size_t i = 0; i < list.count; i++)
        items[i] = value_item(list, list.count - 1 - i, &call->run->world);
    return value_list(items, list.count);
}

static struct value two_lists(const struct filter_call *call, struct value a, struct value b)
{
    if (!run_spend(call->run, a.count + b.count, 0))
        return value_nil();
    struct value *items = ARENA_ARRAY(call->run->arena, struct value, a.count + b.count);
    for (size_t i = 0; i < a.count; i++)
        items[i] = value_item(a, i, &call->run->world);
    for (size_t i = 0; i < b.count; i++)
        items[a.count + i] = value_item(b, i, &call->run->world);
    return value_list(items, a.count + b.count);
}

static struct value one_more(const struct filter_call *call)
{
    struct value *item = ARENA_NEW(call->run->arena, struct value);
    *item = call->count ? call->args[0] : value_nil();
    return value_list(item, 1);
}

static struct value concat(const struct filter_call *call)
{
    struct value more = call->count ? call->args[0] : value_nil();
    if (more.kind == VALUE_LIST)
        return two_lists(call, filter_items(call), more);
    run_warn(call->run, "concat needs a list; write {{ a | concat: b }}");
    return call->in;
}

static struct value push(const struct filter_call *call)
{
    return two_lists(call, filter_items(call), one_more(call));
}

static struct value unshift(const struct filter_call *call)
{
    return two_lists(call, one_more(call), filter_items(call));
}

static struct value shorter(const struct filter_call *call, bool front)
{
    struct value list = two_lists(call, filter_items(call), value_list(NULL, 0));
    if (list.kind != VALUE_LIST || !list.count)
        return list;
    return value_list((const struct value *)list.of + front, list.count - 1);
}

static struct value pop(const struct filter_call *call)
{
    return shorter(call, false);
}

static struct value shift(const struct filter_call *call)
{
    return shorter(call, true);
}

static const struct filter filters[] = {
    {STR_INIT("size"), size},
    {STR_INIT("first"), first},
    {STR_INIT("last"), last},
    {STR_INIT("join"), join},
    {STR_INIT("array_to_sentence_string"), sentence},
    {STR_INIT("split"), split},
    {STR_INIT("reverse"), reverse},
    {STR_INIT("concat"), concat},
    {STR_INIT("push"), push},
    {STR_INIT("unshift"), unshift},
    {STR_INIT("pop"), pop},
    {STR_INIT("shift"), shift},
};
const struct filter_table filter_list = {filters, sizeof filters / sizeof *filters};
