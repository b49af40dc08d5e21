#include "render/atom.h"

#include "render/atom_entry.h"
#include "render/feed_archive.h"
#include "render/places.h"
#include "site/web_address.h"
#include "text/language.h"
#include "uri/uri.h"

#include <stdlib.h>
#include <string.h>

static int newest_first(const void *a, const void *b)
{
    const struct page *one = *(const struct page *const *)a, *two = *(const struct page *const *)b;
    int order = one->has_date == two->has_date ? 0 : one->has_date ? -1 : 1;
    if (order == 0 && one->date.seconds != two->date.seconds)
        order = one->date.seconds < two->date.seconds ? 1 : -1;
    return order ? order : str_cmp(two->source, one->source);
}

/* Takes the posts of the feed, the newest first; a list of documents has an order of its own. */
static void take_posts(struct atom *a, struct arena *arena)
{
    const struct site_group *group = a->options->group;
    a->posts = group ? group->posts : site_main_posts(a->site, &a->count);
    a->count = group ? group->count : a->count;
    if (!group || !a->count || !a->posts[0]->collection.n)
        return;
    const struct page **sorted = ARENA_ARRAY(arena, const struct page *, a->count);
    memcpy(sorted, a->posts, a->count * sizeof *sorted);
    qsort(sorted, a->count, sizeof *sorted, newest_first);
    a->posts = sorted;
}

/* The newest time of an entry, never the time of the run: the same posts give the same bytes. */
static struct moment feed_updated(struct atom *a)
{
    size_t seen = 0;
    struct moment newest = {0};
    for (size_t i = 0; i < a->count && seen < a->skip + a->limit; i++) {
        const struct page *post = a->posts[i];
        if (!post->in_feed || seen++ < a->skip)
            continue;
        struct moment moment = atom_updated(post);
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
        atom_put_link(a, "current", type, ARENA_CONCAT(a->arena, a->base, feed));
    if (before)
        atom_put_link(a, "prev-archive", type, ARENA_CONCAT(a->arena, a->base, feed_archive_address(before, a->arena)));
    if (after)
        atom_put_link(a, "next-archive", type, ARENA_CONCAT(a->arena, a->base, feed_archive_address(after, a->arena)));
}

static void put_head(struct atom *a)
{
    const struct site_config *config = site_config(a->site);
    const struct site_edition edition = site_edition(a->site, a->options->edition);
    str path = a->options->group ? a->options->group_path : STR("/");
    str own = a->options->group ? ARENA_CONCAT(a->arena, path, STR("atom.xml")) : place_of_feed(a->site, a->arena);
    str feed = ARENA_CONCAT(a->arena, a->base, own), self = feed;
    if (a->options->archive)
        self = ARENA_CONCAT(a->arena, a->base, feed_archive_address(a->options->archive, a->arena));
    str title = edition.title.n ? edition.title : site_title(a->site, a->host);
    bool home = a->options->edition && edition.title.n && str_eq(path, edition.home);
    if (a->options->group && !home)
        title = ARENA_CONCAT(a->arena, title, STR(" | "), a->options->group->label);
    atom_put(a, STR("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\""));
    atom_put_attribute(a, "xml:lang", language_first(edition.lang));
    atom_put(a, STR(">\n"));
    atom_put_text(a, "title", title);
    if (config->description.n && !a->options->edition)
        atom_put_text(a, "subtitle", config->description);
    atom_put_link(a, "self", "application/atom+xml", self);
    atom_put_link(a, "alternate", a->options->mirror ? "text/html" : "text/gemini",
                  ARENA_CONCAT(a->arena, a->base, path));
    put_archive_links(a, own);
    atom_put_element(a, "id", feed_id(a, feed));
    atom_put_moment(a, "updated", feed_updated(a));
    atom_put_authors(a, (struct author_list){0}, STR(""));
}

static void put_entries(struct atom *a)
{
    size_t seen = 0;
    for (size_t i = 0; i < a->count && seen < a->skip + a->limit && a->err == OK; i++) {
        const struct page *post = a->posts[i];
        if (!post->in_feed || seen++ < a->skip)
            continue;
        arena_reset(a->arena);
        const struct document *document = a->options->open(a->options->context, post, a->arena);
        if (document)
            atom_put_entry(a, post, document);
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
    a.scope = options->mirror ? options->scope : (struct link_scope){.protocol = LINK_GEMINI, .gemini_port = 1};
    if (options->archive) {
        a.limit = site_config(site)->feed_limit;
        a.skip = site_feed_count(site) - options->archive * a.limit;
    }
    a.host = uri_parse(options->base_url, &uri) == OK && uri.host.n ? uri.host : STR("localhost");
    a.scope.base = a.base;
    if (!options->mirror)
        a.scope.host = a.host;
    struct arena *own = arena_create();
    take_posts(&a, own);
    put_head(&a);
    put_entries(&a);
    atom_put(&a, STR("</feed>\n"));
    arena_destroy(own);
    arena_destroy(a.arena);
    return a.err;
}
