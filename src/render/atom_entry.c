#include "render/atom_entry.h"

#include "base/strmap.h"
#include "render/render.h"
#include "render/xml.h"
#include "site/web_address.h"
#include "text/language.h"
#include "text/unmarked.h"
#include "uri/uri.h"

#include <stdint.h>

enum { CATEGORIES_MAX = 100 /* of an entry: the categories of the post first, then its tags */ };

/* "https://example.org/blog", without a final slash; empty: the site is not on the web. */
static str web_root(const struct site *site, struct arena *arena)
{
    const struct site_config *config = site_config(site);
    if (!config->url.n)
        return STR("");
    str url = str_trim_char_right(config->url, '/');
    str base = str_trim_char_right(config->baseurl, '/');
    return ARENA_CONCAT(arena, url, base.n && base.p[0] != '/' ? STR("/") : STR(""), base);
}

/* The id that the web site's feed gives the same post, so that subscribers who come from there do not see it twice;
 * without a url, one by RFC 4151. */
static str entry_id(struct atom *a, const struct page *page)
{
    const struct site_config *config = site_config(a->site);
    if (!str_starts(page->feed_id, STR("/")) && config->url.n)
        return page->feed_id;
    if (config->url.n)
        return web_absolute(config, page->feed_id, a->arena);
    str tag = ARENA_CONCAT(a->arena, STR("tag:"), a->host, STR(","));
    if (!str_starts(page->feed_id, STR("/")))
        return ARENA_CONCAT(a->arena, tag, page->feed_id);
    struct civil day = moment_civil(page->date);
    return arena_printf(a->arena, "%.*s%04d-%02d-%02d:%.*s", STR_ARG(tag), day.year, day.month, day.day,
                        STR_ARG(page->feed_id));
}

struct moment atom_updated(const struct page *page)
{
    return page->has_modified ? page->modified : page->date;
}

/* White space in a row is one space. */
static str one_line(str text, struct arena *arena)
{
    char *out = arena_alloc(arena, text.n + 1, 1);
    size_t n = 0;
    text = str_trim(text);
    for (size_t i = 0; i < text.n; i++) {
        bool space = char_is_space(text.p[i]);
        if (!space || (n && out[n - 1] != ' '))
            out[n++] = space ? ' ' : text.p[i];
    }
    return (str){out, n};
}

static str title_of(const struct page *page, struct arena *arena)
{
    str title = one_line(page->title, arena);
    return title.n ? title : page->slug.n ? page->slug : page->source;
}

/* As in jekyll-feed, the author's own description replaces the excerpt, and is all that is sent where excerpt_only
 * holds. */
static str summary_of(const struct document *document, struct arena *arena)
{
    str description = one_line(document->page->description, arena);
    return description.n ? description : document->excerpt;
}

static enum feed_content content_of(const struct atom *a, const struct page *page)
{
    if (a->options->content != FEED_AS_AUTHOR_SAYS)
        return a->options->content;
    return page->excerpt_only ? FEED_SUMMARY : FEED_FULL;
}

static void put_links(struct atom *a, const struct page *page)
{
    str gemini = ARENA_CONCAT(a->arena, a->base, link_page(page, LINK_GEMINI, a->arena));
    if (a->options->mirror) {
        atom_put_link(a, "alternate", "text/html",
                      ARENA_CONCAT(a->arena, a->base, link_page(page, LINK_WEB, a->arena)));
        if (a->scope.gemini.n)
            atom_put_link(a, "alternate", "text/gemini",
                          ARENA_CONCAT(a->arena, a->scope.gemini, link_page(page, LINK_GEMINI, a->arena)));
        return;
    }
    /* Types tell alternates apart. A parser may take for the entry's link only what has no type or that of HTML
     * (feedparser): one that stands alone has none. */
    bool alone = !a->options->gopher_url.n && !a->options->web;
    atom_put_link(a, "alternate", alone ? "" : "text/gemini", gemini);
    if (a->options->gopher_url.n) {
        str selector = link_page(page, LINK_GOPHER, a->arena);
        str root = str_trim_char_right(a->options->gopher_url, '/');
        atom_put_link(a, "alternate", "application/gopher-menu", ARENA_CONCAT(a->arena, root, STR("/1"), selector));
    }
    str web = web_root(a->site, a->arena);
    if (a->options->web && web.n)
        atom_put_link(a, "alternate", "text/html", uri_fix(ARENA_CONCAT(a->arena, web, page->url), a->arena));
}

