#include "jekyll/page_template.h"

#include "liquid/liquid.h"

/* True when one of the COUNT words is the name of a tag in BODY. */
static bool has_tag(str body, const str *words, size_t count)
{
    for (size_t at; (at = str_find(body, STR("{%"))) != STR_NONE;) {
        body = str_from(body, at + 2);
        str tag = str_trim_left(str_starts(body, STR("-")) ? str_from(body, 1) : body);
        size_t n = 0;
        while (n < tag.n && char_is_alpha(tag.p[n]))
            n++;
        for (size_t i = 0; i < count; i++)
            if (str_eq(str_first(tag, n), words[i]))
                return true;
    }
    return false;
}

/* Loops and conditions make a page out of the site's data. */
static bool has_logic(str body)
{
    static const str words[] = {STR_INIT("for"),    STR_INIT("if"),      STR_INIT("unless"),   STR_INIT("case"),
                                STR_INIT("assign"), STR_INIT("capture"), STR_INIT("tablerow"), STR_INIT("paginate")};
    return has_tag(body, words, sizeof words / sizeof *words);
}

static bool is_text_layout(str layout)
{
    static const str known[] = {STR_INIT(""),     STR_INIT("default"), STR_INIT("page"), STR_INIT("post"),
                                STR_INIT("home"), STR_INIT("none"),    STR_INIT("null")};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (str_eq(layout, known[i]))
            return true;
    return false;
}

static bool has_word(str text, const str *words, size_t count)
{
    for (; text.n; text = str_from(text, 1))
        for (size_t i = 0; i < count; i++)
            if (str_starts_nocase(text, words[i]))
                return true;
    return false;
}

enum our_list list_of_name(str name)
{
    static const str categories[] = {STR_INIT("categor")}, tags[] = {STR_INIT("tag")}, search[] = {STR_INIT("search")},
                     feeds[] = {STR_INIT("feed"), STR_INIT("rss"), STR_INIT("atom")},
                     posts[] = {STR_INIT("archive"), STR_INIT("posts"), STR_INIT("blog"),
                                STR_INIT("home"),    STR_INIT("index"), STR_INIT("sitemap")};
    static const struct {
        const str *words;
        size_t count;
        enum our_list list;
    } kinds[] = {{categories, 1, LIST_CATEGORIES},
                 {tags, 1, LIST_TAGS},
                 {search, 1, LIST_SEARCH},
                 {feeds, 3, LIST_FEED},
                 {posts, 6, LIST_POSTS}};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (has_word(name, kinds[i].words, kinds[i].count))
            return kinds[i].list;
    return LIST_NONE;
}

enum page_template page_template_of(const struct page_source *s, struct arena *scratch)
{
    bool document = s->collection.label.n > 0;
    if (s->kind != PAGE_PAGE || !s->front.present)
        return TEMPLATE_NONE;
    str layout = data_text(page_value(s, STR("layout")), scratch), body = s->front.body;
    bool bare = str_trim(body).n == 0 && !is_text_layout(layout);
    /* A document without words may be there for its front matter, unless its layout says that it is a list. */
    if (bare && (!document || list_of_name(layout) != LIST_NONE))
        return TEMPLATE_BARE;
    if (document || s->format != FORMAT_HTML)
        return TEMPLATE_NONE;
    static const str scripts[] = {STR_INIT("<script"), STR_INIT("<input")};
    if (has_logic(body) || str_find(body, STR("{{ content }}")) != STR_NONE)
        return TEMPLATE_LOGIC;
    return liquid_is_in(body) || has_word(body, scripts, 2) ? TEMPLATE_PERHAPS : TEMPLATE_NONE;
}

bool page_lists_plainly(const struct page_source *s)
{
    static const str lists[] = {STR_INIT("in site.posts"), STR_INIT("in paginator.posts"), STR_INIT("in site.tags"),
                                STR_INIT("in site.categories")};
    bool html = s->kind == PAGE_PAGE && !s->collection.label.n && s->front.present && s->format == FORMAT_HTML;
    return html && has_word(s->front.body, lists, sizeof lists / sizeof *lists);
}
