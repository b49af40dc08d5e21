#include "site/site.h"

#include "site/generator.h"
#include "site/group_table.h"
#include "site/snapshot.h"
#include "site/template_pages.h"
#include "site/unlisted.h"

/* The part of PATH, absolute, under the folder BASE ("/blog"); false when PATH is not under it, or BASE is empty. */
static bool under(str base, str path, str *inner)
{
    if (!base.n || !str_starts(path, base))
        return false;
    *inner = path.n == base.n ? STR("/") : str_from(path, base.n);
    return str_starts(*inner, STR("/"));
}

static bool includes(const struct settings *settings, str path, bool is_folder, struct arena *scratch)
{
    const struct generator *generator = settings->generator;
    return generator->includes && generator->includes(settings, path, is_folder, scratch);
}

/* True when nothing on the path of a source keeps it from being an address. */
static bool is_open_source(const struct site *site, str path, struct arena *scratch)
{
    str source = str_from(path, 1);
    for (size_t begin = 0; begin < source.n;) {
        str rest = str_from(source, begin);
        size_t end = begin + str_span_not(rest, "/");
        bool marked = rest.p[0] == '_' || rest.p[0] == '.';
        if (marked && !includes(&site->settings, str_first(source, end), end < source.n, scratch))
            return false;
        begin = end + 1;
    }
    return true;
}

enum asker { AUTHOR, READER };

static const struct page *find_in(const struct path_table *table, const struct site *site, str path, enum asker asker)
{
    struct arena *scratch = arena_create();
    str inner;
    bool by_source = asker == AUTHOR || is_open_source(site, path, scratch);
    const struct page *page = path_table_find(table, path, by_source, scratch);
    /* A page read from a folder of the capsule was once known by its path in the capsule. */
    str folder = site->settings.folder, outer[] = {site->settings.config.baseurl, STR("")};
    if (!page && folder.n)
        outer[1] = ARENA_CONCAT(scratch, STR("/"), folder);
    for (size_t i = 0; i < sizeof outer / sizeof *outer && !page; i++)
        if (under(outer[i], path, &inner)) {
            by_source = asker == AUTHOR || is_open_source(site, inner, scratch);
            page = path_table_find(table, inner, by_source, scratch);
        }
    arena_destroy(scratch);
    return page;
}

const struct page *site_find(const struct site *site, str path)
{
    return find_in(&site->paths, site, path, AUTHOR);
}

const struct page *site_find_address(const struct site *site, str path)
{
    return find_in(&site->paths, site, path, READER);
}

bool site_is_bare(const struct site *site)
{
    size_t posts, pages;
    site_posts(site, &posts);
    site_pages(site, &pages);
    return posts + pages == 0 && !site_find_file(site, STR("gophermap"));
}

/* What its author wrote, whether readers see it or not. */
static bool is_text(const struct record *record)
{
    switch (record->absence) {
    case ABSENT_BROKEN:
    case ABSENT_UNPUBLISHED:
    case ABSENT_NAME:
        return true;
    case ABSENT_NOT:
    case ABSENT_TEMPLATE:
    case ABSENT_PRIVATE:
    case ABSENT_PRIVATE_NOTE: /* the hint says how it is shown */
    case ABSENT_KEY:
        break;
    }
    return record->kind == RECORD_PAGE;
}

bool site_is_empty(const struct site *site)
{
    for (size_t i = 0; i < site->record_count; i++)
        if (is_text(site->records[i]))
            return false;
    return site_is_bare(site);
}

str site_title(const struct site *site, str host)
{
    str folder = site->options.names.real;
    folder = str_trim_char_right(folder.n ? folder : site->options.names.given, '/');
    folder.n -= site->settings.folder.n && folder.n ? site->settings.folder.n + 1 : 0;
    size_t slash = str_find_last(folder, '/');
    str name = slash == STR_NONE ? folder : str_from(folder, slash + 1);
    if (site->settings.config.title.n)
        return site->settings.config.title;
    return host.n && (!name.n || !str_eq_nocase(host, STR("localhost"))) ? host : name;
}

str site_content_folder(const struct site *site)
{
    return site->settings.generator->content_folder;
}

bool site_means_root(const struct site *site)
{
    return site->settings.generator->from_root;
}

str site_left_out(const struct site *site, struct arena *arena)
{
    const struct generator *generator = site->settings.generator;
    return generator->left_out ? generator->left_out(site, arena) : STR("");
}

bool site_is_searched(const struct site *site)
{
    size_t posts;
    const struct site_config *config = site_config(site);
    site_posts(site, &posts);
    return config->search && (config->search_given || posts <= SITE_SEARCHED_MAX);
}

bool site_is_unlisted(const struct site *site, str path)
{
    const struct str_list *unlisted = &site->options.unlisted;
    if (!unlisted->count)
        return false;
    struct arena *scratch = arena_create();
    const struct site_file *file = site_find_file(site, str_from(path, 1));
    bool found = unlisted_folder(unlisted, path) != UNLISTED_NONE ||
                 unlisted_folder(unlisted, site_real_path(site, path, scratch)) != UNLISTED_NONE ||
                 (file && (unlisted_source(unlisted, file->path) != UNLISTED_NONE ||
                           unlisted_source(unlisted, site_file_path(file)) != UNLISTED_NONE));
    arena_destroy(scratch);
    return found;
}

const struct page *site_find_draft(const struct site *site, str path)
{
    return site->draft_count ? find_in(&site->draft_paths, site, path, READER) : NULL;
}

const struct page *template_page_find(const struct site *site, str path)
{
    return site->template_count ? find_in(&site->template_paths, site, path, READER) : NULL;
}

bool site_group_has_feed(const struct site_group *group)
{
    for (size_t i = 0; i < group->count; i++)
        if (group->posts[i]->in_feed)
            return true;
    return false;
}

const struct site_group *site_find_slug(const struct site_groups *groups, str slug)
{
    size_t low = 0, high = groups->count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = str_cmp(groups->items[middle].slug, slug);
        if (order == 0)
            return &groups->items[middle];
        if ((order < 0) != groups->falling)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

const struct site_group *site_find_group(const struct site_groups *groups, str name)
{
    struct arena *scratch = arena_create();
    const struct site_group *found = site_find_slug(groups, group_slug(name, groups->paths, scratch));
    arena_destroy(scratch);
    return found;
}

const struct page *site_find_stem(const struct site *site, str path)
{
    return page_index_get(&site->paths.stems, path);
}

const struct page *site_find_alias(const struct site *site, str path)
{
    int alias = strmap_get(&site->paths.aliases, path);
    return alias ? site->all[alias - 1] : NULL;
}

const struct page *site_find_post(const struct site *site, str name)
{
    const struct generator *generator = site->settings.generator;
    return generator->find_post ? generator->find_post(site, name) : NULL;
}

const struct page *site_named(const struct site *site, bool is_long, str name)
{
    return path_table_named(&site->paths, is_long, name);
}