/* Behind all alternates: some programs take the first link for the entry's. Its type is one that every machine knows.
 */
static void put_picture(struct atom *a, const struct page *page)
{
    struct link_scope scope = a->scope;
    scope.page = page;
    scope.gemini_port = 0;
    if (!page->picture.n)
        return;
    struct link_target target = link_resolve(&scope, page->picture, a->arena);
    str path = target.ours ? uri_decode(str_from(target.address, a->base.n), a->arena) : STR("/");
    const struct site_file *file = site_find_file(a->site, str_from(path, 1));
    atom_put(a, STR("<link rel=\"enclosure\""));
    if (file) {
        atom_put_attribute(a, "type", mime_of(NULL, file->path));
        atom_put_attribute(a, "length", arena_printf(a->arena, "%lld", (long long)file->size));
    }
    atom_put_attribute(a, "href", target.address);
    atom_put(a, STR("/>\n"));
}

static void put_content(struct atom *a, const struct document *document)
{
    struct link_scope scope = a->scope;
    scope.page = document->page;
    scope.uses = NULL;
    struct buf html;
    buf_init(&html, SIZE_MAX);
    enum err err = render_html(document, &scope, NULL, &html);
    atom_put(a, STR("<content type=\"html\">"));
    if (err == OK)
        err = xml_put(a->out, buf_str(&html));
    atom_put(a, STR("</content>\n"));
    atom_note_err(a, err);
    buf_finish(&html);
}

/* Tags and categories are one to readers of feeds: each name once, as jekyll-feed has it ("WWDC" and "wwdc" are two).
 * Each has a feed of its own, so that a post with N of them is in N feeds: naming all in each would be N × N. */
static void put_categories(struct atom *a, const struct page *page)
{
    const struct str_list lists[] = {page->categories, page->tags};
    struct strmap put_already = {.arena = a->arena};
    size_t left = CATEGORIES_MAX;
    for (size_t list = 0; list < 2; list++) {
        for (size_t i = 0; i < lists[list].count && left; i++) {
            str term = text_unmark(lists[list].items[i], a->arena);
            int *known = strmap_at(&put_already, term);
            if ((*known)++)
                continue;
            left--;
            atom_put(a, STR("<category"));
            atom_put_attribute(a, "term", term);
            atom_put(a, STR("/>\n"));
        }
    }
}

void atom_put_entry(struct atom *a, const struct page *page, const struct document *document)
{
    str lang = language_first(page->lang), feed = language_first(site_edition(a->site, a->options->edition).lang);
    atom_put(a, STR("<entry"));
    atom_put_attribute(a, "xml:lang", str_eq(lang, feed) ? STR("") : lang);
    atom_put(a, STR(">\n"));
    atom_put_text(a, "title", title_of(page, a->arena));
    put_links(a, page);
    put_picture(a, page);
    atom_put_element(a, "id", entry_id(a, page));
    atom_put_moment(a, "published", page->date);
    atom_put_moment(a, "updated", atom_updated(page));
    atom_put_authors(a, page->authors, page->author);
    put_categories(a, page);
    enum feed_content content = content_of(a, page);
    str summary = content == FEED_NONE ? one_line(page->description, a->arena) : summary_of(document, a->arena);
    /* An entry without content has some text all the same: its summary (RFC 4287 4.1.1.1). */
    if (!summary.n && content != FEED_FULL)
        summary = title_of(page, a->arena);
    if (summary.n)
        atom_put_text(a, "summary", summary);
    if (content == FEED_FULL)
        put_content(a, document);
    atom_put(a, STR("</entry>\n"));
}
