#include "site/record_read.h"

#include "base/beneath.h"
#include "site/file_kind.h"
#include "site/generator.h"

#include <unistd.h>

static struct file_link *link_of(const struct scan_entry *entry, struct arena *arena)
{
    if (!entry->real.n)
        return NULL;
    struct file_link *link = ARENA_NEW(arena, struct file_link);
    link->path = arena_str(arena, entry->real);
    return link;
}

static str file_of(const struct scan_entry *entry)
{
    return entry->real.n ? entry->real : entry->path;
}

static struct record *new_record(const struct scan_entry *entry, enum record_kind kind, struct arena *arena)
{
    struct record *record = ARENA_NEW(arena, struct record);
    *record = (struct record){.path = arena_str(arena, entry->path),
                              .link = link_of(entry, arena),
                              .size = entry->size,
                              .mtime_ns = entry->mtime_ns,
                              .id = entry->id,
                              .kind = kind};
    return record;
}

/* The last good metadata, for the file that is there now. */
static struct record *keep_old(const struct scan_entry *entry, const struct record *old,
                               const struct settings *settings, struct arena *arena)
{
    struct record *record = new_record(entry, RECORD_NOTHING, arena);
    record->broken = true;
    record->absence = ABSENT_BROKEN;
    if (!old || old->kind != RECORD_PAGE)
        return record;
    struct record *copy = record_copy(old, settings, arena);
    record->kind = RECORD_PAGE;
    record->page = copy->page;
    struct page *page = record_page(record);
    page->file_mtime_ns = entry->mtime_ns;
    page->file_size = entry->size;
    return record;
}

/* An editor has truncated the file, and is about to write it: for now the last version counts. */
static bool is_being_written(str text, const struct record *old)
{
    return text.n == 0 && old && old->kind == RECORD_PAGE && old->size > 0;
}

/* A file that readers do not see. Files of a private folder are never served as they are. */
static struct record *absent(const struct scan_entry *entry, enum record_absence why, struct arena *arena)
{
    struct record *record = new_record(entry, RECORD_NOTHING, arena);
    record->absence = why;
    return record;
}

static struct record *of_other(int root, const struct scan_entry *entry, const struct settings *settings,
                               struct arena *arena, struct arena *scratch, struct diag *diag)
{
    struct file_kind kind = file_kind_read(root, file_of(entry), scratch);
    bool template = settings->generator->front_matter_marks_templates && kind.has_front_matter;
    bool served = (entry->place == PLACE_SITE || entry->place == PLACE_DOCUMENTS) && !template;
    if (served && kind.is_secret) {
        diag_add(diag, SEVERITY_ERROR, entry->path, 0,
                 "not served: it holds a private key; move it out of the capsule, and if anybody could read it there "
                 "before, make a new one");
        return absent(entry, ABSENT_KEY, arena);
    }
    if (!served)
        return absent(entry, ABSENT_TEMPLATE, arena);
    struct record *record = new_record(entry, RECORD_FILE, arena);
    record->runs = kind.runs;
    record->mark = kind.mark;
    if (!file_id_is(entry->id, &kind.st) || entry->size != kind.st.st_size)
        record->id = (struct file_id){0};
    return record;
}

static struct record *of_page(const struct page_reading *r, str text, const struct record *old, struct arena *arena)
{
    struct page *page = NULL;
    enum record_absence why = ABSENT_NOT;
    switch (r->settings->generator->read_page(r, text, &page, &why)) {
    case READING_BROKEN:
        return keep_old(r->entry, old, r->settings, arena);
    case READING_FILE:
        return of_other(r->root, r->entry, r->settings, arena, r->arena, r->diag);
    case READING_ABSENT:
        return absent(r->entry, why, arena);
    case READING_PAGE:
        break;
    }
    page->generator = r->settings->generator;
    const struct record made = {.path = r->entry->path,
                                .link = link_of(r->entry, r->arena),
                                .size = r->entry->size,
                                .mtime_ns = r->entry->mtime_ns,
                                .kind = RECORD_PAGE,
                                .page = page};
    return record_copy(&made, r->settings, arena);
}

struct record *record_alone(int root, str text, const struct scan_entry *entry, const struct settings *settings,
                            struct arena *arena, struct diag *diag)
{
    struct arena *scratch = arena_create();
    const struct page_reading r = {root, entry, settings, scratch, diag};
    struct record made = {.path = entry->path, .size = entry->size, .kind = RECORD_PAGE};
    struct page *page = settings->generator->read_alone(&r, text);
    page->generator = settings->generator;
    made.page = page;
    struct record *record = record_copy(&made, settings, arena);
    arena_destroy(scratch);
    return record;
}

static struct record *read_text(const struct page_reading *r, const struct record *old, struct arena *arena)
{
    str text;
    enum err err = beneath_read(r->root, file_of(r->entry), DOCUMENT_MAX, r->arena, &text);
    if (err == ERR_LIMIT)
        diag_add(r->diag, SEVERITY_ERROR, r->entry->path, 0, "larger than 16 MB; split it");
    else if (err != OK)
        diag_add_unread(r->diag, r->entry->path,
                        "cannot be read; let the user who serves it read it (chmod o+r, or setfacl -m u:USER:r)");
    if (err != OK)
        return keep_old(r->entry, old, r->settings, arena);
    return is_being_written(text, old) ? record_copy(old, r->settings, arena) : of_page(r, text, old, arena);
}

static struct record *read_entry(const struct page_reading *r, const struct record *old, struct arena *arena)
{
    enum record_absence why = ABSENT_NOT;
    switch (r->settings->generator->judge(r->entry, &why)) {
    case READING_PAGE:
        return read_text(r, old, arena);
    case READING_FILE:
        return of_other(r->root, r->entry, r->settings, arena, r->arena, r->diag);
    case READING_ABSENT:
    case READING_BROKEN:
        break;
    }
    return absent(r->entry, why, arena);
}

struct record *record_read(int root, const struct scan_entry *entry, const struct settings *settings,
                           const struct record *old, struct arena *arena, struct diag *diag)
{
    struct arena *scratch = arena_create();
    const struct page_reading r = {root, entry, settings, scratch, diag};
    size_t told = diag ? diag->count : 0;
    struct record *record = read_entry(&r, old, arena);
    record->errors = diag ? diag_hash_errors(diag, told) : 0;
    arena_destroy(scratch);
    return record;
}
