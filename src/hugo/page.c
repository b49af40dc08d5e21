#include "hugo/page.h"

#include "hugo/language.h"
#include "hugo/list_place.h"
#include "hugo/mount.h"
#include "hugo/param.h"
#include "hugo/permalink.h"
#include "hugo/schedule.h"
#include "hugo/tree.h"
#include "site/search_page.h"
#include "text/clean.h"
#include "text/unmarked.h"
#include "text/valid.h"
#include "uri/uri.h"

/* Folders at the top whose dated pages are no posts. */
static bool is_aside(str section)
{
    static const str names[] = {STR_INIT("page"), STR_INIT("pages"), STR_INIT("author"), STR_INIT("authors")};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (str_eq_nocase(section, names[i]))
            return true;
    return false;
}

/* The sections of which Hugo's themes show the posts, when any of them is there. */
static bool main_sections_exist(const struct hugo *h, struct arena *arena)
{
    for (size_t i = 0; i < h->main_sections.count; i++)
        if (tree_has_section(h->tree, h->main_sections.items[i], arena))
            return true;
    return false;
}

static bool is_post(const struct origin *s)
{
    const struct str_list *chosen = &s->hugo->main_sections;
    if (!s->dated || s->name.is_branch)
        return false;
    if (!main_sections_exist(s->hugo, s->reading->arena))
        return s->section.n ? !is_aside(s->section) : !tree_has_sections(s->hugo->tree);
    for (size_t i = 0; i < chosen->count; i++)
        if (str_eq_nocase(s->section, chosen->items[i]))
            return true;
    return false;
}

/* The file's name in words, where the front matter has no title. */
static str title_of_name(str name, struct arena *arena)
{
    char *z = arena_z(arena, name);
    for (size_t i = 0; i < name.n; i++)
        if (z[i] == '-' || z[i] == '_')
            z[i] = ' ';
    str words = str_trim((str){z, name.n});
    return words.n ? words : name;
}

static void set_title(struct page *page, const struct origin *s, struct arena *arena)
{
    str title = arena_one_line(arena, origin_text(s, STR("title")));
    page->titled = title.n > 0;
    bool home = s->name.is_leaf && !s->name.folder.n && s->reading->settings->config.title.n;
    str otherwise = s->name.is_branch ? list_place_label(s)
                    : home            ? s->reading->settings->config.title
                                      : title_of_name(origin_filename(s), arena);
    str written = clean_controls(page->titled ? title : otherwise, arena);
    page->title = page->titled ? text_unmark(written, arena) : written;
    if (!str_eq(page->title, written))
        page->title_written = written;
}

static str author_of(const struct origin *s)
{
    struct arena *arena = s->reading->arena;
    const struct data *author = origin_value(s, STR("author"));
    if (!author)
        author = origin_value(s, STR("authors"));
    if (author && author->kind == DATA_MAP)
        author = data_get(author, STR("name"));
    struct str_list names = param_list(author, arena);
    str out = STR("");
    for (size_t i = 0; i < names.count; i++)
        out = ARENA_CONCAT(arena, out, i ? STR(", ") : STR(""), names.items[i]);
    return out.n ? text_unmark(out, arena) : s->reading->settings->config.author;
}

static str image_of(const struct origin *s)
{
    static const str keys[] = {STR_INIT("image"), STR_INIT("cover"), STR_INIT("featuredimage")};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        str image = origin_text(s, keys[i]);
        if (image.n)
            return image;
    }
    return STR("");
}

static struct str_list aliases_of(const struct origin *s)
{
    struct str_list given = param_list(data_get(s->front.data, STR("aliases")), s->reading->arena);
    str *items = ARENA_ARRAY(s->reading->arena, str, given.count);
    for (size_t i = 0; i < given.count; i++)
        items[i] = permalink_of_alias(s, given.items[i]);
    return (struct str_list){items, given.count};
}

/* A list that was somewhere else on the web has that address as an alias. */
static void set_address_of_list(struct page *page, const struct origin *s, struct arena *arena)
{
    str old;
    struct str_list aliases = aliases_of(s);
    str *items = ARENA_ARRAY(arena, str, aliases.count + 1);
    page->stem = list_place_headed(s, &old);
    page->url = page->id = uri_encode_path(old.n ? old : page->stem, arena);
    page->files = STR("");
    for (size_t i = 0; i < aliases.count; i++)
        items[i] = aliases.items[i];
    items[aliases.count] = uri_encode_path(old, arena);
    page->redirect_from = (struct str_list){items, aliases.count + (old.n > 0)};
}

static void set_address(struct page *page, const struct origin *s, struct arena *arena)
{
    if (s->name.is_branch) {
        set_address_of_list(page, s, arena);
        return;
    }
    bool has_files = s->name.is_leaf && schedule_publishes_files(s);
    str path = permalink_of(s, origin_text(s, STR("title"))), stem = path;
    if (str_ends(stem, STR(".html")))
        stem.n -= STR(".html").n;
    if (str_ends(stem, STR("/index")))
        stem.n -= STR("index").n;
    page->url = page->id = uri_encode_path(path, arena);
    page->stem = stem;
    page->files = has_files ? permalink_of_files(s, path) : STR("");
    page->redirect_from = aliases_of(s);
}

