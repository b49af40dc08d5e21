#include "jekyll/code_fence.h"
#include "jekyll/template_words.h"

/* highlight: a fenced code block that nothing inside can close. */

static str language_of(str rest)
{
    size_t n = 0;
    while (n < rest.n && (char_is_alnum(rest.p[n]) || str_has_char(STR(".+#_-"), rest.p[n])))
        n++;
    return str_first(rest, n);
}

static enum flow run_highlight(struct walk *walk, size_t i)
{
    struct run *run = walk->run;
    const struct token *token = tag_token(walk, i);
    int line = run->line;
    struct output inside;
    if (!language_of(token->rest).n)
        run_warn(run, "{%% highlight %%} names no language; write {%% highlight ruby %%}");
    output_init(&inside, run->arena, RUN_OUTPUT_MAX);
    struct walk inner = *walk;
    inner.out = &inside;
    enum flow flow = walk_tokens(&inner, i + 1, token->end);
    run->line = line;
    code_fence_put(walk, language_of(token->rest), &inside);
    output_finish(&inside);
    return flow;
}

static const struct tag tags[] = {{STR_INIT("highlight"), run_highlight, TAG_BLOCK}};
const struct tag_table tag_code = {tags, sizeof tags / sizeof *tags};
