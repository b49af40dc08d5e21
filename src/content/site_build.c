#include "content/site_build.h"

#include "content/group_table.h"

#include <stdlib.h>

static bool is_post(const struct page *page)
{
    return page->kind != PAGE_PAGE;
}

static bool is_shown(const struct site *site, const struct site_options *options, const struct page *page)
{
    bool future = options->future || site->settings.future;
    return !is_post(page) || future || page->date.seconds <= options->now;
}

size_t site_shown(const struct site *site, const struct site_options *options)
{
    size_t count = 0;
    for (size_t i = 0; i < site->record_count; i++) {
        const struct record *record = site->records[i];
        count += record->kind == RECORD_PAGE && is_shown(site, options, record->page);
    }
    return count;
}

/* Jekyll sorts by date, then by path; newest first is that backwards. */
static int newest_first(const void *a, const void *b)
{
    const struct page *one = *(const struct page *const *)a, *two = *(const struct page *const *)b;
    if (one->date.seconds != two->date.seconds)
        return one->date.seconds < two->date.seconds ? 1 : -1;
    return -str_cmp(one->source, two->source);
}

static void collect(struct site *site, bool posts)
{
    for (size_t i = 0; i < site->record_count; i++) {
        struct record *record = site->records[i];
        if (record->kind != RECORD_PAGE || is_post(record->page) != posts ||
            !is_shown(site, &site->options, record->page))
            continue;
        record_page(record)->site = site;
        site->all[site->post_count + site->page_count] = record->page;
        if (posts)
            site->post_count++;
        else
            site->page_count++;
    }
}

static void chain(struct site *site)
{
    for (size_t i = 0; i < site->post_count; i++) {
        struct page *page = (struct page *)(uintptr_t)site->all[i];
        page->newer = i > 0 ? site->all[i - 1] : NULL;
        page->older = i + 1 < site->post_count ? site->all[i + 1] : NULL;
    }
}

static void collect_files(struct site *site)
{
    size_t count = 0;
    for (size_t i = 0; i < site->record_count; i++)
        count += site->records[i]->kind == RECORD_FILE;
    site->files = ARENA_ARRAY(site->arena, struct site_file, count);
    for (size_t i = 0; i < site->record_count; i++) {
        const struct record *record = site->records[i];
        if (record->kind == RECORD_FILE)
            site->files[site->file_count++] =
                (struct site_file){.path = record->path, .size = record->size, .mtime_ns = record->mtime_ns};
    }
}

void site_build(struct site *site, struct diag *diag)
{
    site->all = ARENA_ARRAY(site->arena, const struct page *, site->record_count + 1);
    collect(site, true);
    if (site->post_count)
        qsort(site->all, site->post_count, sizeof *site->all, newest_first);
    collect(site, false);
    chain(site);
    collect_files(site);
    path_table_init(&site->paths, site->all, site->post_count + site->page_count, site->arena, diag);
    site->tags = group_table(site->all, site->post_count, group_names_tags, false, site->arena);
    site->categories = group_table(site->all, site->post_count, group_names_categories, false, site->arena);
    site->years = group_table(site->all, site->post_count, group_names_years, true, site->arena);
}
