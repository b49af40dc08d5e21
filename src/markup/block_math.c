#include "markup/block.h"

static str after_dollars(str s)
{
    size_t at = str_find(s, STR("$$"));
    return at == STR_NONE ? STR("") : str_from(s, at + 2);
}

/* The line in which "$$" closes the formula that opens in line FROM; b->count when none does. */
static size_t find_end(struct blocks *b, size_t from)
{
    str opening = after_dollars(line_text(&b->lines[from]));
    for (size_t i = from; i < b->count; i++) {
        str s = i == from ? opening : line_text(&b->lines[i]);
        if (str_find(s, STR("$$")) != STR_NONE)
            return str_trim(after_dollars(s)).n ? b->count : i;
    }
    b->no_math_end = true;
    return b->count;
}

static bool opens(const struct blocks *b, size_t i)
{
    return str_starts(line_content(&b->lines[i]), STR("$$")) && !b->no_math_end;
}

static bool has_blank(const struct blocks *b, size_t from, size_t to)
{
    while (from < to && !line_blank(&b->lines[from]))
        from++;
    return from < to;
}

/* In kramdown a formula in one line is a part of the text that goes on around it. */
bool math_interrupts(struct blocks *b, size_t i)
{
    size_t end = opens(b, i) ? find_end(b, i) : b->count;
    return end < b->count && end > i && !has_blank(b, i, end);
}

bool block_math_take(struct parser *parser, struct blocks *b, size_t end)
{
    size_t from = b->at;
    bool text_follows = end == from && end + 1 < b->count && !line_blank(&b->lines[end + 1]);
    if (end == b->count || text_follows)
        return false;
    line_outdent(&b->lines[from], line_indent(&b->lines[from]));
    cmark_node *code = code_add(parser, b, from, end + 1, b->lines[from].number);
    cmark_node_set_fence_info(code, "math");
    b->at = end + 1;
    return true;
}

bool block_math(struct parser *parser, struct blocks *b)
{
    return opens(b, b->at) && block_math_take(parser, b, find_end(b, b->at));
}
