#include "plain/page.h"

#include "data/date_text.h"
#include "jekyll/page_groups.h"
#include "jekyll/page_name.h"
#include "jekyll/page_read.h"
#include "jekyll/place.h"
#include "plain/dated_name.h"
#include "plain/eleventy.h"
#include "plain/gemlog.h"
#include "plain/header.h"
#include "plain/leave.h"
#include "plain/note_link.h"
#include "plain/pelican_slug.h"
#include "plain/program_file.h"
#include "plain/title.h"
#include "plain/web_root.h"
#include "text/clean.h"
#include "text/valid.h"
#include "uri/uri.h"

/* Markdown with components, as Astro and others have it. */
static bool is_mdx(str name)
{
    return str_ends_nocase(name, STR(".mdx"));
}

/* A file that may say in front matter whether it is published. */
static bool is_note(str name)
{
    enum page_format format;
    return is_mdx(name) || (page_format_of(page_name_of(name).extension, &format) && format != FORMAT_TEXT);
}

bool place_in_plain(const struct settings *settings, bool drafts, str path, str name, bool is_folder, enum place *place,
                    struct arena *scratch)
{
    if (!place_of(settings, drafts, path, name, is_folder, place, scratch) ||
        (*place != PLACE_GROUND && is_program_file(plain_of(settings), path, name, is_folder)))
        return false;
    return is_folder || *place == PLACE_GROUND || !leave_is_needed(settings) || is_note(name) ||
           leave_has_path(settings, path, false);
}

enum reading page_of_plain_judge(const struct scan_entry *entry, enum record_absence *why)
{
    struct dated_name dated;
    enum reading reading = page_judge(entry, why);
    bool other = reading == READING_FILE && entry->place == PLACE_SITE;
    bool text = other && str_ends_nocase(entry->path, STR(".txt")) && dated_name_of(entry->path, &dated);
    return text || (other && is_mdx(entry->path)) ? READING_PAGE : reading;
}

/* The first of KEYS whose value is a date. */
static bool find_date(const struct page_reading *r, const struct data *front, const str *keys, size_t count,
                      struct moment *out)
{
    for (size_t i = 0; i < count; i++) {
        const struct data *value = data_get(front, keys[i]);
        if (value && (value->kind == DATA_TIME || value->kind == DATA_STRING) &&
            date_of_data(value, r->settings->zone, out))
            return true;
    }
    return false;
}

/* What the author's index says of PAGE; NULL: nothing. */
static const struct gemlog_entry *entry_of(const struct page *page, const struct page_reading *r)
{
    bool gemtext = page->format == FORMAT_GEMTEXT && !page->is_index;
    return gemtext ? gemlog_entry_of(plain_of(r->settings)->gemlog, page->source) : NULL;
}

/* Sets the date; true when it makes PAGE a post: it is that of the file's name, or one of publication. */
static bool set_date(struct page *page, const struct page_reading *r, const struct data *front,
                     const struct dated_name *dated)
{
    static const str published[] = {STR_INIT("pubDate"), STR_INIT("publishDate"), STR_INIT("published"),
                                    STR_INIT("datePublished")};
    static const str created[] = {STR_INIT("created"), STR_INIT("created_at")};
    const struct gemlog_entry *entry = entry_of(page, r);
    const struct civil *day = dated ? &dated->day : entry ? &entry->day : NULL;
    bool post = page->has_date;
    if (!post)
        post = find_date(r, front, published, sizeof published / sizeof *published, &page->date);
    if (!post && day) {
        page->date = zone_local(r->settings->zone, day);
        post = true;
    }
    page->has_date = post || find_date(r, front, created, sizeof created / sizeof *created, &page->date);
    return post;
}

static void set_modified(struct page *page, const struct page_reading *r, const struct data *front)
{
    static const str changed[] = {STR_INIT("updated"), STR_INIT("updatedDate"), STR_INIT("lastmod"),
                                  STR_INIT("modified")};
    if (!page->has_modified)
        page->has_modified = find_date(r, front, changed, sizeof changed / sizeof *changed, &page->modified);
    if (!page->has_modified)
        page->modified = page->date;
}

static void set_title(struct page *page, const struct page_reading *r, str body, const struct dated_name *dated)
{
    if (page->titled || page->is_index)
        return;
    str base = page_name_of(page->source).base, heading = STR("");
    if (page->format == FORMAT_GEMTEXT)
        heading = title_of_gemtext(body, r->arena);
    else if (page->format == FORMAT_MARKDOWN && !plain_of(r->settings)->is_vault)
        heading = title_of_markdown(body, r->arena);
    const struct gemlog_entry *entry = entry_of(page, r);
    struct dated_name day;
    bool said = heading.n && !(dated_name_of(heading, &day) && !day.rest.n);
    if (!said && entry && entry->title.n)
        page->title = entry->title;
    else if (heading.n)
        page->title = heading;
    else if (plain_of(r->settings)->is_vault)
        page->title = base;
    else if (dated)
        page->title = dated->rest.n ? page_title_of_slug(dated->rest, r->arena) : base;
    page->title = clean_controls(page->title, r->arena);
    page->title_written = STR("");
}

