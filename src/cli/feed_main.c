#include "base/log.h"
#include "cli/load.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "cli/usage.h"
#include "render/atom.h"
#include "render/feed_archive.h"
#include "uri/uri.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

enum { FEED_MAX = 1 << 30, WITH_GOPHER = 1, WITH_WEB = 2 };

struct feed_flags {
    str base_url, output, tag, category;
    long limit, archive;
    int content, kind;
    unsigned alternates;
};

static const struct feed_flags defaults = {.content = FEED_AS_AUTHOR_SAYS};

static const struct option options[] = {
    {.name = "base-url",
     .kind = OPTION_TEXT,
     .offset = offsetof(struct feed_flags, base_url),
     .value = "URL",
     .help = "where the capsule is served: gemini://example.org/"},
    {.name = "output",
     .kind = OPTION_TEXT,
     .offset = offsetof(struct feed_flags, output),
     .value = "FILE",
     .help = "replace FILE in one step (standard output)"},
    OPTION_GENERATOR(offsetof(struct feed_flags, kind)),
    {.name = "limit",
     .kind = OPTION_NUMBER,
     .offset = offsetof(struct feed_flags, limit),
     .value = "N",
     .help = "at most this many entries (20, or feed.posts_limit)",
     .min = 1,
     .max = 1000000},
    {.name = "content",
     .kind = OPTION_CHOICE,
     .offset = offsetof(struct feed_flags, content),
     .value = "full|summary|none",
     .help = "how much of each post (full, or feed.excerpt_only)"},
    {.name = "alternate",
     .kind = OPTION_CHOICES,
     .offset = offsetof(struct feed_flags, alternates),
     .value = "gopher|web",
     .help = "add links to the same post there"},
    {.name = "tag",
     .kind = OPTION_TEXT,
     .offset = offsetof(struct feed_flags, tag),
     .value = "NAME",
     .help = "only posts with this tag"},
    {.name = "category",
     .kind = OPTION_TEXT,
     .offset = offsetof(struct feed_flags, category),
     .value = "NAME",
     .help = "only posts of this category",
     .instead_of = "tag"},
    {.name = "archive",
     .kind = OPTION_NUMBER,
     .offset = offsetof(struct feed_flags, archive),
     .value = "N",
     .help = "the archive /atom/N.xml: 1 has the oldest posts",
     .min = 1,
     .max = 1000000},
};

/* A base URL with its final slash; empty when URL is not one. */
static str as_base(str url, struct arena *arena)
{
    struct uri uri;
    if (uri_parse(url, &uri) != OK || !uri.has_scheme || !uri.host.n || uri.has_query || uri.has_fragment)
        return STR("");
    return str_ends(url, STR("/")) ? url : ARENA_CONCAT(arena, url, STR("/"));
}

static str default_base(const struct site *site, struct arena *arena)
{
    const struct site_config *config = site_config(site);
    str base = as_base(config->gemini_url, arena);
    if (base.n)
        return base;
    struct uri web;
    str host;
    if (uri_parse(config->url, &web) == OK && web.host.n && uri_host(web.host, arena, &host) == OK)
        return ARENA_CONCAT(arena, STR("gemini://"), host, STR("/"));
    return STR("gemini://localhost/");
}

static str gopher_of(str base, struct arena *arena)
{
    struct uri uri;
    if (uri_parse(base, &uri) != OK)
        return STR("");
    return uri_origin("gopher", uri.host, 0, 0, arena);
}

static enum err choose_group(const struct site *site, const struct feed_flags *flags, struct arena *arena,
                             struct feed_options *out)
{
    bool by_tag = flags->tag.n > 0;
    str name = by_tag ? flags->tag : flags->category;
    if (!name.n)
        return OK;
    out->group = site_find_group(by_tag ? site_tags(site) : site_categories(site), name);
    if (!out->group) {
        const char *kind = by_tag ? "tag" : "category";
        log_error("no post has the %s %.*s; see splashdown list", kind, STR_ARG(name));
        return ERR_NOT_FOUND;
    }
    str slug = uri_encode_path(out->group->slug, arena);
    out->group_path = ARENA_CONCAT(arena, by_tag ? STR("/tag/") : STR("/category/"), slug, STR("/"));
    return OK;
}

static enum err choose_archive(const struct site *site, const struct feed_flags *flags, struct feed_options *out)
{
    size_t last = feed_archive_count(site);
    out->archive = (size_t)flags->archive;
    if (out->archive <= last)
        return OK;
    if (last)
        log_error("there is no archive %ld; the newest is --archive %zu", flags->archive, last);
    else
        log_error("there is no archive: the feed has all posts");
    return ERR_NOT_FOUND;
}

struct reading {
    struct loaded *loaded;
    size_t done, all; /* posts */
};

static const struct document *open_document(void *context, const struct page *page, struct arena *arena)
{
    struct reading *r = context;
    const struct document *document;
    enum err err = document_open_for_feed(r->loaded->root, page, arena, &r->loaded->diag, &document);
    progress_show(++r->done, r->all, "posts");
    return err == OK ? document : NULL;
}

