#include "hugo/shortcode_other.h"

#include "hugo/asset.h"
#include "hugo/rules.h"
#include "hugo/shortcode_code.h"
#include "hugo/shortcode_figure.h"
#include "hugo/shortcode_link.h"
#include "uri/uri.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

enum { POSITIONAL_WORDS_MAX = 2 /* arguments; with more it is a call, and not text */ };

static const char *const words[] = {"alt", "caption", "title", "text", "content"};

bool shortcode_is_address(str s)
{
    return str_starts_nocase(s, STR("http://")) || str_starts_nocase(s, STR("https://")) ||
           str_starts_nocase(s, STR("mailto:")) || str_starts(s, STR("./")) || str_starts(s, STR("../")) ||
           (str_starts(s, STR("/")) && s.n > 1);
}

/* The words of TAG for a link: those of a usual name, else of one that ends so, "cta_text". */
static str words_of(const struct shortcode_tag *tag)
{
    str found = shortcode_argument(tag, words, COUNT(words), false);
    for (size_t i = 0; i < tag->count && !found.n; i++)
        for (size_t k = 0; k < COUNT(words) && !found.n; k++)
            if (str_ends_nocase(tag->arguments[i].key, str_of(words[k])))
                found = tag->arguments[i].value;
    return found;
}

static bool is_picture(str s)
{
    static const str ends[] = {STR_INIT(".png"), STR_INIT(".jpg"),  STR_INIT(".jpeg"), STR_INIT(".gif"),
                               STR_INIT(".svg"), STR_INIT(".webp"), STR_INIT(".avif")};
    bool found = false;
    for (size_t i = 0; i < COUNT(ends); i++)
        found = found || str_ends_nocase(s, ends[i]);
    return found && !str_has_char(s, ' ');
}

/* The title of the page that ADDRESS leads to; ADDRESS itself: that is none of ours. */
static str label_of(str address, const struct shortcode_scope *scope)
{
    const struct site *site = scope->page->site;
    if (!site || !str_starts(address, STR("/")))
        return address;
    uses_list(scope->uses, site, USE_POSTS);
    uses_list(scope->uses, site, USE_PAGES);
    str path = uri_decode(str_first(address, str_span_not(address, "?#")), scope->arena);
    const struct page *page = site_find_address(site, path);
    return page && page->titled ? page->title : address;
}

static void put_link(struct buf *out, str label, str href, const struct shortcode_scope *scope)
{
    shortcode_link_put(out, false, label.n ? label : label_of(href, scope), href);
}

/* A number alone, "0.153.0", says nothing. */
static bool is_number(str s)
{
    s = str_from(s, str_starts(s, STR("v")));
    return s.n && str_span(s, "0123456789.") == s.n;
}

static str name_in_words(str name, struct arena *arena)
{
    char *z = arena_z(arena, name);
    for (size_t i = 0; i < name.n; i++)
        z[i] = z[i] == '-' || z[i] == '_' || z[i] == '/' ? ' ' : z[i];
    return (str){z, name.n};
}

/* Switches, and names of data and parameters. */
static bool is_no_word(str s)
{
    static const char *const switches[] = {"true", "false"};
    return STR_IS_ANY(s, switches) || (str_has_char(s, '_') && !str_has_char(s, ' '));
}

/* The arguments by position that are words, between blanks; many are none. */
static str words_by_position(const struct shortcode_tag *tag, struct arena *arena)
{
    str out = STR("");
    size_t count = 0;
    for (size_t i = 0; i < tag->count; i++) {
        str value = str_trim(tag->arguments[i].value);
        if (tag->arguments[i].key.n || !value.n || shortcode_is_address(value) || is_no_word(value))
            continue;
        out = ARENA_CONCAT(arena, out, out.n ? STR(" ") : STR(""), value);
        count++;
    }
    if (count > POSITIONAL_WORDS_MAX)
        return STR("");
    return is_number(out) ? ARENA_CONCAT(arena, name_in_words(tag->name, arena), STR(" "), out) : out;
}

