#include "site/links.h"

const struct record *site_record(const struct site *site, str path)
{
    size_t low = 0, high = site->record_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = str_cmp(site->records[middle]->path, path);
        if (order == 0)
            return site->records[middle];
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

void site_links_keep(struct site *site, const struct scan *scan)
{
    struct scan_folder *links = ARENA_ARRAY(site->arena, struct scan_folder, scan->folder_count);
    for (size_t i = 0; i < scan->folder_count; i++)
        links[i] = (struct scan_folder){arena_str(site->arena, scan->folders[i].path),
                                        arena_str(site->arena, scan->folders[i].real)};
    site->links = links;
    site->link_count = scan->folder_count;
}

const struct record *site_target(const struct site *site, const struct record *record)
{
    return record->link ? site_record(site, record->link->path) : record;
}

const struct file_link *site_link(const struct site *site, const struct record *record)
{
    const struct record *target = site_target(site, record);
    if (record->link)
        record->link->page = target ? target->page : NULL;
    return record->link;
}

/* The link whose path is exactly PATH. */
static const struct scan_folder *link_at(const struct site *site, str path)
{
    size_t low = 0, high = site->link_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = str_cmp(site->links[middle].path, path);
        if (order == 0)
            return &site->links[middle];
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

str site_real_path(const struct site *site, str path, struct arena *arena)
{
    str inner = str_from(path, 1);
    const struct page *page = site_find_source(site, inner);
    const struct site_file *file = page ? NULL : site_find_file(site, inner);
    if (page && page->link)
        return ARENA_CONCAT(arena, STR("/"), page->link->path);
    if (file && (file->link || !str_eq(file->source, inner)))
        return ARENA_CONCAT(arena, STR("/"), site_file_path(file));
    /* The innermost link includes the targets of those around it. */
    for (size_t n = site->link_count ? inner.n : 0; n > 0; n--) {
        const struct scan_folder *link = n == inner.n || inner.p[n] == '/' ? link_at(site, str_first(inner, n)) : NULL;
        if (link)
            return ARENA_CONCAT(arena, STR("/"), link->real, str_from(inner, n));
    }
    return path;
}
