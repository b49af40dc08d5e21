#include "render/atom.h"

#include "base/strmap.h"
#include "render/feed_archive.h"
#include "render/places.h"
#include "render/render.h"
#include "render/xml.h"
#include "site/web_address.h"
#include "text/language.h"
#include "text/unmarked.h"
#include "uri/uri.h"

#include <stdint.h>

enum { CATEGORIES_MAX = 100 /* of an entry: the categories of the post first, then its tags */ };

struct atom {
    const struct site *site;
    const struct feed_options *options;
    struct buf *out;
    struct arena *arena; /* of the entry being written */
    enum err err;
    size_t skip, limit; /* entries that are newer, and those that are written */
    str base, host;     /* "gemini://host:port" without a final slash */
};

static void put(struct atom *a, str s)
{
    enum err err = buf_put(a->out, s);
    if (a->err == OK)
        a->err = err;
}

static void put_element(struct atom *a, const char *name, str s)
{
    enum err err = xml_put_element(a->out, str_of(name), s);
    if (a->err == OK)
        a->err = err;
}

static void put_attribute(struct atom *a, const char *name, str value)
{
    if (!value.n)
        return;
    put(a, ARENA_CONCAT(a->arena, STR(" "), str_of(name), STR("=\"")));
    enum err err = xml_put_label(a->out, value);
    if (a->err == OK)
        a->err = err;
    put(a, STR("\""));
}

/* Puts text that readers show as it is, never as markup. */
static void put_text(struct atom *a, const char *name, str text)
{
    put(a, ARENA_CONCAT(a->arena, STR("<"), str_of(name), STR(" type=\"text\">")));
    enum err err = xml_put_label(a->out, text);
    if (a->err == OK)
        a->err = err;
    put(a, ARENA_CONCAT(a->arena, STR("</"), str_of(name), STR(">\n")));
}

static void put_link(struct atom *a, const char *rel, const char *type, str address)
{
    put(a, STR("<link"));
    put_attribute(a, "rel", str_of(rel));
    put_attribute(a, "type", str_of(type));
    put_attribute(a, "href", address);
    put(a, STR("/>\n"));
}

static void put_author(struct atom *a, str name)
{
    const struct site_config *config = site_config(a->site);
    if (!name.n)
        name = config->author.n ? config->author : site_title(a->site, a->host);
    put(a, STR("<author>"));
    put_element(a, "name", name);
    put(a, STR("</author>\n"));
}

static void put_moment(struct atom *a, const char *name, struct moment moment)
{
    char text[MOMENT_TEXT];
    put_element(a, name, str_of(moment_rfc3339(moment, text)));
}

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

/* The id that jekyll-feed gives the same post, so that subscribers who come from there do not see it twice; without
 * a url, one by RFC 4151. */
static str entry_id(struct atom *a, const struct page *page)
{
    const struct site_config *config = site_config(a->site);
    if (config->url.n)
        return web_absolute(config, page->feed_id, a->arena);
    return ARENA_CONCAT(a->arena, STR("tag:"), a->host, STR(","), page->feed_id);
}

static struct moment updated(const struct page *page)
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
    /* Types tell alternates apart. A parser may take for the entry's link only what has no type or that of HTML
     * (feedparser): one that stands alone has none. */
    bool alone = !a->options->gopher_url.n && !a->options->web;
    put_link(a, "alternate", alone ? "" : "text/gemini", gemini);
    if (a->options->gopher_url.n) {
        str selector = link_page(page, LINK_GOPHER, a->arena);
        str root = str_trim_char_right(a->options->gopher_url, '/');
        put_link(a, "alternate", "application/gopher-menu", ARENA_CONCAT(a->arena, root, STR("/1"), selector));
    }
    str web = web_root(a->site, a->arena);
    if (a->options->web && web.n)
        put_link(a, "alternate", "text/html", uri_fix(ARENA_CONCAT(a->arena, web, page->url), a->arena));
}

static void put_content(struct atom *a, const struct document *document)
{
    struct link_scope scope = {
        .protocol = LINK_GEMINI, .page = document->page, .base = a->base, .host = a->host, .gemini_port = 1};
    struct buf html;
    buf_init(&html, SIZE_MAX);
    enum err err = render_html(document, &scope, NULL, &html);
    put(a, STR("<content type=\"html\">"));
    if (err == OK)
        err = xml_put(a->out, buf_str(&html));
    put(a, STR("</content>\n"));
    if (a->err == OK)
        a->err = err;
    buf_finish(&html);
}

/* Tags and categories are one to readers of feeds: each name once. Each has a feed of its own, so that a post with N of
 * them is in N feeds: naming all in each would be N × N. */
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
            put(a, STR("<category"));
            put_attribute(a, "term", term);
            put(a, STR("/>\n"));
        }
    }
}

