#include "site/file_table.h"

#include "site/generator.h"
#include "site/links.h"
#include "site/shown.h"

#include <stdlib.h>

static struct file_addresses addresses_of(const struct site *site, const struct record *record, struct arena *arena)
{
    const struct generator *generator = site->settings.generator;
    if (generator->file_addresses)
        return generator->file_addresses(site, record->path, arena);
    struct file_address *own = ARENA_NEW(arena, struct file_address);
    own->address = record->path;
    return (struct file_addresses){own, 1};
}

/* The target of a link is to readers what it is at its own place. */
static bool is_shown(const struct site *site, const struct record *record, struct arena *scratch)
{
    if (record->kind != RECORD_FILE || !site_shows(site, &site->options, record))
        return false;
    const struct file_link *link = site_link(site, record);
    if (!link)
        return true;
    const struct record *target = site_target(site, record);
    return !site_hides_draft(site, link->page) &&
           (target->kind != RECORD_FILE || addresses_of(site, target, scratch).count > 0);
}

static int by_address(const void *a, const void *b)
{
    const struct site_file *one = *(const struct site_file *const *)a, *two = *(const struct site_file *const *)b;
    int order = str_cmp(one->address, two->address);
    return order ? order : one->rank != two->rank ? one->rank - two->rank : str_cmp(one->path, two->path);
}

/* Readers get the first of the files with one address. */
static void sort_by_address(struct site *site)
{
    size_t kept = 0;
    site->files_by_address = ARENA_ARRAY(site->arena, const struct site_file *, site->file_count);
    for (size_t i = 0; i < site->file_count; i++)
        site->files_by_address[i] = &site->files[i];
    if (site->file_count)
        qsort(site->files_by_address, site->file_count, sizeof *site->files_by_address, by_address);
    for (size_t i = 0; i < site->file_count; i++)
        if (!kept || !str_eq(site->files_by_address[kept - 1]->address, site->files_by_address[i]->address))
            site->files_by_address[kept++] = site->files_by_address[i];
    site->address_count = kept;
}

static void add(struct site *site, size_t *capacity, const struct record *record, const struct file_address *given)
{
    bool own = given->address.p == record->path.p;
    site->files = arena_grow(site->arena, site->files, site->file_count, capacity, sizeof *site->files);
    site->files[site->file_count++] =
        (struct site_file){.path = record->path,
                           .address = own ? record->path : arena_str(site->arena, given->address),
                           .rank = given->rank,
                           .link = site_link(site, record),
                           .size = record->size,
                           .mtime_ns = record->mtime_ns,
                           .mark = record->mark,
                           .id = record->id};
}

void file_table_init(struct site *site)
{
    struct arena *scratch = arena_create();
    size_t capacity = 0;
    for (size_t i = 0; i < site->record_count; i++) {
        const struct record *record = site->records[i];
        if (is_shown(site, record, scratch)) {
            struct file_addresses given = addresses_of(site, record, scratch);
            for (size_t k = 0; k < given.count; k++)
                add(site, &capacity, record, &given.items[k]);
        }
        arena_reset(scratch);
    }
    arena_destroy(scratch);
    sort_by_address(site);
}
