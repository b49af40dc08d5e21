#include "markup/block.h"

/*
 * "\\[ … \\]", as MathJax wants a displayed formula, and "\[ … \]", of which kramdown leaves the brackets: a block of
 * its own. The latter may be a bracket that its author kept from being a link, so it must look like a formula.
 */

struct brackets {
    str open, close;
};

static const struct brackets doubled = {STR_INIT("\\\\["), STR_INIT("\\\\]")};
static const struct brackets simple = {STR_INIT("\\["), STR_INIT("\\]")};

static const struct brackets *opening(str s)
{
    return str_starts(s, doubled.open) ? &doubled : str_starts(s, simple.open) ? &simple : NULL;
}

static bool looks_like_formula(str s)
{
    return str_span_not(s, "=^_\\{}+<>") < s.n;
}

/* The line that ends the formula which opens in line FROM; b->count when there is none. */
static size_t find_end(struct parser *parser, struct blocks *b, size_t from)
{
    const struct brackets *brackets = opening(line_trimmed(&b->lines[from]));
    for (size_t i = from; brackets && i < b->count && !line_blank(&b->lines[i]); i++) {
        str s = line_trimmed(&b->lines[i]);
        size_t at = str_find(i == from ? str_from(s, brackets->open.n) : s, brackets->close);
        at += i == from && at != STR_NONE ? brackets->open.n : 0;
        if (at == STR_NONE)
            continue;
        str whole = str_trim(lines_join(&b->lines[from], i + 1 - from, parser->arena));
        str inner = str_between(whole, brackets->open.n, whole.n - brackets->close.n);
        bool formula = brackets == &doubled || looks_like_formula(inner);
        return formula && at + brackets->close.n == s.n ? i : b->count;
    }
    return b->count;
}

bool math_brackets_interrupt(struct parser *parser, struct blocks *b, size_t i)
{
    str s = line_trimmed(&b->lines[i]);
    const struct brackets *brackets = opening(s);
    return brackets && brackets->open.n == s.n && find_end(parser, b, i) < b->count;
}

bool block_math_brackets(struct parser *parser, struct blocks *b)
{
    return block_math_take(parser, b, find_end(parser, b, b->at));
}