static void put_entry(struct atom *a, const struct page *page, const struct document *document)
{
    str lang = language_first(page->lang);
    put(a, STR("<entry"));
    put_attribute(a, "xml:lang", str_eq(lang, language_first(site_config(a->site)->lang)) ? STR("") : lang);
    put(a, STR(">\n"));
    put_text(a, "title", title_of(page, a->arena));
    put_links(a, page);
    put_element(a, "id", entry_id(a, page));
    put_moment(a, "published", page->date);
    put_moment(a, "updated", updated(page));
    put_author(a, page->author);
    put_categories(a, page);
    enum feed_content content = content_of(a, page);
    str summary = summary_of(document, a->arena);
    if (summary.n && content != FEED_NONE)
        put_text(a, "summary", summary);
    if (content == FEED_FULL)
        put_content(a, document);
    put(a, STR("</entry>\n"));
}

static const struct page *const *feed_posts(struct atom *a, size_t *count)
{
    if (!a->options->group)
        return site_main_posts(a->site, count);
    *count = a->options->group->count;
    return a->options->group->posts;
}

/* The newest time of an entry, never the time of the run: the same posts give the same bytes. */
static struct moment feed_updated(struct atom *a)
{
    size_t count, seen = 0;
    const struct page *const *posts = feed_posts(a, &count);
    struct moment newest = {0};
    for (size_t i = 0; i < count && seen < a->skip + a->limit; i++) {
        if (!posts[i]->in_feed || seen++ < a->skip)
            continue;
        struct moment moment = updated(posts[i]);
        if (seen == a->skip + 1 || moment.seconds > newest.seconds)
            newest = moment;
    }
    return newest;
}

/* The id that jekyll-feed gives the feed, or the feed's own address. */
static str feed_id(struct atom *a, str self)
{
    const struct site_config *config = site_config(a->site);
    bool web = config->url.n && !a->options->group;
    return web ? web_absolute(config, config->feed_path, a->arena) : self;
}

/* RFC 5005 §4. A feed that leaves out posts which no archive has is no way to them. */
static void put_archive_links(struct atom *a, str feed)
{
    static const char type[] = "application/atom+xml";
    size_t archive = a->options->archive, last = feed_archive_count(a->site);
    size_t archived = last * site_config(a->site)->feed_limit;
    if (a->options->group || !last || (!archive && archived + a->limit < site_feed_count(a->site)))
        return;
    size_t before = archive ? archive - 1 : last, after = archive && archive < last ? archive + 1 : 0;
    if (archive)
        put_link(a, "current", type, ARENA_CONCAT(a->arena, a->base, feed));
    if (before)
        put_link(a, "prev-archive", type, ARENA_CONCAT(a->arena, a->base, feed_archive_address(before, a->arena)));
    if (after)
        put_link(a, "next-archive", type, ARENA_CONCAT(a->arena, a->base, feed_archive_address(after, a->arena)));
}

static void put_head(struct atom *a)
{
    const struct site_config *config = site_config(a->site);
    str path = a->options->group ? a->options->group_path : STR("/");
    str own = a->options->group ? ARENA_CONCAT(a->arena, path, STR("atom.xml")) : place_of_feed(a->site, a->arena);
    str feed = ARENA_CONCAT(a->arena, a->base, own), self = feed;
    if (a->options->archive)
        self = ARENA_CONCAT(a->arena, a->base, feed_archive_address(a->options->archive, a->arena));
    str title = site_title(a->site, a->host);
    if (a->options->group)
        title = ARENA_CONCAT(a->arena, title, STR(" | "), a->options->group->label);
    put(a, STR("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\""));
    put_attribute(a, "xml:lang", language_first(config->lang));
    put(a, STR(">\n"));
    put_text(a, "title", title);
    if (config->description.n)
        put_text(a, "subtitle", config->description);
    put_link(a, "self", "application/atom+xml", self);
    put_link(a, "alternate", "text/gemini", ARENA_CONCAT(a->arena, a->base, path));
    put_archive_links(a, own);
    put_element(a, "id", feed_id(a, feed));
    put_moment(a, "updated", feed_updated(a));
    put_author(a, STR(""));
}

static void put_entries(struct atom *a)
{
    size_t count, seen = 0;
    const struct page *const *posts = feed_posts(a, &count);
    for (size_t i = 0; i < count && seen < a->skip + a->limit && a->err == OK; i++) {
        if (!posts[i]->in_feed || seen++ < a->skip)
            continue;
        arena_reset(a->arena);
        const struct document *document = a->options->open(a->options->context, posts[i], a->arena);
        if (document)
            put_entry(a, posts[i], document);
    }
}

enum err render_atom(const struct site *site, const struct feed_options *options, struct buf *out)
{
    struct uri uri;
    struct atom a = {.site = site,
                     .options = options,
                     .out = out,
                     .arena = arena_create(),
                     .limit = options->limit ? options->limit : site_config(site)->feed_limit,
                     .base = str_trim_char_right(options->base_url, '/')};
    if (options->archive) {
        a.limit = site_config(site)->feed_limit;
        a.skip = site_feed_count(site) - options->archive * a.limit;
    }
    a.host = uri_parse(options->base_url, &uri) == OK && uri.host.n ? uri.host : STR("localhost");
    put_head(&a);
    put_entries(&a);
    put(&a, STR("</feed>\n"));
    arena_destroy(a.arena);
    return a.err;
}
