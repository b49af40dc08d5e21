#include "jekyll/page_read.h"

#include "jekyll/folders.h"
#include "jekyll/page_build.h"
#include "jekyll/page_template.h"
#include "text/clean.h"

static bool is_published(const struct page_source *s)
{
    const struct data *published = data_get(s->front.data, STR("published"));
    if (!published)
        published = page_value(s, STR("published"));
    return !published || data_is_true(published);
}

static enum page_kind kind_of(enum place place)
{
    switch (place) {
    case PLACE_POSTS:
        return PAGE_POST;
    case PLACE_DRAFTS:
        return PAGE_DRAFT;
    case PLACE_SITE:
    case PLACE_DOCUMENTS:
    case PLACE_GROUND:
        break;
    }
    return PAGE_PAGE;
}

/* False when the file does not become a page, whatever is in it. */
static bool open_source(struct page_source *s, const struct scan_entry *entry)
{
    s->entry = entry;
    s->kind = kind_of(entry->place);
    bool whole = (s->kind == PAGE_PAGE && entry->place != PLACE_DOCUMENTS) || !s->settings;
    s->name = page_name_of(whole ? entry->path : folders_within_collections(s->settings, entry->path));
    if (entry->place == PLACE_DOCUMENTS) {
        if (s->settings)
            collection_of_path(s->settings, entry->path, &s->collection);
        s->format = FORMAT_TEXT;
        return page_format_of(s->name.extension, &s->format) || !s->name.extension.n;
    }
    if (s->kind != PAGE_PAGE && page_format_of(s->name.extension, &s->format))
        return s->kind == PAGE_DRAFT || s->name.date.n > 0;
    if (s->kind != PAGE_PAGE || !page_format_of(s->name.extension, &s->format))
        return false;
    s->name.slug = str_trim_char_right(s->name.base, '.');
    return s->format != FORMAT_TEXT;
}

/* A name in _posts is a post's, and so is any name of a text of no capsule; without a date it becomes a page after
 * all. */
static enum place place_of_text(int root, str name)
{
    bool posts = root < 0 || str_starts(name, STR("_posts/")) || str_find(name, STR("/_posts/")) != STR_NONE;
    bool drafts = str_starts(name, STR("_drafts/")) || str_find(name, STR("/_drafts/")) != STR_NONE;
    return posts ? PLACE_POSTS : drafts ? PLACE_DRAFTS : PLACE_SITE;
}

enum reading page_judge(const struct scan_entry *entry, enum record_absence *why)
{
    struct page_source s = {0};
    if (open_source(&s, entry))
        return READING_PAGE;
    if (entry->place == PLACE_SITE || entry->place == PLACE_DOCUMENTS)
        return READING_FILE;
    *why = page_format_of(s.name.extension, &s.format) ? ABSENT_NAME : ABSENT_PRIVATE;
    return READING_ABSENT;
}

enum reading page_read(const struct page_reading *r, str text, struct page **page, enum record_absence *why)
{
    struct page_source s = {.settings = r->settings};
    open_source(&s, r->entry);
    if (frontmatter_is_utf16(text, r->entry->path, r->diag))
        return READING_BROKEN;
    text = clean_source(text, r->entry->path, r->arena, NULL);
    s.front = frontmatter_parse(text, r->entry->path, r->arena, r->diag);
    if (s.front.broken)
        return READING_BROKEN;
    bool document = s.collection.label.n > 0;
    if (s.kind == PAGE_PAGE && !s.front.present && (s.format == FORMAT_HTML || (document && s.format == FORMAT_TEXT)))
        return READING_FILE;
    if (document && !s.front.present) {
        *why = ABSENT_PRIVATE;
        return READING_ABSENT;
    }
    *why = is_published(&s) ? ABSENT_NOT : ABSENT_UNPUBLISHED;
    if (*why != ABSENT_NOT)
        return READING_ABSENT;
    *page = page_build(&s, r->arena, r->diag);
    (*page)->template = page_template_of(&s, r->arena);
    (*page)->withdrawn = (*page)->template == TEMPLATE_BARE || page_lists_plainly(&s);
    return (*page)->has_date || s.kind == PAGE_PAGE ? READING_PAGE : READING_BROKEN;
}

struct page *page_read_alone(const struct page_reading *r, str text)
{
    struct page_source s = {.settings = r->settings};
    struct scan_entry entry = *r->entry;
    entry.place = place_of_text(r->root, entry.path);
    if (!open_source(&s, &entry) && !page_format_of(s.name.extension, &s.format))
        s.format = FORMAT_MARKDOWN;
    text = clean_source(text, entry.path, r->arena, NULL);
    s.front = frontmatter_parse(text, entry.path, r->arena, r->diag);
    if (s.kind == PAGE_POST && !s.name.date.n && !data_get(s.front.data, STR("date")))
        s.kind = PAGE_PAGE;
    return page_build(&s, r->arena, r->diag);
}
