#include "site/read.h"

#include "site/build.h"
#include "site/links.h"
#include "site/record_read.h"
#include "site/today.h"

/* Values that hold unless a generator sets them. */
static const struct site_config defaults = {
    .title = STR_INIT(""),
    .description = STR_INIT(""),
    .author = STR_INIT(""),
    .lang = STR_INIT(""),
    .url = STR_INIT(""),
    .baseurl = STR_INIT(""),
    .timezone = STR_INIT("UTC"),
    .url_written = STR_INIT(""),
    .excerpt_separator = STR_INIT("\n\n"),
    .feed_path = STR_INIT("/feed.xml"),
    .feed_limit = 20,
    .gemini_url = STR_INIT(""),
    .post_footer = true,
    .search = true,
    .recent = 20,
};

static struct site *site_create(const struct site_options *options, const struct generator *generator)
{
    struct arena *arena = arena_create();
    struct site *site = ARENA_NEW(arena, struct site);
    site->arena = arena;
    site->options = *options;
    site->settings = (struct settings){.generator = generator,
                                       .config = defaults,
                                       .posts_folder = STR("_posts"),
                                       .zone = zone_utc(),
                                       .names = ARENA_NEW(arena, struct strmap)};
    site->settings.names->arena = arena;
    atomic_init(&site->references, 1);
    return site;
}

/* Metadata depends on the configuration, too. */
static bool same_settings(const struct site *a, const struct site *b)
{
    return a->settings.generator == b->settings.generator && str_eq(a->settings.config_text, b->settings.config_text) &&
           str_eq(a->settings.authors_text, b->settings.authors_text);
}

/* The errors of reused files still count, but are not reported again. */
static void add_record(struct site *site, int root, const struct scan_entry *entry, const struct record *old,
                       bool reuse, struct diag *diag)
{
    struct record *record = reuse ? record_copy(old, &site->settings, site->arena)
                                  : record_read(root, entry, &site->settings, old, site->arena, diag);
    site->records[site->record_count++] = record;
    site->errors += record->errors;
    if (!reuse && entry->mtime_ns > site->newest_read)
        site->newest_read = entry->mtime_ns;
}

static bool is_same(const struct record *old, const struct scan_entry *entry)
{
    return old && old->size == entry->size && old->mtime_ns == entry->mtime_ns &&
           str_eq(old->link ? old->link->path : STR(""), entry->real);
}

static void read_records(struct site *site, int root, const struct scan *scan, const struct site *previous,
                         struct diag *diag)
{
    bool comparable = previous && same_settings(site, previous);
    site->records = ARENA_ARRAY(site->arena, struct record *, scan->count);
    for (size_t i = 0; i < scan->count; i++) {
        const struct scan_entry *entry = &scan->entries[i];
        const struct record *old = previous ? site_record(previous, entry->path) : NULL;
        add_record(site, root, entry, old, comparable && is_same(old, entry), diag);
    }
}

/* An editor has truncated the configuration, and is about to write it. */
static bool is_being_written(const struct site *site, const struct site *previous)
{
    str text = site->settings.config_text;
    return previous && text.p && !text.n && previous->settings.config_text.n;
}

static size_t site_count(const struct site *site)
{
    return site->post_count + site->page_count + site->unlisted_count + site->draft_count + site->headless_count +
           site->template_count + site->yielding_count - site->awaited_count;
}

/* The folder is unchanged, and no post's date has come since. */
static bool is_unchanged(const struct scan *scan, const struct site_options *options, const struct site *previous)
{
    if (!previous || scan->count != previous->record_count || scan->ground != previous->ground ||
        options->drafts != previous->options.drafts || options->future != previous->options.future ||
        site_shown(previous, options) != site_count(previous) || site_day_is_over(previous, options->now))
        return false;
    for (size_t i = 0; i < scan->count; i++)
        if (!str_eq(scan->entries[i].path, previous->records[i]->path) ||
            !is_same(previous->records[i], &scan->entries[i]))
            return false;
    return true;
}

/* The settings lie outside the folder that is scanned, which itself may have been replaced. */
static uint64_t settings_ground(const struct settings *s)
{
    if (!s->folder.n)
        return 0;
    const uint64_t id[] = {(uint64_t)s->root_id.device, (uint64_t)s->root_id.inode};
    uint64_t hash = str_hash(STR_HASH_SEED, (str){(const char *)id, sizeof id});
    return str_hash(str_hash(hash, s->folder), s->config_text);
}

static void read_ground(struct site *site, int root, struct diag *diag)
{
    const struct generator *generator = site->settings.generator;
    if (generator->read_ground)
        generator->read_ground(root, &site->options, &site->settings, site->arena, diag);
}

static const struct site *build(struct site *site, int root, const struct scan *scan, const struct site *previous,
                                struct diag *diag)
{
    site->ground = scan->ground;
    site_links_keep(site, scan);
    read_ground(site, root, diag);
    site->errors = diag ? diag_hash_errors(diag, 0) : 0;
    read_records(site, root, scan, previous, diag);
    site_build(site, root, diag);
    return site;
}

enum err site_read(int root, const struct site_options *options, const struct generator *generator,
                   const struct site *previous, struct diag *diag, const struct site **out)
{
    struct site *site = site_create(options, generator);
    struct arena *scratch = arena_create();
    struct scan scan = {0};
    enum err err = generator->read_settings(root, options, site->arena, diag, &site->settings);
    site->options = site_options_within(options, &site->settings, site->arena);
    root = site_root(site, root);
    bool drafts = options->drafts || options->hidden_drafts || site->settings.show_drafts;
    if (err == OK)
        err =
            scan_capsule(root, &site->options.names, &site->settings, options->withheld, drafts, scratch, diag, &scan);
    scan.ground += settings_ground(&site->settings);
    bool unchanged = err == OK && (is_being_written(site, previous) || is_unchanged(&scan, options, previous));
    if (err == OK)
        *out = unchanged ? site_ref(previous) : build(site, root, &scan, previous, diag);
    if (err != OK || unchanged)
        site_unref(site);
    arena_destroy(scratch);
    return err;
}

enum err site_read_text(int root, const struct site_options *options, const struct generator *generator, str name,
                        str source, struct diag *diag, const struct site **out)
{
    struct site *site = site_create(options, generator);
    site->options.future = true;
    enum err err = generator->read_settings(root, options, site->arena, diag, &site->settings);
    if (err != OK) {
        site_unref(site);
        return err;
    }
    site->options.names = site_options_within(options, &site->settings, site->arena).names;
    root = site_root(site, root);
    const struct scan_entry entry = {.path = name, .size = (int64_t)source.n};
    read_ground(site, root, diag);
    site->records = ARENA_ARRAY(site->arena, struct record *, 1);
    site->records[0] = record_alone(root, source, &entry, &site->settings, site->arena, diag);
    site->record_count = 1;
    site_build(site, root, diag);
    *out = site;
    return OK;
}