/* The first argument that looks like an address; empty: none does. */
static str address_in(const struct shortcode_tag *tag)
{
    for (size_t i = 0; i < tag->count; i++)
        if (shortcode_is_address(tag->arguments[i].value) ||
            (!tag->arguments[i].key.n && is_picture(tag->arguments[i].value)))
            return tag->arguments[i].value;
    return STR("");
}

str shortcode_picture(str src, const struct shortcode_tag *tag, const struct shortcode_own *own)
{
    str template, source;
    if (uri_has_scheme(src, NULL) || !shortcode_own_find(own, tag->name, &template) ||
        str_find(template, STR("esources.")) == STR_NONE || asset_beside(src, &source, own->scope).n)
        return src;
    str address = asset_address(src, &source, own->scope);
    return address.n ? address : src;
}

static void put_by_position(struct buf *out, const struct shortcode_tag *tag, const struct shortcode_own *own)
{
    static const char *const title[] = {"title", "summary"};
    struct arena *arena = own->scope->arena;
    str address = address_in(tag), label = words_of(tag);
    str positional = words_by_position(tag, arena);
    if (is_picture(address))
        shortcode_figure_put(out, tag, shortcode_picture(address, tag, own), arena);
    else if (address.n)
        put_link(out, label.n ? label : positional, address, own->scope);
    else if (shortcode_argument(tag, title, COUNT(title), false).n)
        buf_put(out, shortcode_argument(tag, title, COUNT(title), false));
    else if (own->read.unread)
        buf_put(out, positional);
}

/* Says of a name that neither Hugo nor the folder has a template for, or whose template is not understood, that little
 * of it is shown. */
static void tell(const struct shortcode_tag *tag, const struct shortcode_own *own)
{
    static const char *const known[] = {"details",        "highlight", "comment",      "twitter",
                                        "twitter_simple", "x_simple",  "vimeo_simple", "instagram_simple"};
    const struct shortcode_scope *scope = own->scope;
    const struct site *site = scope->page->site;
    str template, name = str_first(tag->name, 100);
    if (!site || hugo_of(site_settings(site))->dialect || str_ends(tag->name, STR(".inline")))
        return;
    if (own->read.unread)
        diag_add(scope->diag, SEVERITY_NOTE, scope->page->source, tag->line,
                 tag->address
                     ? "the template of the shortcode %.*s asks Hugo for what is not known here (partials, data, "
                       "lists), so the link whose address it makes leads nowhere; write the address"
                     : "the template of the shortcode %.*s asks Hugo for what is not known here (partials, data, "
                       "lists): its "
                       "inner text, its picture or link, else its words are shown; a template that prints .Get and "
                       ".Inner is "
                       "understood",
                 STR_ARG(name));
    else if (!STR_IS_ANY(tag->name, known) && !shortcode_own_find(own, tag->name, &template) &&
             !shortcode_code_has(tag, STR("")))
        diag_add(scope->diag, SEVERITY_NOTE, scope->page->source, tag->line,
                 "the shortcode %.*s has no template in layouts/shortcodes or in the folder of a theme: of it only its "
                 "inner text, its title and its picture or link are shown; a template there says what else is",
                 STR_ARG(name));
}

void shortcode_other_put(struct buf *out, const struct shortcode_tag *tag, const struct shortcode_own *own)
{
    static const char *const sources[] = {"src"}, *const links[] = {"href", "url", "link"};
    str src = shortcode_argument(tag, sources, 1, false), href = shortcode_argument(tag, links, COUNT(links), false);
    tell(tag, own);
    if (tag->address)
        buf_put(out, src.n ? src : href.n ? href : address_in(tag));
    else if (src.n)
        shortcode_figure_put(out, tag, shortcode_picture(src, tag, own), own->scope->arena);
    else if (href.n)
        put_link(out, words_of(tag), href, own->scope);
    else
        put_by_position(out, tag, own);
}
