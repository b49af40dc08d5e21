#include "hugo/shortcode_own.h"

#include "hugo/rules.h"
#include "hugo/shortcode_fill.h"
#include "hugo/shortcode_template.h"
#include "hugo/shortcode_words.h"

struct shortcode_own shortcode_own_of(const struct shortcode_scope *scope)
{
    return (struct shortcode_own){.scope = scope};
}

/* What the template of TAG has for readers, with SHORTCODE_INNER in it; empty: nothing. */
static str words_of(const struct shortcode_own *own, const struct shortcode_tag *tag)
{
    const struct site *site = own->scope->page->site;
    struct arena *arena = own->scope->arena;
    struct buf filled, words;
    str template;
    if (!site || !shortcode_template_find(hugo_of(site_settings(site))->shortcodes, tag->name, &template))
        return STR("");
    buf_init(&filled, 1 << 20);
    buf_init(&words, 1 << 20);
    shortcode_fill(&filled, template, tag, arena);
    shortcode_words_put(&words, buf_str(&filled));
    buf_finish(&filled);
    return buf_keep(&words, arena);
}

bool shortcode_own_has(const struct shortcode_own *own, str name)
{
    const struct site *site = own->scope->page->site;
    str template;
    return site && shortcode_template_find(hugo_of(site_settings(site))->shortcodes, name, &template);
}

bool shortcode_own_open(struct shortcode_own *own, struct buf *out, const struct shortcode_tag *tag)
{
    str words = words_of(own, tag), begin, end;
    bool pair = str_cut(words, SHORTCODE_INNER, &begin, &end);
    if (pair && own->depth < SHORTCODE_DEPTH_MAX) {
        own->open[own->depth].name = tag->name;
        own->open[own->depth++].end = end;
    }
    if (!begin.n)
        return false;
    buf_put(out, begin);
    if (pair && tag->alone)
        buf_put(out, STR("  ")); /* a hard break before the inner text */
    return true;
}

void shortcode_own_close(struct shortcode_own *own, struct buf *out, str name)
{
    size_t i = own->depth;
    while (i > 0 && !str_eq(own->open[i - 1].name, name))
        i--;
    if (!i)
        return;
    str end = own->open[i - 1].end;
    own->depth = i - 1;
    for (size_t k = 0; k < end.n; k++)
        if (end.p[k] != SHORTCODE_INNER)
            buf_put_char(out, end.p[k]);
}
