#ifndef TESTS_UNIT_CONTENT_NOTES_H
#define TESTS_UNIT_CONTENT_NOTES_H

#include "data/date_text.h"
#include "site/generator.h"

/* A generator of a few rules, to show what one is and that nothing else is needed: each file NAME.note is a post whose
 * first line is its title, whose second is its day, and whose rest is Markdown; its address is /notes/NAME. */

static enum err notes_settings(int root, const struct site_options *options, struct arena *arena, struct diag *diag,
                               struct settings *settings)
{
    (void)root, (void)options, (void)arena, (void)diag;
    settings->config.title = STR("Notes");
    return OK;
}

static bool notes_place(const struct settings *settings, bool drafts, str path, str name, bool is_folder,
                        enum place *place, struct arena *scratch)
{
    (void)settings, (void)drafts, (void)path, (void)is_folder, (void)place, (void)scratch;
    return name.p[0] != '.';
}

static enum reading notes_judge(const struct scan_entry *entry, enum record_absence *why)
{
    (void)why;
    return str_ends(entry->path, STR(".note")) ? READING_PAGE : READING_FILE;
}

static struct page *notes_read_alone(const struct page_reading *r, str text)
{
    str title = STR(""), day = STR(""), name = str_first(r->entry->path, str_find_last(r->entry->path, '.'));
    str_line(&text, &title);
    str_line(&text, &day);
    struct page *page = ARENA_NEW(r->arena, struct page);
    *page = (struct page){.source = r->entry->path,
                          .kind = PAGE_POST,
                          .format = FORMAT_MARKDOWN,
                          .title = title,
                          .titled = true,
                          .slug = name,
                          .url = ARENA_CONCAT(r->arena, STR("/notes/"), name),
                          .in_feed = true,
                          .in_sitemap = true,
                          .file_mtime_ns = r->entry->mtime_ns,
                          .file_size = r->entry->size};
    page->stem = page->id = page->url;
    page->has_date = date_of_text(day, r->settings->zone, &page->date);
    page->modified = page->date;
    return page;
}

static enum reading notes_read(const struct page_reading *r, str text, struct page **page, enum record_absence *why)
{
    (void)why;
    *page = notes_read_alone(r, text);
    if ((*page)->has_date)
        return READING_PAGE;
    diag_add(r->diag, SEVERITY_ERROR, r->entry->path, 2, "this line is no day; write 2024-05-01");
    return READING_BROKEN;
}

static enum err notes_body(str source, const struct page *page, int root, struct uses *uses, struct effort *effort,
                           struct arena *arena, struct diag *diag, struct body *body)
{
    (void)page, (void)root, (void)uses, (void)effort, (void)diag;
    for (str line; body->first_line < 2 && str_line(&source, &line);)
        body->first_line++;
    body->text = mapped_of(source, ++body->first_line, arena);
    body->written = source;
    return OK;
}

static str notes_feed_id(const struct site *site, const struct page *page, int choice, struct arena *arena)
{
    (void)site, (void)arena;
    return choice ? page->source : page->url;
}

static const struct generator notes = {
    .name = STR_INIT("notes"),
    .read_settings = notes_settings,
    .place_of = notes_place,
    .judge = notes_judge,
    .read_page = notes_read,
    .read_alone = notes_read_alone,
    .read_body = notes_body,
    .feed_id = notes_feed_id,
};

#endif
