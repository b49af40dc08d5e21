#include "content/liquid.h"

#include "content/liquid_run.h"
#include "content/liquid_tag.h"
#include "content/liquid_token.h"

static void add_line(struct liquid_out *out, int line)
{
    out->lines = arena_grow(out->arena, out->lines, out->count, &out->capacity, sizeof *out->lines);
    out->lines[out->count++] = line;
}

static void put(struct liquid_out *out, str text, int line, int step)
{
    if (out->text.n + text.n > LIQUID_OUTPUT_MAX)
        text = str_first(text, LIQUID_OUTPUT_MAX - out->text.n);
    bool fresh = out->text.n == 0 || out->text.p[out->text.n - 1] == '\n';
    for (size_t i = 0; i < text.n; i++) {
        if (fresh)
            add_line(out, line);
        fresh = text.p[i] == '\n';
        if (fresh)
            line += step;
    }
    buf_put(&out->text, text);
}

void liquid_out_put(struct liquid_out *out, str text, int line)
{
    put(out, text, line, line > 0);
}

void liquid_out_put_at(struct liquid_out *out, str text, int line)
{
    put(out, text, line, 0);
}

void liquid_warn(struct liquid_run *run, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    str text = arena_vprintf(run->arena, format, args);
    va_end(args);
    diag_add(run->diag, SEVERITY_WARNING, run->scope->file, run->fixed ? run->fixed : run->line, "%.*s", STR_ARG(text));
}

void liquid_set(struct liquid_run *run, str name, struct liquid_value value)
{
    int *index = strmap_at(&run->names, name);
    if (!*index) {
        run->values = arena_grow(run->arena, run->values, run->value_count, &run->value_capacity, sizeof *run->values);
        *index = (int)++run->value_count;
    }
    run->values[*index - 1] = value;
}

static void run_output(struct liquid_run *run, const struct liquid_token *token)
{
    struct liquid_value value = liquid_output(run, token->text);
    liquid_out_put_at(run->out, liquid_to_text(&value, run->arena), run->line);
}

static bool may_go_on(struct liquid_run *run)
{
    if (run->flow != LIQUID_GO)
        return false;
    if (++run->steps <= LIQUID_STEPS_MAX && run->out->text.n < LIQUID_OUTPUT_MAX)
        return true;
    liquid_warn(run, "Liquid takes too long here; what follows is left out");
    run->flow = LIQUID_STOP;
    return false;
}

void liquid_run_tokens(struct liquid_run *run, const struct liquid_tokens *tokens, size_t from, size_t to)
{
    for (size_t i = from; i < to && may_go_on(run);) {
        const struct liquid_token *token = &tokens->items[i];
        run->line = token->line;
        if (token->kind == LIQUID_TAG) {
            i = liquid_tag(run, tokens, i, to);
            continue;
        }
        if (token->kind == LIQUID_OUTPUT)
            run_output(run, token);
        else if (run->fixed)
            liquid_out_put_at(run->out, token->text, run->fixed);
        else
            liquid_out_put(run->out, token->text, token->line);
        i++;
    }
}

void liquid_run_text(struct liquid_run *run, struct mapped text)
{
    if (run->depth >= LIQUID_DEPTH_MAX)
        return;
    struct liquid_tokens tokens = liquid_tokens_of(run, text);
    run->depth++;
    liquid_run_tokens(run, &tokens, 0, tokens.count);
    run->depth--;
}

struct mapped liquid_render(struct mapped in, const struct liquid_scope *scope, struct arena *arena, struct diag *diag)
{
    if (str_find(in.text, STR("{{")) == STR_NONE && str_find(in.text, STR("{%")) == STR_NONE)
        return in;
    struct liquid_out out = {.arena = arena};
    buf_init(&out.text, LIQUID_OUTPUT_MAX + 1);
    struct liquid_run run = {.scope = scope, .arena = arena, .diag = diag, .out = &out, .names = {.arena = arena}};
    liquid_run_text(&run, in);
    struct mapped result = {arena_str(arena, buf_str(&out.text)), out.lines, out.count};
    buf_finish(&out.text);
    return result;
}
