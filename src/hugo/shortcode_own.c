#include "hugo/shortcode_own.h"

#include "hugo/rules.h"
#include "hugo/shortcode_fill.h"
#include "hugo/shortcode_template.h"
#include "hugo/shortcode_words.h"

struct shortcode_own shortcode_own_of(const struct shortcode_scope *scope)
{
    return (struct shortcode_own){.scope = scope};
}

static const struct hugo *hugo_in(const struct shortcode_own *own)
{
    const struct site *site = own->scope->page->site;
    return site ? hugo_of(site_settings(site)) : NULL;
}

bool shortcode_own_find(const struct shortcode_own *own, str name, str *template)
{
    for (size_t i = own->inline_count; i-- > 0;)
        if (str_eq(own->inlines[i].name, name)) {
            *template = own->inlines[i].template;
            return true;
        }
    const struct hugo *h = hugo_in(own);
    return h && shortcode_template_find(h->shortcodes, name, template);
}

void shortcode_own_define(struct shortcode_own *own, str name, str template)
{
    const struct hugo *h = hugo_in(own);
    if (!h || !h->inline_shortcodes || own->inline_count == SHORTCODE_INLINE_MAX)
        return;
    own->inlines[own->inline_count].name = name;
    own->inlines[own->inline_count++].template = template;
}

/* True where HTML has the inner text within a quotation. */
static bool is_quoted(str html)
{
    static const char inner[] = {SHORTCODE_INNER};
    str before = str_first(html, str_find(html, (str){inner, 1}));
    return before.n < html.n && str_find(before, STR("<blockquote")) != STR_NONE;
}

/* True when a script in HTML makes something of the arguments or the inner text: what, is not known. */
static bool is_for_script(str html, const struct shortcode_tag *tag)
{
    return str_find(html, STR("<script")) != STR_NONE && (tag->count || str_has_char(html, SHORTCODE_INNER));
}

/* What the template of TAG has for readers, with SHORTCODE_INNER in it; empty: nothing. */
static str words_of(struct shortcode_own *own, const struct shortcode_tag *tag, bool *quotes)
{
    struct arena *arena = own->scope->arena;
    struct buf filled, words;
    str template;
    own->read = (struct shortcode_filled){.unread = false};
    if (!shortcode_own_find(own, tag->name, &template))
        return STR("");
    buf_init(&filled, 1 << 20);
    buf_init(&words, 1 << 20);
    own->read = shortcode_fill(&filled, template, tag, own->scope);
    if (tag->percent && str_ends(tag->name, STR(".inline")))
        return buf_keep(&filled, arena);
    shortcode_words_put(&words, buf_str(&filled));
    *quotes = tag->first && is_quoted(buf_str(&filled));
    own->read.frame = words.n && str_find(buf_str(&filled), STR("<iframe")) != STR_NONE;
    bool silent = !words.n && (own->read.unread || is_for_script(buf_str(&filled), tag));
    own->read.unread = silent || (own->read.handed_on && words.n == 1);
    buf_finish(&filled);
    return buf_keep(&words, arena);
}

/* True for a shortcode of a theme's whose inner text is a quotation, by its name. */
static bool is_quotation(const struct shortcode_tag *tag)
{
    static const char *const names[] = {"quote", "blockquote", "pullquote", "pull-quote", "center-quote"};
    return tag->first && !tag->single && STR_IS_ANY(tag->name, names);
}

bool shortcode_own_open(struct shortcode_own *own, struct buf *out, const struct shortcode_tag *tag)
{
    bool quotes = false;
    str template, words = words_of(own, tag, &quotes), begin, end;
    bool pair = str_cut(words, SHORTCODE_INNER, &begin, &end);
    bool named = is_quotation(tag) && !shortcode_own_find(own, tag->name, &template);
    quotes = (quotes && pair) || named;
    if ((pair || named) && own->depth < SHORTCODE_DEPTH_MAX) {
        own->open[own->depth].name = tag->name;
        own->open[own->depth].quotes = quotes;
        own->open[own->depth++].end = end;
        buf_put(out, quotes ? STR("<blockquote markdown=\"block\">") : STR(""));
    }
    if (own->read.frame && !tag->first && out->n && !char_is_space(out->p[out->n - 1]))
        buf_put_char(out, ' ');
    buf_put(out, begin);
    if (begin.n && pair && tag->alone)
        buf_put(out, STR("  ")); /* a hard break before the inner text */
    return begin.n || (quotes && !named);
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
    if (own->open[own->depth].quotes)
        buf_put(out, STR("</blockquote>"));
    for (size_t k = 0; k < end.n; k++)
        if (end.p[k] != SHORTCODE_INNER)
            buf_put_char(out, end.p[k]);
}
