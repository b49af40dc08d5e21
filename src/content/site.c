#include "content/site.h"

#include "content/file_kind.h"
#include "content/site_build.h"
#include "content/site_collections.h"
#include "content/site_data.h"
#include "content/site_links.h"

#include <stdlib.h>

static struct site *site_create(const struct site_options *options)
{
    struct arena *arena = arena_create();
    struct site *site = ARENA_NEW(arena, struct site);
    site->arena = arena;
    site->options = *options;
    atomic_init(&site->references, 1);
    return site;
}

const struct site *site_ref(const struct site *site)
{
    /* The count is the only part of a snapshot that changes. */
    atomic_fetch_add(&((struct site *)(uintptr_t)site)->references, 1);
    return site;
}

void site_unref(const struct site *site)
{
    struct site *s = (struct site *)(uintptr_t)site;
    if (s && atomic_fetch_sub(&s->references, 1) == 1)
        arena_destroy(s->arena);
}

/* Metadata hangs on the configuration, too. */
static bool same_settings(const struct site *a, const struct site *b)
{
    return str_eq(a->settings.config_text, b->settings.config_text) &&
           str_eq(a->settings.authors_text, b->settings.authors_text);
}

/* The errors of files that are reused count on, but are not told again. */
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

/* An editor has truncated _config.yml, and is about to write. */
static bool is_being_written(const struct site *site, const struct site *previous)
{
    str text = site->settings.config_text;
    return previous && text.p && !text.n && previous->settings.config_text.n;
}

static size_t site_count(const struct site *site)
{
    return site->post_count + site->page_count + site->unlisted_count + site->draft_count;
}

/* The folder is as it was, and no post's date has come meanwhile. */
static bool is_unchanged(const struct scan *scan, const struct site_options *options, const struct site *previous)
{
    if (!previous || scan->count != previous->record_count || scan->ground != previous->ground ||
        options->drafts != previous->options.drafts || options->future != previous->options.future ||
        site_shown(previous, options) != site_count(previous))
        return false;
    for (size_t i = 0; i < scan->count; i++)
        if (!str_eq(scan->entries[i].path, previous->records[i]->path) ||
            !is_same(previous->records[i], &scan->entries[i]))
            return false;
    return true;
}

static const struct site *build(struct site *site, int root, const struct scan *scan, const struct site *previous,
                                struct diag *diag)
{
    site->ground = scan->ground;
    site_links_keep(site, scan);
    site->data = site_data_read(root, &site->options, site->arena, diag);
    site->collections = site_collections_read(root, &site->options, &site->settings, site->arena, diag);
    site->errors = diag ? diag_hash_errors(diag, 0) : 0;
    read_records(site, root, scan, previous, diag);
    site_build(site, diag);
    return site;
}

enum err site_load(int root, const struct site_options *options, const struct site *previous, struct diag *diag,
                   const struct site **out)
{
    struct site *site = site_create(options);
    struct arena *scratch = arena_create();
    struct scan scan;
    enum err err = settings_read(root, options, site->arena, diag, &site->settings);
    bool drafts = options->drafts || options->hidden_drafts || site->settings.show_drafts;
    if (err == OK)
        err = scan_capsule(root, &options->names, &site->settings, options->withheld, drafts, scratch, diag, &scan);
    bool unchanged = err == OK && (is_being_written(site, previous) || is_unchanged(&scan, options, previous));
    if (err == OK)
        *out = unchanged ? site_ref(previous) : build(site, root, &scan, previous, diag);
    if (err != OK || unchanged)
        site_unref(site);
    arena_destroy(scratch);
    return err;
}

/* A name in _posts is a post's, and of a text that belongs to no capsule any name; what has no date is a page after
 * all. */
static enum scan_place place_of(int root, str name)
{
    bool posts = root < 0 || str_starts(name, STR("_posts/")) || str_find(name, STR("/_posts/")) != STR_NONE;
    bool drafts = str_starts(name, STR("_drafts/")) || str_find(name, STR("/_drafts/")) != STR_NONE;
    return posts ? PLACE_POSTS : drafts ? PLACE_DRAFTS : PLACE_SITE;
}

enum err site_of_text(int root, const struct site_options *options, str name, str source, struct diag *diag,
                      const struct site **out)
{
    struct site *site = site_create(options);
    site->options.future = true;
    enum err err = settings_read(root, options, site->arena, diag, &site->settings);
    if (err != OK) {
        site_unref(site);
        return err;
    }
    const struct scan_entry entry = {.path = name, .place = place_of(root, name), .size = (int64_t)source.n};
    site->data = site_data_read(root, &site->options, site->arena, diag);
    site->collections = site_collections_read(root, &site->options, &site->settings, site->arena, diag);
    site->records = ARENA_ARRAY(site->arena, struct record *, 1);
    site->records[0] = record_alone(source, &entry, &site->settings, site->arena, diag);
    site->record_count = 1;
    site_build(site, diag);
    *out = site;
    return OK;
}

const struct withheld *site_withheld(const struct site *site)
{
    return site->options.withheld;
}

bool site_may_send(const struct site *site, int root, const struct site_file *file, int fd, const struct stat *st)
{
    return !withheld_open(site->options.withheld, root, site_file_path(file), st) &&
           !file_kind_is_secret(fd, site_file_path(file), st);
}

uint64_t site_ground(const struct site *site)
{
    return site->ground;
}

uint64_t site_errors(const struct site *site)
{
    return site->errors;
}

int64_t site_newest_read(const struct site *site)
{
    return site->newest_read;
}

const struct site_config *site_config(const struct site *site)
{
    return &site->settings.config;
}

struct moment site_moment(const struct site *site, int64_t seconds)
{
    return (struct moment){seconds, zone_offset(site->settings.zone, seconds)};
}

const struct site_options *site_options(const struct site *site)
{
    return &site->options;
}

const struct page *const *site_posts(const struct site *site, size_t *count)
{
    *count = site->post_count;
    return site->all;
}

const struct page *const *site_pages(const struct site *site, size_t *count)
{
    *count = site->page_count;
    return site->all + site->post_count;
}

const struct site_file *site_files(const struct site *site, size_t *count)
{
    *count = site->file_count;
    return site->files;
}

const struct page *const *site_drafts(const struct site *site, size_t *count)
{
    *count = site->draft_count;
    return site->all + site->post_count + site->page_count + site->unlisted_count;
}

const struct site_groups *site_tags(const struct site *site)
{
    return &site->tags;
}

const struct site_groups *site_categories(const struct site *site)
{
    return &site->categories;
}

const struct site_groups *site_years(const struct site *site)
{
    return &site->years;
}

const struct data *site_data(const struct site *site)
{
    return site->data;
}

const struct data *site_collections(const struct site *site)
{
    return site->collections;
}