/* Becoming a post changes lists and feeds, never the address. */
static void make_post(struct page *page, const struct page_reading *r, const struct data *front)
{
    struct arena *arena = r->arena;
    page->kind = PAGE_POST;
    page->in_feed = !page->draft && !page->hidden;
    page->awaited = true;
    page->id = page->stem;
    page->categories =
        page_categories(STR(""), NULL, data_get(front, STR("categories")), data_get(front, STR("category")), arena);
    page->tags = page_tags(data_get(front, STR("tags")), data_get(front, STR("tag")), arena);
    if (plain_of(r->settings)->made_by == MADE_BY_ELEVENTY)
        page->tags = eleventy_tags(page->tags, arena);
}

/* The addresses that lead to PAGE, and the one that it has on the web where its generator has pages in a folder. */
static struct str_list with_web_address(const struct page *page, str slug, const struct settings *settings,
                                        struct arena *arena)
{
    str inner = web_path_of_source(plain_of(settings), page->source);
    const struct str_list *given = &page->redirect_from;
    if (!inner.n)
        return *given;
    str *items = ARENA_ARRAY(arena, str, given->count + 1);
    for (size_t i = 0; i < given->count; i++)
        items[i] = given->items[i];
    str path = str_first(inner, str_find_last(inner, '.'));
    if (plain_of(settings)->made_by == MADE_BY_PELICAN) {
        items[given->count] = pelican_web_address(inner, slug, page->title, arena);
        return (struct str_list){items, given->count + 1};
    }
    if (str_ends(path, STR("/index")))
        path.n -= STR("/index").n;
    items[given->count] = ARENA_CONCAT(arena, STR("/"), uri_encode_path(path, arena), STR("/"));
    return (struct str_list){items, given->count + 1};
}

/* Aliases of notes are no addresses: wiki links have them in place of the file's name. */
static struct str_list other_names(const struct data *front, struct arena *arena)
{
    const struct data *given = data_get(front, STR("aliases"));
    struct str_list names = page_list(given ? given : data_get(front, STR("alias")), arena);
    str *items = ARENA_ARRAY(arena, str, names.count);
    for (size_t i = 0; i < names.count; i++)
        items[i] = text_fold(names.items[i], arena);
    return (struct str_list){items, names.count};
}

static void settle(struct page *page, const struct page_reading *r, const struct frontmatter *front)
{
    struct dated_name dated;
    bool named = !page->is_index && dated_name_of(page->source, &dated);
    bool post = set_date(page, r, front->data, named ? &dated : NULL);
    set_modified(page, r, front->data);
    set_title(page, r, front->body, named ? &dated : NULL);
    page->slug = note_name(page->source, r->arena);
    page->other_names = other_names(front->data, r->arena);
    page->redirect_from =
        with_web_address(page, data_text(data_get(front->data, STR("slug")), r->arena), r->settings, r->arena);
    page->hidden =
        page->hidden || str_eq_nocase(data_text(data_get(front->data, STR("status")), r->arena), STR("hidden"));
    page->hidden = page->hidden || eleventy_is_unlisted(front);
    if (post && !page->is_index)
        make_post(page, r, front->data);
    page->withdrawn = false;
}

/* The file as those below read it. */
static str as_jekylls(const struct page_reading *r, str text)
{
    enum page_format format;
    bool markdown = is_mdx(r->entry->path) ||
                    (page_format_of(page_name_of(r->entry->path).extension, &format) && format == FORMAT_MARKDOWN);
    if (!markdown)
        return text;
    str clean = clean_source(text, r->entry->path, r->arena, NULL);
    str made = eleventy_source(header_as_yaml(clean, r->arena).text, r->arena);
    return made.p == clean.p ? text : made;
}

enum reading page_of_plain_read(const struct page_reading *r, str text, struct page **page, enum record_absence *why)
{
    text = as_jekylls(r, text);
    enum reading reading = page_read(r, text, page, why);
    if (reading == READING_ABSENT || reading == READING_BROKEN)
        return reading;
    text = clean_source(text, r->entry->path, r->arena, NULL);
    const struct frontmatter front = frontmatter_parse(text, r->entry->path, r->arena, NULL);
    if (!leave_has_note(r->settings, r->entry->path, &front)) {
        *why = ABSENT_PRIVATE_NOTE;
        return READING_ABSENT;
    }
    if (reading == READING_PAGE && eleventy_is_unwritten(&front)) {
        *why = ABSENT_UNPUBLISHED;
        return READING_ABSENT;
    }
    if (reading == READING_PAGE && (*page)->template > TEMPLATE_PERHAPS) {
        *why = ABSENT_TEMPLATE;
        return READING_ABSENT;
    }
    if (reading == READING_PAGE && (*page)->kind == PAGE_PAGE)
        settle(*page, r, &front);
    return reading;
}

struct page *page_of_plain_alone(const struct page_reading *r, str text)
{
    text = as_jekylls(r, text);
    struct page *page = page_read_alone(r, text);
    text = clean_source(text, r->entry->path, r->arena, NULL);
    const struct frontmatter front = frontmatter_parse(text, r->entry->path, r->arena, NULL);
    if (page->kind == PAGE_PAGE)
        settle(page, r, &front);
    return page;
}
