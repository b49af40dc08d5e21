#include "site/snapshot.h"

#include "site/file_kind.h"

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

uint64_t site_posts_version(const struct site *site)
{
    return site->posts_version;
}

uint64_t site_pages_version(const struct site *site)
{
    return site->pages_version;
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

const struct page *const *site_main_posts(const struct site *site, size_t *count)
{
    *count = site->main_post_count;
    return site->all;
}

size_t site_feed_count(const struct site *site)
{
    return site->feed_count;
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

const struct page *const *site_unlisted_pages(const struct site *site, size_t *count)
{
    *count = site->unlisted_count;
    return site->all + site->post_count + site->page_count;
}

const struct page *const *site_yielding(const struct site *site, size_t *count)
{
    *count = site->yielding_count;
    return site->all + site->post_count + site->page_count + site->unlisted_count + site->draft_count +
           site->headless_count + site->template_count;
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

const struct site_groups *site_collections(const struct site *site)
{
    return &site->collections;
}

const struct settings *site_settings(const struct site *site)
{
    return &site->settings;
}

static str name_within(str name, const struct settings *settings, struct arena *arena)
{
    return name.n ? ARENA_CONCAT(arena, str_trim_char_right(name, '/'), STR("/"), settings->folder) : name;
}

struct site_options site_options_within(const struct site_options *options, const struct settings *settings,
                                        struct arena *arena)
{
    struct site_options inner = *options;
    if (settings->folder.n)
        inner.names = (struct folder_names){name_within(options->names.given, settings, arena),
                                            name_within(options->names.real, settings, arena)};
    return inner;
}

int site_root(const struct site *site, int capsule_root)
{
    return site && site->settings.folder.n ? site->settings.root : capsule_root;
}

bool site_inner_path(const struct site *site, str source, str *inner)
{
    str folder = site->settings.folder;
    *inner = source;
    if (!folder.n)
        return true;
    if (!str_starts(source, folder) || source.n <= folder.n + 1 || source.p[folder.n] != '/')
        return false;
    *inner = str_from(source, folder.n + 1);
    return true;
}

int site_newest_first(const void *a, const void *b)
{
    const struct page *one = *(const struct page *const *)a, *two = *(const struct page *const *)b;
    if (one->edition != two->edition)
        return one->edition < two->edition ? -1 : 1;
    if (one->date.seconds != two->date.seconds)
        return one->date.seconds < two->date.seconds ? 1 : -1;
    return -str_cmp(one->source, two->source);
}

size_t site_first_file(const struct site *site, str path)
{
    size_t low = 0, high = site->file_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (str_cmp(site->files[middle].path, path) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

const struct site_file *site_find_file_source(const struct site *site, str path)
{
    size_t at = site_first_file(site, path);
    return at < site->file_count && str_eq(site->files[at].path, path) ? &site->files[at] : NULL;
}

const struct site_file *site_find_file(const struct site *site, str address)
{
    size_t low = 0, high = site->address_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = str_cmp(site->files_by_address[middle]->address, address);
        if (order == 0)
            return site->files_by_address[middle];
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

const struct page *site_find_source(const struct site *site, str source)
{
    return path_table_source(&site->paths, source);
}
