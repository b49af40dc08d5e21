#include "liquid/block.h"

#include "liquid/tag.h"

struct matcher {
    struct token *tokens;
    const struct run *run;
    struct block_faults faults;
    size_t open[BLOCK_DEPTH_MAX]; /* tokens of the open blocks */
    size_t last[BLOCK_DEPTH_MAX]; /* token of the last branch of each */
    size_t depth, excess;
};

static void add_fault(struct matcher *m, size_t token, enum block_fault_kind what)
{
    struct block_faults *faults = &m->faults;
    faults->items = arena_grow(m->run->arena, faults->items, faults->count, &faults->capacity, sizeof *faults->items);
    faults->items[faults->count].token = token;
    faults->items[faults->count++].what = what;
}

static bool opens_block(const struct matcher *m, str name)
{
    const struct tag *tag = tag_find(m->run, name);
    return tag && tag->block;
}

static bool takes_branch(str block, str branch)
{
    bool choice = str_eq(block, STR("if")) || str_eq(block, STR("unless"));
    if (str_eq(branch, STR("else")))
        return choice || str_eq(block, STR("case")) || str_eq(block, STR("for"));
    return str_eq(branch, STR("elsif")) ? choice : str_eq(block, STR("case"));
}

static void open_block(struct matcher *m, size_t i)
{
    if (m->depth == BLOCK_DEPTH_MAX) {
        m->excess++;
        m->tokens[i].stray = true;
        add_fault(m, i, BLOCK_TOO_DEEP);
        return;
    }
    m->tokens[i].opens = true;
    m->open[m->depth] = m->last[m->depth] = i;
    m->depth++;
}

static void close_block(struct matcher *m, size_t end)
{
    m->depth--;
    m->tokens[m->last[m->depth]].next = end;
    for (size_t i = m->open[m->depth]; i < end; i = m->tokens[i].next)
        m->tokens[i].end = end;
}

static void end_block(struct matcher *m, size_t i)
{
    str name = str_from(m->tokens[i].name, 3);
    if (m->excess) {
        m->excess--;
        m->tokens[i].stray = true;
        return;
    }
    size_t level = m->depth;
    while (level && !str_eq(m->tokens[m->open[level - 1]].name, name))
        level--;
    if (!level) {
        m->tokens[i].stray = true;
        add_fault(m, i, BLOCK_STRAY);
        return;
    }
    while (m->depth > level) {
        add_fault(m, m->open[m->depth - 1], BLOCK_UNCLOSED);
        close_block(m, i);
    }
    close_block(m, i);
}

static void add_branch(struct matcher *m, size_t i)
{
    if (m->excess || !m->depth || !takes_branch(m->tokens[m->open[m->depth - 1]].name, m->tokens[i].name)) {
        m->tokens[i].stray = true;
        if (!m->excess)
            add_fault(m, i, BLOCK_STRAY);
        return;
    }
    m->tokens[m->last[m->depth - 1]].next = i;
    m->last[m->depth - 1] = i;
}

static bool in_comment(const struct matcher *m)
{
    return m->depth && str_eq(m->tokens[m->open[m->depth - 1]].name, STR("comment"));
}

static void match_token(struct matcher *m, size_t i)
{
    str name = m->tokens[i].name;
    if (in_comment(m) && !str_eq(name, STR("comment")) && !str_eq(name, STR("endcomment")))
        return;
    if (opens_block(m, name))
        open_block(m, i);
    else if (str_starts(name, STR("end")) && opens_block(m, str_from(name, 3)))
        end_block(m, i);
    else if (str_eq(name, STR("else")) || str_eq(name, STR("elsif")) || str_eq(name, STR("when")))
        add_branch(m, i);
}

struct block_faults block_match(struct tokens *tokens, const struct run *run)
{
    struct matcher m = {.tokens = tokens->items, .run = run};
    for (size_t i = 0; i < tokens->count; i++)
        if (tokens->items[i].kind == TOKEN_TAG)
            match_token(&m, i);
    while (m.depth) {
        add_fault(&m, m.open[m.depth - 1], BLOCK_UNCLOSED);
        close_block(&m, tokens->count);
    }
    return m.faults;
}
