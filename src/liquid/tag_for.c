#include "liquid/expression.h"
#include "liquid/walk.h"

/* The parsed markup of {% for %} and {% tablerow %}. */
struct for_markup {
    str variable, source, name; /* NAME is forloop.name: "variable-source" */
    struct value list;
    size_t offset, limit;
    bool reversed;
    size_t columns; /* of a row; 0: there is one row */
};

/* The variables of tablerowloop. */
struct row_loop {
    size_t index, length, columns;
};

static size_t clamp(struct value v)
{
    struct value number;
    value_number(v, &number);
    double real = value_real(number);
    return real <= 0 ? 0 : real >= 1e9 ? (size_t)1e9 : (size_t)real;
}

static bool read_option(struct walk *walk, struct for_markup *markup, str *rest)
{
    struct run *run = walk->run;
    struct value value;
    expression_take(rest, ',');
    str name = expression_word(rest);
    if (str_eq(name, STR("reversed"))) {
        markup->reversed = true;
        return true;
    }
    if (!name.n || !expression_take(rest, ':'))
        return false;
    if (str_eq(name, STR("offset")) && expression_take_word(rest, STR("continue"))) {
        markup->offset = (size_t)strmap_get(&run->continued, markup->name);
        return true;
    }
    if (!expression_value(run, rest, &value))
        return false;
    if (str_eq(name, STR("limit")))
        markup->limit = clamp(value);
    else if (str_eq(name, STR("offset")))
        markup->offset = clamp(value);
    else if (str_eq(name, STR("cols")))
        markup->columns = clamp(value);
    return true;
}

static bool read_markup(struct walk *walk, const struct token *token, struct for_markup *markup)
{
    str rest = token->rest;
    *markup = (struct for_markup){.limit = STR_NONE};
    markup->variable = expression_word(&rest);
    if (!markup->variable.n || !expression_take_word(&rest, STR("in")))
        return false;
    str source = str_trim_left(rest);
    if (!expression_value(walk->run, &rest, &markup->list))
        return false;
    markup->source = str_first(source, source.n - rest.n);
    markup->name = ARENA_CONCAT(walk->run->arena, markup->variable, STR("-"), markup->source);
    while (str_trim(rest).n)
        if (!read_option(walk, markup, &rest))
            return false;
    const struct liquid_host *host = walk->run->host;
    if (host->looped)
        host->looped(host->self, markup->list, &walk->run->world);
    return true;
}

/* A text counts as a list of itself, as in Ruby's Liquid; a map as a list of its pairs. */
static size_t length_of(struct value v)
{
    if (v.kind == VALUE_STRING)
        return v.text.n > 0;
    return v.kind == VALUE_LIST || v.kind == VALUE_MAP ? v.count : 0;
}

static struct value item_of(struct value v, size_t i, const struct value_world *world)
{
    return v.kind == VALUE_LIST ? value_item(v, i, world) : v.kind == VALUE_MAP ? value_entry(v, i, world) : v;
}

static struct value loop_value(const struct run_loop *);

/* forloop.KEY */
static struct value loop_member(const void *of, str key, const struct value_world *world)
{
    const struct run_loop *loop = of;
    (void)world;
    int64_t index = (int64_t)loop->index, length = (int64_t)loop->length;
    if (str_eq(key, STR("index")))
        return value_int(index + 1);
    if (str_eq(key, STR("index0")))
        return value_int(index);
    if (str_eq(key, STR("rindex")))
        return value_int(length - index);
    if (str_eq(key, STR("rindex0")))
        return value_int(length - index - 1);
    if (str_eq(key, STR("first")))
        return value_bool(index == 0);
    if (str_eq(key, STR("last")))
        return value_bool(index + 1 == length);
    if (str_eq(key, STR("length")))
        return value_int(length);
    if (str_eq(key, STR("name")))
        return value_string(loop->name);
    if (str_eq(key, STR("parentloop")) && loop->parent)
        return loop_value(loop->parent);
    return value_nil();
}

static struct value loop_shown(const void *of, const struct value_world *world)
{
    (void)of;
    (void)world;
    return value_nil();
}

static struct value loop_value(const struct run_loop *loop)
{
    static const struct object_type type = {.member = loop_member, .shown = loop_shown};
    return value_object(VALUE_MAP, &type, loop, 0);
}

static enum flow run_rounds(struct walk *walk, size_t i, const struct for_markup *markup, struct run_loop *loop)
{
    struct run *run = walk->run;
    size_t body_end = tag_token(walk, i)->next, variable = run->local_count;
    if (!run_push(run, markup->variable, value_nil()) || !run_push(run, STR("forloop"), loop_value(loop))) {
        run_warn(run, "the loops are nested too deep; nest less");
        run->local_count = variable;
        return FLOW_ON;
    }
    enum flow flow = FLOW_ON;
    for (loop->index = 0; loop->index < loop->length; loop->index++) {
        size_t at = markup->reversed ? loop->length - 1 - loop->index : loop->index;
        run->locals[variable].value = item_of(markup->list, markup->offset + at, &run->world);
        flow = run_spend(run, 1, 0) ? walk_tokens(walk, i + 1, body_end) : FLOW_OVER;
        if (flow == FLOW_BREAK || flow == FLOW_OVER)
            break;
    }
    run->local_count = variable;
    return flow == FLOW_OVER ? flow : FLOW_ON;
}