static void set_dates(struct page *page, const struct origin *s)
{
    page->date = s->date;
    page->has_date = s->has_date;
    page->has_modified = schedule_modified(s, &page->modified);
    if (!page->has_modified)
        page->modified = page->date;
    page->scheduled = true;
    schedule_span(s, &page->shown_from, &page->shown_until);
}

static int weight_of(const struct origin *s)
{
    long weight = 0;
    str text = origin_text(s, STR("weight"));
    bool minus = str_starts(text, STR("-"));
    str_to_long(str_from(text, minus), &weight);
    weight = weight > INT32_MAX ? INT32_MAX : weight;
    return minus ? -(int)weight : (int)weight;
}

/* The key that translations of one page share: translationKey, else their path without the language. */
static str common_name(const struct origin *s)
{
    str key = origin_text(s, STR("translationkey")), slash = s->name.folder.n ? STR("/") : STR("");
    if (s->hugo->language_count < 2)
        return STR("");
    if (key.n)
        return ARENA_CONCAT(s->reading->arena, STR("key:"), key);
    return ARENA_CONCAT(s->reading->arena, STR("path:"), s->name.folder, slash, s->name.base);
}

static struct page *build(struct origin *s)
{
    const struct page_reading *r = s->reading;
    struct arena *arena = r->arena;
    struct page *page = ARENA_NEW(arena, struct page);
    schedule_date(s);
    *page = (struct page){.source = r->entry->path,
                          .kind = is_post(s) ? PAGE_POST : PAGE_PAGE,
                          .format = s->name.format,
                          .draft = schedule_is_draft(s),
                          .headless = !schedule_is_published(s),
                          .hidden = schedule_is_unlisted(s),
                          .in_sitemap = true,
                          .file_mtime_ns = r->entry->mtime_ns,
                          .file_size = r->entry->size};
    page->in_feed = page->kind == PAGE_POST && !page->draft && !page->headless && !page->hidden;
    page->slug = origin_filename(s);
    set_title(page, s, arena);
    set_dates(page, s);
    page->tags = list_place_terms(s, STR("tags"));
    page->categories = list_place_terms(s, STR("categories"));
    page->heads_list = s->name.is_branch;
    page->lists = list_places_of(s, page->kind == PAGE_POST);
    page->weight = weight_of(s);
    page->edition = language_edition(s->hugo, s->name.language);
    if (page->edition && s->language->prefix.n)
        page->home = ARENA_CONCAT(arena, s->language->prefix, STR("/"));
    page->translates = common_name(s);
    page->lang = s->hugo->language_count > 1 ? s->language->written : r->settings->config.lang;
    page->author = author_of(s);
    page->hard_wrap = s->hugo->hard_wraps && s->name.format == FORMAT_MARKDOWN;
    page->layout = origin_text(s, STR("layout"));
    page->description = text_unmark(origin_text(s, STR("description")), arena);
    page->image = image_of(s);
    set_address(page, s, arena);
    return page;
}

enum reading page_of_hugo_judge(const struct scan_entry *entry, enum record_absence *why)
{
    (void)why;
    return name_is_page(entry->path) ? READING_PAGE : READING_FILE;
}

enum reading page_of_hugo_read(const struct page_reading *r, str text, struct page **page, enum record_absence *why)
{
    struct origin s;
    str inner;
    const struct mount *mount = mount_of(hugo_of(r->settings), r->entry->path, r->arena, &inner);
    if (!mount || mount->is_static)
        return READING_FILE;
    if (text_is_utf16(text)) {
        diag_add(r->diag, SEVERITY_ERROR, r->entry->path, 1,
                 "this is UTF-16, and cannot be read; save the file as UTF-8");
        return READING_BROKEN;
    }
    origin_open(&s, r, clean_source(text, r->entry->path, r->arena, NULL));
    if (s.front.broken)
        return READING_BROKEN;
    if (s.name.format == FORMAT_HTML && !s.front.present && str_starts(str_trim(s.front.body), STR("<")))
        return READING_FILE;
    *why = ABSENT_PRIVATE;
    if (tree_is_resource(s.hugo->tree, &s.name))
        return READING_ABSENT;
    *why = ABSENT_UNPUBLISHED;
    if (s.language->off || (!schedule_is_published(&s) && !s.name.is_leaf))
        return READING_ABSENT;
    *page = build(&s);
    (*page)->yields = search_page_yields(*page, s.front.body);
    return READING_PAGE;
}

struct page *page_of_hugo_alone(const struct page_reading *r, str text)
{
    struct origin s;
    origin_open(&s, r, clean_source(text, r->entry->path, r->arena, NULL));
    return build(&s);
}
