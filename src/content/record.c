#include "content/record.h"

#include "base/beneath.h"
#include "content/document.h"
#include "content/file_kind.h"
#include "content/page_build.h"
#include "text/clean.h"

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

/* Loops and conditions make a page out of the site's data: a template, not a text. */
static bool has_logic(str body)
{
    static const str words[] = {STR_INIT("for"),    STR_INIT("if"),      STR_INIT("unless"),   STR_INIT("case"),
                                STR_INIT("assign"), STR_INIT("capture"), STR_INIT("tablerow"), STR_INIT("paginate")};
    for (size_t at; (at = str_find(body, STR("{%"))) != STR_NONE;) {
        body = str_from(body, at + 2);
        str tag = str_trim_left(str_starts(body, STR("-")) ? str_from(body, 1) : body);
        size_t n = 0;
        while (n < tag.n && char_is_alpha(tag.p[n]))
            n++;
        for (size_t i = 0; i < sizeof words / sizeof *words; i++)
            if (str_eq(str_first(tag, n), words[i]))
                return true;
    }
    return str_find(body, STR("{{ content }}")) != STR_NONE;
}

static bool is_text_layout(str layout)
{
    static const str known[] = {STR_INIT(""),     STR_INIT("default"), STR_INIT("page"), STR_INIT("post"),
                                STR_INIT("home"), STR_INIT("none"),    STR_INIT("null")};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (str_eq(layout, known[i]))
            return true;
    return false;
}

/* A page whose layout writes all of it: nothing of it is ours to show. */
static bool is_template(const struct page_source *s, struct arena *arena)
{
    if (s->kind != PAGE_PAGE || !s->front.present)
        return false;
    if (s->format == FORMAT_HTML && has_logic(s->front.body))
        return true;
    str layout = data_text(page_value(s, STR("layout")), arena);
    return str_trim(s->front.body).n == 0 && !is_text_layout(layout);
}

static bool is_published(const struct page_source *s)
{
    const struct data *published = data_get(s->front.data, STR("published"));
    if (!published)
        published = page_value(s, STR("published"));
    return !published || data_is_true(published);
}

static enum page_kind kind_of(enum scan_place place)
{
    switch (place) {
    case PLACE_POSTS:
        return PAGE_POST;
    case PLACE_DRAFTS:
        return PAGE_DRAFT;
    case PLACE_SITE:
    case PLACE_GROUND:
        break;
    }
    return PAGE_PAGE;
}

/* The last good metadata over the file that is there now. */
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

/* An editor has truncated it, and is about to write: for now it is what it was. */
static bool is_being_written(str text, const struct record *old)
{
    return text.n == 0 && old && old->kind == RECORD_PAGE && old->size > 0;
}

/* False when no page comes of the file, whatever is in it. */
static bool open_source(struct page_source *s, const struct scan_entry *entry)
{
    s->entry = entry;
    s->name = page_name_of(entry->path);
    s->kind = kind_of(entry->place);
    if (s->kind != PAGE_PAGE && page_format_of(s->name.extension, &s->format))
        return s->kind == PAGE_DRAFT || s->name.date.n > 0;
    if (s->kind != PAGE_PAGE || !page_format_of(s->name.extension, &s->format))
        return false;
    s->name.slug = str_trim_char_right(s->name.base, '.');
    return s->format != FORMAT_TEXT;
}

/* A private folder's files are never served as they are. */
static struct record *absent(const struct scan_entry *entry, enum record_absence why, struct arena *arena)
{
    struct record *record = new_record(entry, RECORD_NOTHING, arena);
    record->absence = why;
    return record;
}

static struct record *of_other(int root, const struct scan_entry *entry, struct arena *arena, struct arena *scratch,
                               struct diag *diag)
{
    struct file_kind kind = file_kind_read(root, file_of(entry), scratch);
    bool served = entry->place == PLACE_SITE && !kind.has_front_matter;
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
    if (!file_id_is(entry->id, &kind.st) || entry->size != kind.st.st_size)
        record->id = (struct file_id){0};
    return record;
}

static struct record *of_page(int root, struct page_source *s, str text, const struct record *old, struct arena *arena,
                              struct arena *scratch, struct diag *diag)
{
    if (frontmatter_is_utf16(text, s->entry->path, diag))
        return keep_old(s->entry, old, s->settings, arena);
    text = clean_source(text, s->entry->path, scratch, NULL);
    s->front = frontmatter_parse(text, s->entry->path, scratch, diag);
    if (s->front.broken)
        return keep_old(s->entry, old, s->settings, arena);
    if (s->kind == PAGE_PAGE && s->format == FORMAT_HTML && !s->front.present)
        return of_other(root, s->entry, arena, scratch, diag);
    if (!is_published(s))
        return absent(s->entry, ABSENT_UNPUBLISHED, arena);
    if (is_template(s, scratch))
        return absent(s->entry, ABSENT_TEMPLATE, arena);
    const struct page *page = page_build(s, scratch, diag);
    if (!page->has_date && s->kind != PAGE_PAGE)
        return keep_old(s->entry, old, s->settings, arena);
    const struct record made = {.path = s->entry->path,
                                .link = link_of(s->entry, scratch),
                                .size = s->entry->size,
                                .mtime_ns = s->entry->mtime_ns,
                                .kind = RECORD_PAGE,
                                .page = page};
    return record_copy(&made, s->settings, arena);
}

struct record *record_alone(str text, const struct scan_entry *entry, const struct settings *settings,
                            struct arena *arena, struct diag *diag)
{
    struct page_source s = {.settings = settings};
    struct arena *scratch = arena_create();
    if (!open_source(&s, entry) && !page_format_of(s.name.extension, &s.format))
        s.format = FORMAT_MARKDOWN;
    text = clean_source(text, entry->path, scratch, NULL);
    s.front = frontmatter_parse(text, entry->path, scratch, diag);
    if (s.kind == PAGE_POST && !s.name.date.n && !data_get(s.front.data, STR("date")))
        s.kind = PAGE_PAGE;
    struct record made = {.path = entry->path, .size = entry->size, .kind = RECORD_PAGE};
    made.page = page_build(&s, scratch, diag);
    struct record *record = record_copy(&made, settings, arena);
    arena_destroy(scratch);
    return record;
}

struct record *record_read(int root, const struct scan_entry *entry, const struct settings *settings,
                           const struct record *old, struct arena *arena, struct diag *diag)
{
    struct page_source s = {.settings = settings};
    struct arena *scratch = arena_create();
    str text;
    struct record *record;
    bool is_page = open_source(&s, entry);
    enum err err = OK;
    size_t told = diag ? diag->count : 0;
    if (!is_page && entry->place != PLACE_SITE)
        record = absent(entry, page_format_of(s.name.extension, &s.format) ? ABSENT_NAME : ABSENT_PRIVATE, arena);
    else if (!is_page)
        record = of_other(root, entry, arena, scratch, diag);
    else if ((err = beneath_read(root, file_of(entry), DOCUMENT_MAX, scratch, &text)) == OK)
        record = is_being_written(text, old) ? record_copy(old, settings, arena)
                                             : of_page(root, &s, text, old, arena, scratch, diag);
    else
        record = keep_old(entry, old, settings, arena);
    if (err != OK)
        diag_add(diag, SEVERITY_ERROR, entry->path, 0,
                 err == ERR_LIMIT ? "larger than 16 MB; split it" : "cannot be read; see who may read it");
    record->errors = diag ? diag_hash_errors(diag, told) : 0;
    arena_destroy(scratch);
    return record;
}
