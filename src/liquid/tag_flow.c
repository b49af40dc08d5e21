#include "liquid/expression.h"
#include "liquid/walk.h"

/* if, unless, case, ifchanged, comment: tags that decide which tokens run. */

static bool condition(struct walk *walk, const struct token *token)
{
    bool holds = false;
    str rest = token->rest;
    if (!expression_condition(walk->run, &rest, &holds))
        run_warn(walk->run, "\"%.*s\" is not a condition; write {%% %.*s a == b %%}",
                 STR_ARG(str_first(token->rest, 60)), STR_ARG(token->name));
    return holds && (!str_trim(rest).n || str_has_char(STR("&|"), *str_trim(rest).p));
}

static enum flow run_if(struct walk *walk, size_t i)
{
    size_t end = tag_token(walk, i)->end;
    bool unless = str_eq(tag_token(walk, i)->name, STR("unless"));
    for (size_t branch = i; branch < end; branch = tag_token(walk, branch)->next) {
        const struct token *token = tag_token(walk, branch);
        bool holds = str_eq(token->name, STR("else")) || condition(walk, token) != (branch == i && unless);
        if (holds || walk->run->over)
            return walk_tokens(walk, branch + 1, token->next);
        if (!run_spend(walk->run, 1, 0))
            return FLOW_OVER;
    }
    return FLOW_ON;
}

/* when a, b or c */
static bool matches(struct walk *walk, const struct token *when, struct value value)
{
    struct run *run = walk->run;
    str rest = when->rest;
    bool found = false;
    do {
        struct value candidate;
        if (!expression_value(run, &rest, &candidate)) {
            run_warn(run, "\"%.*s\" is not a list of values; write {%% when 1, 2 %%}",
                     STR_ARG(str_first(when->rest, 60)));
            return found;
        }
        found = found || value_equal(value, candidate, &run->world);
    } while (run_spend(run, 1, when->rest.n) &&
             (expression_take(&rest, ',') || expression_take_word(&rest, STR("or"))));
    return found;
}

static enum flow run_case(struct walk *walk, size_t i)
{
    const struct token *token = tag_token(walk, i);
    struct value value;
    str rest = token->rest;
    size_t end = token->end;
    bool any = false;
    enum flow flow = FLOW_ON;
    if (!expression_value(walk->run, &rest, &value))
        run_warn(walk->run, "{%% case %%} needs a value to compare; write {%% case name %%}");
    for (size_t branch = token->next; branch < end && flow == FLOW_ON; branch = tag_token(walk, branch)->next) {
        const struct token *when = tag_token(walk, branch);
        bool runs = str_eq(when->name, STR("else")) ? !any : matches(walk, when, value);
        if (!run_spend(walk->run, 1, 0))
            return FLOW_OVER;
        any = any || runs;
        if (runs)
            flow = walk_tokens(walk, branch + 1, when->next);
    }
    return flow;
}

static enum flow run_ifchanged(struct walk *walk, size_t i)
{
    struct run *run = walk->run;
    struct output inside;
    output_init(&inside, run->arena, RUN_OUTPUT_MAX);
    struct walk inner = *walk;
    inner.out = &inside;
    enum flow flow = walk_tokens(&inner, i + 1, tag_token(walk, i)->end);
    str text = arena_str(run->arena, output_text(&inside));
    output_finish(&inside);
    if (!str_eq(text, run->changed)) {
        run->changed = text;
        walk_put(walk, text);
    }
    return flow;
}

static enum flow run_comment(struct walk *walk, size_t i)
{
    (void)walk;
    (void)i;
    return FLOW_ON;
}

static enum flow run_break(struct walk *walk, size_t i)
{
    (void)i;
    return walk->run->loop ? FLOW_BREAK : FLOW_ON;
}

static enum flow run_continue(struct walk *walk, size_t i)
{
    (void)i;
    return walk->run->loop ? FLOW_CONTINUE : FLOW_ON;
}

static const struct tag tags[] = {
    {STR_INIT("if"), run_if, TAG_BLOCK},
    {STR_INIT("unless"), run_if, TAG_BLOCK},
    {STR_INIT("case"), run_case, TAG_BLOCK},
    {STR_INIT("comment"), run_comment, TAG_BLOCK},
    {STR_INIT("break"), run_break, TAG_ALONE},
    {STR_INIT("continue"), run_continue, TAG_ALONE},
    {STR_INIT("else"), run_comment, TAG_ALONE},
    {STR_INIT("elsif"), run_comment, TAG_ALONE},
    {STR_INIT("when"), run_comment, TAG_ALONE},
    {STR_INIT("endraw"), run_comment, TAG_ALONE},
    {STR_INIT("ifchanged"), run_ifchanged, TAG_BLOCK},
};
const struct tag_table tag_flow = {tags, sizeof tags / sizeof *tags};
