#include "liquid/expression.h"
#include "liquid/filter.h"
#include "liquid/walk.h"

/* assign, capture, increment, decrement, cycle: tags that keep a value. */

static enum flow run_assign_tag(struct walk *walk, size_t i)
{
    const struct token *token = tag_token(walk, i);
    str rest = token->rest, name = expression_word(&rest);
    if (!name.n || !expression_take(&rest, '=')) {
        run_warn(walk->run, "\"assign %.*s\" sets nothing; write {%% assign name = value %%}",
                 STR_ARG(str_first(token->rest, 60)));
        return FLOW_ON;
    }
    run_assign(walk->run, name, filter_expression(walk->run, str_trim(rest)));
    return FLOW_ON;
}

static str capture_name(struct run *run, str rest)
{
    struct value quoted;
    str name = expression_word(&rest);
    if (!name.n && expression_value(run, &rest, &quoted))
        name = value_text(quoted, &run->world);
    return name.n ? name : str_first(rest, str_span_not(rest, " \t\n"));
}

static enum flow run_capture(struct walk *walk, size_t i)
{
    struct run *run = walk->run;
    const struct token *token = tag_token(walk, i);
    str name = capture_name(run, token->rest);
    struct output inside;
    if (!name.n)
        run_warn(run, "{%% capture %%} needs a name; write {%% capture name %%}");
    output_init(&inside, run->arena, RUN_OUTPUT_MAX);
    struct walk inner = *walk;
    inner.out = &inside;
    enum flow flow = walk_tokens(&inner, i + 1, token->end);
    str text = arena_str(run->arena, output_text(&inside));
    output_finish(&inside);
    if (name.n)
        run_assign(run, name, value_string(text));
    return flow;
}

static enum flow run_counter(struct walk *walk, size_t i)
{
    struct run *run = walk->run;
    const struct token *token = tag_token(walk, i);
    str rest = token->rest, name = expression_word(&rest);
    int *counter = strmap_at(&run->counters, name);
    int shown = str_eq(token->name, STR("increment")) ? (*counter)++ : --*counter;
    walk_put(walk, arena_printf(run->arena, "%d", shown));
    return FLOW_ON;
}

/* cycle "a", "b" or cycle group: "a", "b" */
static enum flow run_cycle(struct walk *walk, size_t i)
{
    enum { CYCLE_MAX = 64 };
    struct run *run = walk->run;
    str rest = tag_token(walk, i)->rest, group = rest, after;
    struct value values[CYCLE_MAX], name;
    size_t count = 0;
    after = rest;
    if (expression_value(run, &after, &name) && expression_take(&after, ':')) {
        group = ARENA_CONCAT(run->arena, STR(":"), value_text(name, &run->world));
        rest = after;
    }
    while (count < CYCLE_MAX && expression_value(run, &rest, &values[count])) {
        count++;
        if (!expression_take(&rest, ','))
            break;
    }
    if (!count) {
        run_warn(run, "{%% cycle %%} needs values; write {%% cycle \"odd\", \"even\" %%}");
        return FLOW_ON;
    }
    int *turn = strmap_at(&run->cycles, group);
    walk_put(walk, value_text(values[(size_t)*turn % count], &run->world));
    *turn = (*turn + 1) % (int)count;
    return FLOW_ON;
}

static const struct tag tags[] = {
    {STR_INIT("assign"), run_assign_tag, TAG_ALONE}, {STR_INIT("capture"), run_capture, TAG_BLOCK},
    {STR_INIT("increment"), run_counter, TAG_ALONE}, {STR_INIT("decrement"), run_counter, TAG_ALONE},
    {STR_INIT("cycle"), run_cycle, TAG_ALONE},
};
const struct tag_table tag_set = {tags, sizeof tags / sizeof *tags};