static enum flow run_for(struct walk *walk, size_t i)
{
    struct run *run = walk->run;
    const struct token *token = tag_token(walk, i);
    struct for_markup markup;
    if (!read_markup(walk, token, &markup)) {
        run_warn(run, "\"for %.*s\" is not a loop; write {%% for post in site.posts limit: 5 %%}",
                 STR_ARG(str_first(token->rest, 60)));
        return FLOW_ON;
    }
    size_t all = length_of(markup.list);
    size_t left = all > markup.offset ? all - markup.offset : 0;
    struct run_loop *loop = ARENA_NEW(run->arena, struct run_loop);
    *loop = (struct run_loop){.length = left < markup.limit ? left : markup.limit, .name = markup.name};
    loop->parent = run->loop;
    *strmap_at(&run->continued, markup.name) = (int)(markup.offset + loop->length);
    if (!loop->length)
        return token->next < token->end ? walk_tokens(walk, token->next + 1, token->end) : FLOW_ON;
    run->loop = loop;
    enum flow flow = run_rounds(walk, i, &markup, loop);
    run->loop = loop->parent;
    return flow;
}

/* ---- rows of a table */

static bool row_ends(const struct row_loop *loop)
{
    return loop->columns && (loop->index + 1) % loop->columns == 0;
}

/* tablerowloop.KEY */
static struct value row_member(const void *of, str key, const struct value_world *world)
{
    const struct row_loop *loop = of;
    (void)world;
    int64_t index = (int64_t)loop->index, length = (int64_t)loop->length;
    int64_t column = loop->columns ? index % (int64_t)loop->columns : index;
    int64_t row = loop->columns ? index / (int64_t)loop->columns : 0;
    const struct {
        str key;
        int64_t number;
    } numbers[] = {{STR("index"), index + 1},       {STR("index0"), index},
                   {STR("rindex"), length - index}, {STR("rindex0"), length - index - 1},
                   {STR("length"), length},         {STR("col"), column + 1},
                   {STR("col0"), column},           {STR("row"), row + 1}};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        if (str_eq(key, numbers[i].key))
            return value_int(numbers[i].number);
    if (str_eq(key, STR("first")))
        return value_bool(index == 0);
    if (str_eq(key, STR("last")))
        return value_bool(index + 1 == length);
    if (str_eq(key, STR("col_first")))
        return value_bool(column == 0);
    return str_eq(key, STR("col_last")) ? value_bool(row_ends(loop)) : value_nil();
}

static enum flow put_cells(struct walk *walk, size_t i, const struct for_markup *markup, struct row_loop *loop)
{
    struct run *run = walk->run;
    size_t variable = run->local_count - 2;
    for (loop->index = 0; loop->index < loop->length; loop->index++) {
        size_t column = loop->columns ? loop->index % loop->columns : loop->index;
        run->locals[variable].value = item_of(markup->list, markup->offset + loop->index, &run->world);
        walk_put(walk, arena_printf(run->arena, "<td class=\"col%zu\">", column + 1));
        enum flow flow = run_spend(run, 1, 0) ? walk_tokens(walk, i + 1, tag_token(walk, i)->next) : FLOW_OVER;
        walk_put(walk, STR("</td>"));
        if (flow == FLOW_BREAK || flow == FLOW_OVER)
            return flow;
        if (row_ends(loop) && loop->index + 1 < loop->length)
            walk_put(walk, arena_printf(run->arena, "</tr>\n<tr class=\"row%zu\">", loop->index / loop->columns + 2));
    }
    return FLOW_ON;
}

/* Liquid's TableRow: rows without the table around them. */
static enum flow run_tablerow(struct walk *walk, size_t i)
{
    static const struct object_type type = {.member = row_member, .shown = loop_shown};
    struct run *run = walk->run;
    const struct token *token = tag_token(walk, i);
    struct for_markup markup;
    if (!read_markup(walk, token, &markup)) {
        run_warn(run, "\"tablerow %.*s\" is not a loop; write {%% tablerow post in site.posts cols: 2 %%}",
                 STR_ARG(str_first(token->rest, 60)));
        return FLOW_ON;
    }
    if (markup.list.kind == VALUE_NIL)
        return FLOW_ON;
    size_t all = length_of(markup.list), before = run->local_count;
    size_t left = all > markup.offset ? all - markup.offset : 0;
    struct row_loop *loop = ARENA_NEW(run->arena, struct row_loop);
    *loop = (struct row_loop){.length = left < markup.limit ? left : markup.limit, .columns = markup.columns};
    if (!run_push(run, markup.variable, value_nil()) ||
        !run_push(run, STR("tablerowloop"), value_object(VALUE_MAP, &type, loop, 0))) {
        run_warn(run, "the loops are nested too deep; nest less");
        run->local_count = before;
        return FLOW_ON;
    }
    walk_put(walk, STR("<tr class=\"row1\">\n"));
    enum flow flow = put_cells(walk, i, &markup, loop);
    walk_put(walk, STR("</tr>\n"));
    run->local_count = before;
    return flow == FLOW_OVER ? flow : FLOW_ON;
}

static const struct tag tags[] = {{STR_INIT("for"), run_for, TAG_BLOCK},
                                  {STR_INIT("tablerow"), run_tablerow, TAG_BLOCK}};
const struct tag_table tag_for = {tags, sizeof tags / sizeof *tags};
