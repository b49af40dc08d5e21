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

void expansion_count_ends(struct expansion *e)
{
    str name, words, of;
    for (size_t at = 0; at < e->text.n;) {
        size_t next = str_find(str_from(e->text, at), STR("{%"));
        if (next == STR_NONE)
            return;
        at += next;
        size_t n = tag_syntax_at(str_from(e->text, at), &name, &words);
        if (at > e->tags_end)
            return;
        if (n && tag_syntax_is_end(name, &of))
            ++*strmap_at(&e->ends, of);
        at += n ? n : 2;
    }
}

size_t expansion_span_to_end(struct expansion *e, str name, bool counted, str *inner)
{
    str own, words, of, rest = expansion_rest(e);
    for (size_t at = 0; at < rest.n;) {
        size_t next = str_find(str_from(rest, at), STR("{%"));
        if (next == STR_NONE)
            break;
        at += next;
        size_t n = tag_syntax_at(str_from(rest, at), &own, &words);
        if (n && tag_syntax_is_end(own, &of)) {
            if (counted)
                --*strmap_at(&e->ends, of);
            if (str_eq(of, name)) {
                *inner = str_first(rest, at);
                return at + n;
            }
        }
        at += n ? n : 2;
    }
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