static size_t count_posts(const struct site *site, const struct feed_options *feed)
{
    size_t count;
    site_posts(site, &count);
    size_t limit = feed->limit ? feed->limit : site_config(site)->feed_limit;
    count = feed->group ? feed->group->count : count;
    return count < limit ? count : limit;
}

/*
 * Without an address in the configuration, RFC 4151's ids are made from the host of this one run; GIVEN: by its flags,
 * which then say the same each time.
 */
static void warn_of_ids(const struct site *site, str base, bool given, struct arena *arena)
{
    struct uri own, uri;
    if (site_config(site)->url.n || uri_parse(base, &uri) != OK)
        return;
    str gemini = as_base(site_config(site)->gemini_url, arena);
    if (given && !gemini.n)
        return;
    if (gemini.n && uri_parse(gemini, &own) == OK && str_eq_nocase(own.host, uri.host))
        return;
    log_note("the ids of the entries are made from the host %.*s and will change with it, so that readers would see "
             "every post anew; write the host into _config.yml: splashdown: { gemini_url: gemini://example.org/ }",
             STR_ARG(uri.host));
}

static enum err write_feed(struct loaded *loaded, const struct feed_flags *flags, struct arena *arena)
{
    struct reading reading = {.loaded = loaded};
    struct feed_options feed = {
        .base_url = flags->base_url.n ? as_base(flags->base_url, arena) : default_base(loaded->site, arena),
        .web = flags->alternates & WITH_WEB,
        .limit = (size_t)flags->limit,
        .content = (enum feed_content)flags->content,
        .open = open_document,
        .context = &reading,
    };
    if (flags->alternates & WITH_GOPHER)
        feed.gopher_url = gopher_of(feed.base_url, arena);
    if (choose_group(loaded->site, flags, arena, &feed) != OK || choose_archive(loaded->site, flags, &feed) != OK)
        return ERR_NOT_FOUND;
    warn_of_ids(loaded->site, feed.base_url, flags->base_url.n > 0, arena);
    reading.all = count_posts(loaded->site, &feed);
    struct buf out;
    buf_init(&out, FEED_MAX);
    enum err err = render_atom(loaded->site, &feed, &out);
    diag_print(&loaded->diag, SEVERITY_ERROR, stderr);
    if (err != OK)
        log_error("the feed would be larger than %d MB; give --limit or --content summary", FEED_MAX >> 20);
    else
        err = flags->output.n ? output_replace(flags->output, buf_str(&out)) : output_stdout(buf_str(&out));
    buf_finish(&out);
    return err;
}

/* A folder without a post is hardly the one that was meant, unless it says that it is a blog. */
static bool is_feedless(const struct loaded *loaded, str path)
{
    size_t posts;
    site_posts(loaded->site, &posts);
    bool wrong = !posts && (site_is_bare(loaded->site) || !kind_is_top(loaded->root));
    if (wrong && site_is_empty(loaded->site))
        log_error("%.*s: has no posts, so there is no feed of it: %s", STR_ARG(path), kind_first_post(loaded->site));
    else if (wrong)
        log_error("%.*s: has no posts, so there is no feed of it", STR_ARG(path));
    return wrong;
}

static int run(const struct invocation *in)
{
    const struct feed_flags *flags = in->flags;
    if (flags->base_url.n && !as_base(flags->base_url, in->arena).n) {
        log_error("--base-url %.*s is not a base URL; write gemini://example.org/", STR_ARG(flags->base_url));
        return EXIT_USAGE;
    }
    if (flags->archive && (flags->tag.n || flags->category.n || flags->limit)) {
        log_error("--archive is of all posts, and as long as their feed; leave out --limit, --tag and --category");
        return EXIT_USAGE;
    }
    struct loaded loaded;
    str path = in->operand_count ? in->operands[0] : STR(".");
    enum err err = load_open(&loaded, path, false, false);
    loaded.options.kind = flags->kind;
    if (err == OK)
        err = load_site(&loaded);
    if (err == OK && is_feedless(&loaded, path))
        err = ERR_NOT_FOUND;
    if (err == OK)
        err = write_feed(&loaded, flags, in->arena);
    load_finish(&loaded);
    return err == OK ? EXIT_WORKED : EXIT_FAILED;
}

static const struct command command_feed = {
    .title = "splashdown-feed",
    .operands = "[CAPSULE]",
    .summary = "Writes a capsule's Atom feed, as it is served at /atom.xml.",
    .details = "The base URL is splashdown.gemini_url of _config.yml, else the host of its url,\n"
               "else gemini://localhost/.\n",
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .flags_size = sizeof(struct feed_flags),
    .defaults = &defaults,
    .operands_max = 1,
    .run = run,
};

int main(int argc, char **argv)
{
    if (argc > 1 && strcmp(argv[1], "--version") == 0) {
        puts("splashdown-feed " SPLASHDOWN_VERSION);
        return EXIT_WORKED;
    }
    return command_main(&command_feed, argv + (argc > 0));
}
