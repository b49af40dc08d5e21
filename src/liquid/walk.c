#include "liquid/walk.h"

#include "liquid/block.h"
#include "liquid/filter.h"
#include "liquid/markdown_block.h"

/* Walks a template: copies text, writes outputs, runs tags. */

void walk_put(struct walk *walk, str text)
{
    struct run *run = walk->run;
    if (run->over || output_put(walk->out, text, (struct origin){.line = run->line}))
        return;
    run->effort->over = true;
    run_warn(run, "the page grows beyond %d MB; the rest is left out", RUN_OUTPUT_MAX >> 20);
    run->over = true;
}

static int line_of(const struct origin *origin, size_t line)
{
    if (!origin->lines)
        return origin->line;
    return line < origin->count ? origin->lines[line] : 0;
}

/* Moves the run to LINE (from 0) of the text from ORIGIN. */
static void go_to(struct run *run, const struct origin *origin, size_t line)
{
    run->line = line_of(origin, line);
    run->include_line = run->include_first + (int)line;
}

static void put_source(struct walk *walk, const struct token *token)
{
    struct run *run = walk->run;
    struct origin origin = walk->origin;
    if (origin.lines) {
        size_t skip = token->line < origin.count ? token->line : origin.count;
        origin.lines += skip;
        origin.count -= skip;
    }
    if (!output_put(walk->out, token->text, origin) && !run->over) {
        run->effort->over = true;
        run_warn(run, "the page grows beyond %d MB; the rest is left out", RUN_OUTPUT_MAX >> 20);
        run->over = true;
    }
}

static void put_output(struct walk *walk, const struct token *token)
{
    struct run *run = walk->run;
    if (!run_spend(run, 1, token->text.n))
        return;
    struct value value = filter_expression(run, token->text);
    str text = value_text(value, &run->world);
    if (value.kind == VALUE_STRING && value.count)
        text = markdown_block(text, output_last_line(walk->out), run->arena);
    if (run_spend(run, 0, text.n))
        walk_put(walk, text);
}

static void put_broken(struct walk *walk, const struct token *token)
{
    bool tag = str_ends(token->text, STR("%"));
    run_warn(walk->run,
             "\"%.*s\" is never closed by \"%s\"; close it, or write {%% raw %%} before and {%% endraw %%} after what "
             "is not Liquid",
             STR_ARG(token->text), tag ? "%}" : "}}");
    put_source(walk, token);
}

/* The end of an unknown block is not reported: its beginning was. */
static enum flow unknown_tag(struct walk *walk, const struct token *token)
{
    if (!str_starts(token->name, STR("end")) && !str_starts(token->text, STR("#")))
        run_warn(walk->run,
                 "unknown tag \"%.*s\"; it is left out. Write plain Markdown, or {%% raw %%} before and {%% endraw %%} "
                 "after to show it",
                 STR_ARG(str_first(token->name.n ? token->name : token->text, 60)));
    return FLOW_ON;
}

static enum flow run_tag(struct walk *walk, size_t i)
{
    const struct token *token = tag_token(walk, i);
    if (!run_spend(walk->run, 1, token->text.n))
        return FLOW_OVER;
    if (str_eq(token->name, STR("raw"))) {
        if (token->stray)
            run_warn(walk->run, "{%% raw %%} is never closed; write {%% endraw %%} after what is not Liquid");
        return FLOW_ON;
    }
    return token->stray ? FLOW_ON : token->tag ? token->tag->run(walk, i) : unknown_tag(walk, token);
}

static enum flow walk_token(struct walk *walk, size_t i)
{
    const struct token *token = tag_token(walk, i);
    go_to(walk->run, &walk->origin, token->line);
    switch (token->kind) {
    case TOKEN_TEXT:
        put_source(walk, token);
        return run_spend(walk->run, 0, token->text.n) ? FLOW_ON : FLOW_OVER;
    case TOKEN_OUTPUT:
        put_output(walk, token);
        return FLOW_ON;
    case TOKEN_BROKEN:
        put_broken(walk, token);
        return FLOW_ON;
    case TOKEN_TAG:
        return run_tag(walk, i);
    }
    return FLOW_ON;
}

enum flow walk_tokens(struct walk *walk, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++) {
        enum flow flow = walk_token(walk, i);
        if (walk->run->over)
            return FLOW_OVER;
        if (flow != FLOW_ON)
            return flow;
        const struct token *token = tag_token(walk, i);
        if (token->opens)
            i = token->end;
    }
    return FLOW_ON;
}

static void tell_fault(struct run *run, const struct token *token, const struct block_fault *fault)
{
    str name = token->name;
    switch (fault->what) {
    case BLOCK_UNCLOSED:
        run_warn(run, "{%% %.*s %%} is never closed; write {%% end%.*s %%} where it ends", STR_ARG(name),
                 STR_ARG(name));
        return;
    case BLOCK_STRAY:
        run_warn(run, "{%% %.*s %%} belongs to no open tag and is left out; remove it", STR_ARG(name));
        return;
    case BLOCK_TOO_DEEP:
        run_warn(run, "{%% %.*s %%} is nested in more than %d others and is left out; nest less", STR_ARG(name),
                 BLOCK_DEPTH_MAX);
        return;
    }
}

struct template template_cut(const struct run *run, str text)
{
    struct template template = {.tokens = token_split(text, run->arena)};
    template.faults = block_match(&template.tokens, run);
    for (size_t i = 0; i < template.tokens.count; i++)
        if (template.tokens.items[i].kind == TOKEN_TAG)
            template.tokens.items[i].tag = tag_find(run, template.tokens.items[i].name);
    return template;
}

enum flow walk_template(struct run *run, const struct template *template, struct origin origin, struct output *out)
{
    const struct token *tokens = template->tokens.items;
    for (size_t i = 0; i < template->faults.count; i++) {
        const struct block_fault *fault = &template->faults.items[i];
        go_to(run, &origin, tokens[fault->token].line);
        tell_fault(run, &tokens[fault->token], fault);
    }
    struct walk walk = {.run = run, .tokens = &template->tokens, .origin = origin, .out = out};
    return walk_tokens(&walk, 0, template->tokens.count);
}

enum flow walk_file(struct walk *walk, const struct walk_file *file, str name, struct value parameters)
{
    struct run *run = walk->run;
    str outer = run->include;
    int line = run->line, outer_line = run->include_line, outer_first = run->include_first;
    if (!run_push(run, name, parameters))
        return FLOW_ON;
    run->includes++;
    run->include = file->path;
    run->include_first = file->first;
    enum flow flow = walk_template(run, &file->template, (struct origin){.line = line}, walk->out);
    run->include = outer;
    run->include_first = outer_first;
    run->include_line = outer_line;
    run->line = line;
    run->includes--;
    run_pop(run);
    return flow;
}
