#include "hexo/expansion.h"

#include "hexo/tag_syntax.h"

str expansion_rest(const struct expansion *e)
{
    return str_from(e->text, e->at);
}

void expansion_copy(struct expansion *e, size_t n)
{
    template_out_copy(&e->out, str_first(expansion_rest(e), n), &e->line);
    e->at += n;
}

void expansion_pass(struct expansion *e, size_t n)
{
    e->line += (int)str_count(str_first(expansion_rest(e), n), '\n');
    e->at += n;
}

/* The bytes of the first tag at *AT or behind it, 0: none; *AT is where it begins. */
static size_t next_tag(str text, size_t *at, str *name, str *words)
{
    for (; *at < text.n; *at += 2) {
        size_t next = str_find(str_from(text, *at), STR("{%"));
        if (next == STR_NONE)
            return 0;
        *at += next;
        size_t n = tag_syntax_at(str_from(text, *at), name, words);
        if (n)
            return n;
    }
    return 0;
}

/* Adds BY for each end in TEXT. */
static void count_ends(struct expansion *e, str text, int by)
{
    str name, words, of;
    for (size_t at = 0, n; (n = next_tag(text, &at, &name, &words)) > 0; at += n)
        if (tag_syntax_is_end(name, &of))
            *strmap_at(&e->ends, of) += by;
}

void expansion_count_ends(struct expansion *e)
{
    count_ends(e, str_first(e->text, e->tags_end + strlen("%}")), 1);
}

size_t expansion_span_to_end(struct expansion *e, str name, bool counted, str *inner)
{
    str own, words, of, rest = expansion_rest(e);
    for (size_t at = 0, n; (n = next_tag(rest, &at, &own, &words)) > 0; at += n)
        if (tag_syntax_is_end(own, &of) && str_eq(of, name)) {
            if (counted)
                count_ends(e, str_first(rest, at + n), -1);
            *inner = str_first(rest, at);
            return at + n;
        }
    *inner = (str){0};
    if (counted)
        *strmap_at(&e->ends, name) = 0;
    return 0;
}

void expansion_put(struct expansion *e, str text, int line)
{
    template_out_put(&e->out, text, line);
}

void expansion_end_line(struct expansion *e)
{
    if (e->out.within)
        expansion_put(e, STR("\n"), e->line);
}
