#include "content/liquid_token.h"

struct cutter {
    struct liquid_run *run;
    struct mapped in;
    size_t at;      /* bytes of the text that have been cut */
    size_t line;    /* of the text, at AT, from 0 */
    bool trim_next; /* "-%}" came before */
    struct liquid_tokens tokens;
};

static int line_number(const struct cutter *c)
{
    if (c->run->fixed)
        return c->run->fixed;
    return c->line < c->in.count ? c->in.lines[c->line] : 0;
}

static struct liquid_token *add(struct cutter *c, enum liquid_token_kind kind, str text)
{
    struct liquid_tokens *t = &c->tokens;
    t->items = arena_grow(c->run->arena, t->items, t->count, &t->capacity, sizeof *t->items);
    struct liquid_token *token = &t->items[t->count++];
    *token = (struct liquid_token){.kind = kind, .text = text, .line = line_number(c)};
    return token;
}

static void advance(struct cutter *c, size_t to)
{
    for (; c->at < to; c->at++)
        c->line += c->in.text.p[c->at] == '\n';
}

/* The text up to END, less the white space that a hyphen in a tag beside it takes. */
static void add_literal(struct cutter *c, size_t end, bool trim_end)
{
    if (c->trim_next) {
        size_t begin = c->at;
        while (begin < end && char_is_space(c->in.text.p[begin]))
            begin++;
        advance(c, begin);
    }
    str text = str_between(c->in.text, c->at, end);
    if (trim_end)
        text = str_trim_right(text);
    if (text.n)
        add(c, LIQUID_LITERAL, text);
    advance(c, end);
    c->trim_next = false;
}

static str trim_hyphens(str inside, bool *after)
{
    if (str_starts(inside, STR("-")))
        inside = str_from(inside, 1);
    *after = str_ends(inside, STR("-"));
    return str_trim(*after ? str_first(inside, inside.n - 1) : inside);
}

/* The offset of "{% endNAME %}" at or after FROM, and what follows it. */
static size_t find_end(str text, size_t from, str name, size_t *after)
{
    while (from < text.n) {
        size_t open = str_find(str_from(text, from), STR("{%"));
        if (open == STR_NONE)
            break;
        open += from;
        str rest = str_from(text, open + 2);
        liquid_skip(&rest, "-");
        str word = liquid_word(&rest);
        str end = rest;
        liquid_skip(&end, "-");
        if (str_starts(word, STR("end")) && str_eq(str_trim_char_right(str_from(word, 3), '-'), name) &&
            liquid_skip(&end, "%}")) {
            *after = text.n - end.n;
            return open;
        }
        from = open + 2;
    }
    return STR_NONE;
}

/* What is in raw is literal to its end; a comment is nothing. */
static void add_verbatim(struct cutter *c, str name)
{
    size_t after, end = find_end(c->in.text, c->at, name, &after);
    if (end == STR_NONE) {
        liquid_warn(c->run, "{%% %.*s %%} has no end; write {%% end%.*s %%} after it", STR_ARG(name), STR_ARG(name));
        end = after = c->in.text.n;
    }
    if (str_eq(name, STR("raw")))
        add_literal(c, end, false);
    advance(c, after);
}

static void add_tag(struct cutter *c, str inside, size_t end)
{
    c->run->line = line_number(c);
    struct liquid_token *token = add(c, LIQUID_TAG, inside);
    token->name = liquid_word(&token->text);
    token->text = str_trim(token->text);
    str name = token->name;
    advance(c, end);
    if (str_eq(name, STR("raw")) || str_eq(name, STR("comment")))
        add_verbatim(c, name);
}

static void cut(struct cutter *c)
{
    str text = c->in.text;
    size_t from = 0;
    for (;;) {
        size_t open = str_find_char(str_from(text, from), '{');
        if (open == STR_NONE || open + from + 1 >= text.n)
            break;
        open += from;
        char kind = text.p[open + 1];
        if (kind != '{' && kind != '%') {
            from = open + 1;
            continue;
        }
        size_t close = str_find(str_from(text, open + 2), kind == '{' ? STR("}}") : STR("%}"));
        if (close == STR_NONE) {
            /* Of the other kind there may still be one. */
            if (str_find(str_from(text, open + 2), kind == '{' ? STR("%}") : STR("}}")) == STR_NONE)
                break;
            from = open + 2;
            if (++c->run->steps > LIQUID_STEPS_MAX / 100)
                break;
            continue;
        }
        bool trim_after, trim_before = open + 2 < text.n && text.p[open + 2] == '-';
        str inside = trim_hyphens(str_between(text, open + 2, open + 2 + close), &trim_after);
        from = open + 2 + close + 2;
        add_literal(c, open, trim_before);
        if (kind == '{') {
            add(c, LIQUID_OUTPUT, inside);
            advance(c, from);
        } else {
            add_tag(c, inside, from);
        }
        c->trim_next = trim_after;
        from = c->at;
    }
    add_literal(c, text.n, false);
}

static bool is_block(str name)
{
    static const str names[] = {STR_INIT("if"),      STR_INIT("unless"),    STR_INIT("case"),     STR_INIT("for"),
                                STR_INIT("capture"), STR_INIT("highlight"), STR_INIT("codeblock")};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (str_eq(name, names[i]))
            return true;
    return false;
}

static bool is_branch(str name)
{
    return str_eq(name, STR("else")) || str_eq(name, STR("elsif")) || str_eq(name, STR("when"));
}

/* Links each block's opening to its branches and its end; what has no end ends with the text. */
static void pair(struct liquid_run *run, struct liquid_tokens *t)
{
    size_t open[LIQUID_DEPTH_MAX], last[LIQUID_DEPTH_MAX];
    size_t depth = 0;
    for (size_t i = 0; i < t->count; i++) {
        struct liquid_token *token = &t->items[i];
        if (token->kind != LIQUID_TAG)
            continue;
        token->next = t->count;
        if (is_block(token->name) && depth < LIQUID_DEPTH_MAX) {
            open[depth] = last[depth] = i;
            depth++;
        } else if (depth && is_branch(token->name)) {
            t->items[last[depth - 1]].next = i;
            last[depth - 1] = i;
        } else if (depth && str_starts(token->name, STR("end")) &&
                   str_eq(str_from(token->name, 3), t->items[open[depth - 1]].name)) {
            t->items[last[--depth]].next = i;
        }
    }
    while (depth-- > 0) {
        run->line = t->items[open[depth]].line;
        liquid_warn(run, "{%% %.*s %%} has no end; write {%% end%.*s %%} where it is to end",
                    STR_ARG(t->items[open[depth]].name), STR_ARG(t->items[open[depth]].name));
    }
}

struct liquid_tokens liquid_tokens_of(struct liquid_run *run, struct mapped text)
{
    struct cutter c = {.run = run, .in = text};
    cut(&c);
    pair(run, &c.tokens);
    return c.tokens;
}
