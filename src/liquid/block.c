#include "liquid/block.h"

#include "liquid/tag.h"

struct matcher {
    struct token *tokens;
    const struct run *run;
    struct block_faults faults;
    size_t open[BLOCK_DEPTH_MAX]; /* tokens of the open blocks */
    size_t last[BLOCK_DEPTH_MAX]; /* token of the last branch of each */
    size_t depth, excess;
    size_t last_end; /* 1 + index of the last end of a tag that is perhaps a block; 0: none */
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
    return tag && tag->content != TAG_ALONE;
}

static bool is_perhaps(const struct matcher *m, size_t i)
{
    const struct tag *tag = tag_find(m->run, m->tokens[i].name);
    return tag && tag->content == TAG_PERHAPS;
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

/* The innermost block has no end of its own. */
static void leave_open(struct matcher *m, size_t end)
{
    size_t open = m->open[m->depth - 1];
    if (is_perhaps(m, open)) {
        m->tokens[open].opens = false;
        m->depth--;
        return;
    }
    add_fault(m, open, BLOCK_UNCLOSED);
    close_block(m, end);
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
    while (m->depth > level)
        leave_open(m, i);
    close_block(m, i);
}

static void add_branch(struct matcher *m, size_t i)
{
    while (!m->excess && m->depth && is_perhaps(m, m->open[m->depth - 1]))
        leave_open(m, i);
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
    if (opens_block(m, name) && (i < m->last_end || !is_perhaps(m, i)))
        open_block(m, i);
    else if (opens_block(m, name))
        return;
    else if (str_starts(name, STR("end")) && opens_block(m, str_from(name, 3)))
        end_block(m, i);
    else if (str_eq(name, STR("else")) || str_eq(name, STR("elsif")) || str_eq(name, STR("when")))
        add_branch(m, i);
}

struct block_faults block_match(struct tokens *tokens, const struct run *run)
{
    struct matcher m = {.tokens = tokens->items, .run = run};
    for (size_t i = 0; i < tokens->count; i++) {
        const struct token *token = &tokens->items[i];
        const struct tag *tag = str_starts(token->name, STR("end")) ? tag_find(run, str_from(token->name, 3)) : NULL;
        if (token->kind == TOKEN_TAG && tag && tag->content == TAG_PERHAPS)
            m.last_end = i + 1;
    }
    for (size_t i = 0; i < tokens->count; i++)
        if (tokens->items[i].kind == TOKEN_TAG)
            match_token(&m, i);
    while (m.depth)
        leave_open(&m, tokens->count);
    return m.faults;
}
