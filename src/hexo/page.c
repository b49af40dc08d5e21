#include "hexo/page.h"

#include "base/beneath.h"
#include "hexo/date.h"
#include "hexo/extension.h"
#include "hexo/front.h"
#include "hexo/front_lint.h"
#include "hexo/glob.h"
#include "hexo/js_value.h"
#include "hexo/permalink.h"
#include "hexo/place_rules.h"
#include "hexo/term.h"
#include "hexo/theme_page.h"
#include "site/search_page.h"
#include "text/clean.h"
#include "text/unmarked.h"
#include "text/valid.h"
#include "uri/uri.h"

#include <limits.h>

enum { DATE_SHOWN_MAX = 60 };

/* One file while it becomes a page. */
struct origin {
    const struct page_reading *reading;
    const struct hexo *hexo;
    struct front front;
    bool is_post, is_draft; /* below _posts, below _drafts */
    struct post_name name;  /* of a post */
};

static str text_of(const struct origin *o, const char *key)
{
    return str_trim(js_text(data_get(o->front.data, str_of(key)), o->reading->arena));
}

static bool is_true(const struct origin *o, str key)
{
    const struct data *value = data_get(o->front.data, key);
    return js_is_true(value) && !(value->kind == DATA_STRING && str_eq(value->text, STR("false")));
}

static void open_origin(struct origin *o, const struct page_reading *r, str text)
{
    str inner;
    str path = r->entry->path;
    *o = (struct origin){.reading = r, .hexo = hexo_of(r->settings)};
    bool post = place_is_post(path, &inner);
    o->is_draft = post && str_starts(path, STR("_drafts/"));
    o->is_post = post && !o->is_draft;
    if (post)
        o->name = post_name_of(o->hexo->new_post_name, inner, r->arena);
    o->front = front_split(text, path, r->arena, r->diag);
}

/* A name in words, where the front matter has no title. */
static str words_of(str path, struct arena *arena)
{
    str bare = post_name_bare(path);
    size_t slash = str_find_last(bare, '/');
    bool index = slash != STR_NONE && str_eq(str_from(bare, slash + 1), STR("index"));
    bare = index ? str_first(bare, slash) : bare;
    slash = str_find_last(bare, '/');
    char *z = arena_z(arena, slash == STR_NONE ? bare : str_from(bare, slash + 1));
    str words = str_of(z);
    for (size_t i = 0; i < words.n; i++)
        if (z[i] == '-' || z[i] == '_')
            z[i] = ' ';
    return str_trim(words).n ? str_trim(words) : path;
}

static void set_title(struct page *page, const struct origin *o, struct arena *arena)
{
    str title = arena_one_line(arena, text_of(o, "title"));
    page->titled = title.n > 0;
    bool home = page->is_index && !str_has_char(page->source, '/');
    str otherwise = home                      ? o->reading->settings->config.title
                    : page->kind == PAGE_PAGE ? words_of(page->source, arena)
                                              : words_of(o->name.slug, arena);
    str written = clean_controls(page->titled ? title : otherwise, arena);
    page->title = page->titled ? text_unmark(written, arena) : written;
    if (!str_eq(page->title, written))
        page->title_written = written;
}

/* By the keys of the plugins that make a home: a whole number, or true for 1. */
static int pin_of(const struct origin *o)
{
    static const char *const keys[] = {"sticky", "top"};
    int64_t most = 0;
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        const struct data *value = data_get(o->front.data, str_of(keys[i]));
        int64_t pin = !value                     ? 0
                      : value->kind == DATA_INT  ? value->integer
                      : value->kind == DATA_BOOL ? value->boolean
                                                 : 0;
        most = pin > most ? pin : most;
    }
    return most < INT_MAX ? (int)most : INT_MAX;
}

/* When the file was made, as Hexo takes it; when it was changed, where its file system does not keep that. */
static int64_t file_seconds(const struct page_reading *r)
{
    int64_t ns;
    str file = r->entry->real.n ? r->entry->real : r->entry->path;
    if (r->root < 0 || beneath_born(r->root, file, &ns) != OK)
        ns = r->entry->mtime_ns;
    return ns / 1000000000;
}

/* The date that is written; else that of the name; else of a post its file's, which is in no feed. */
static void set_dates(struct page *page, const struct origin *o)
{
    const struct page_reading *r = o->reading;
    const struct zone *zone = r->settings->zone;
    const struct data *written = data_get(o->front.data, STR("date"));
    bool dated = date_of(written, zone, &page->date);
    if (!dated && !js_is_true(written) && o->name.has_day) {
        page->date = zone_local(zone, &o->name.day);
        dated = true;
    }
    page->has_date = dated;
    if (!dated && page->kind != PAGE_PAGE) {
        int64_t seconds = file_seconds(r);
        page->date = (struct moment){seconds, zone_offset(zone, seconds)};
        page->has_date = true;
        str says = str_first(arena_one_line(r->arena, js_text(written, r->arena)), DATE_SHOWN_MAX);
        diag_add(r->diag, SEVERITY_ERROR, page->source, written ? written->line : 0,
                 "%s%.*s%sso the day its file was made counts, which a copy of it changes, and the post is in no feed; "
                 "write date: 2024-05-06 07:08:09",
                 says.n ? "date: \"" : "has no date, ", STR_ARG(says), says.n ? "\" is no date, " : "");
    }
    page->in_feed = page->kind == PAGE_POST && dated && !page->draft;
    page->has_modified = date_of(data_get(o->front.data, STR("updated")), zone, &page->modified);
    if (!page->has_modified)
        page->modified = page->date;
}

/* Hexo tells the day in the zone of the machine that builds the site, which is UTC on most services. */
static void add_other_day(struct page *page, struct permalink_parts parts, str path, struct arena *arena)
{
    const struct civil here = parts.day, there = civil_from_seconds(parts.date.seconds);
    bool same_day = here.day == there.day && here.month == there.month && here.year == there.year;
    if (same_day && !permalink_tells_time(parts.hexo->permalink))
        return;
    parts.day = there;
    str other = permalink_file(permalink_of_post(&parts, arena, NULL));
    if (str_eq(other, path))
        return;
    str *items = ARENA_ARRAY(arena, str, page->redirect_from.count + 1);
    for (size_t i = 0; i < page->redirect_from.count; i++)
        items[i] = page->redirect_from.items[i];
    items[page->redirect_from.count] = uri_encode_path(other, arena);
    page->redirect_from = (struct str_list){items, page->redirect_from.count + 1};
}

static void set_address(struct page *page, const struct origin *o, struct arena *arena)
{
    const struct page_reading *r = o->reading;
    str path;
    const struct permalink_parts parts = {.hexo = o->hexo,
                                          .front = o->front.data,
                                          .name = &o->name,
                                          .title = text_of(o, "title"),
                                          .date = page->date,
                                          .day = moment_civil(page->date),
                                          .file = page->source};
    if (page->kind == PAGE_PAGE)
        path = permalink_of_page(o->front.data, page->source, arena);
    else
        path = permalink_of_post(&parts, arena, r->diag);
    if (page->format == FORMAT_GEMTEXT && page->kind == PAGE_PAGE)
        path = ARENA_CONCAT(arena, STR("/"), post_name_bare(page->source), STR(".gmi"));
    page->id = uri_encode_path(path, arena);
    path = permalink_file(path);
    if (page->kind != PAGE_PAGE)
        add_other_day(page, parts, path, arena);
    page->stem = permalink_bare(path);
    if (page->format == FORMAT_GEMTEXT && str_ends(page->stem, STR(".gmi")))
        page->stem.n -= STR(".gmi").n;
    page->url = uri_encode_path(str_ends(path, STR("/index.html")) ? page->stem : path, arena);
    if (page->kind != PAGE_PAGE && o->hexo->assets) {
        str bare = str_ends(path, STR(".html")) ? str_first(path, path.n - STR(".html").n) : path;
        page->files = ARENA_CONCAT(arena, bare, str_ends(bare, STR("/")) ? STR("") : STR("/"));
    }
}

static struct str_list old_addresses(const struct origin *o)
{
    struct arena *arena = o->reading->arena;
    struct str_list given = js_list(data_get(o->front.data, STR("alias")), arena);
    return given.count ? given : js_list(data_get(o->front.data, STR("aliases")), arena);
}

static bool is_hidden(const struct origin *o)
{
    return is_true(o, STR("hidden")) || is_true(o, STR("hide")) || is_true(o, o->hexo->hidden_key);
}

static void set_texts(struct page *page, const struct origin *o, struct arena *arena)
{
    const struct site_config *config = &o->reading->settings->config;
    str lang = text_of(o, "lang"), author = text_of(o, "author"), image = text_of(o, "cover");
    page->lang = lang.n ? lang : config->lang;
    page->author = author.n ? text_unmark(author, arena) : config->author;
    page->layout = text_of(o, "layout");
    page->description = text_unmark(text_of(o, "description"), arena);
    page->image = image.n && !str_eq(image, STR("true")) && !str_eq(image, STR("false")) ? image : STR("");
    page->redirect_from = old_addresses(o);
    page->hard_wrap = o->hexo->hard_wrap;
    page->excerpt_only = o->hexo->feed_summary;
}

static struct page *build(const struct origin *o)
{
    const struct page_reading *r = o->reading;
    struct arena *arena = r->arena;
    struct page *page = ARENA_NEW(arena, struct page);
    str bare = post_name_bare(r->entry->path);
    bool index = str_eq(bare, STR("index")) || str_ends(bare, STR("/index"));
    *page = (struct page){.source = r->entry->path,
                          .kind = o->is_draft  ? PAGE_DRAFT
                                  : o->is_post ? PAGE_POST
                                               : PAGE_PAGE,
                          .format = extension_format(r->entry->path),
                          .draft = o->is_draft || is_true(o, STR("draft")),
                          .in_sitemap = true,
                          .hidden = is_hidden(o),
                          .file_mtime_ns = r->entry->mtime_ns,
                          .file_size = r->entry->size};
    page->is_index = index && page->kind == PAGE_PAGE;
    page->slug = page->kind == PAGE_PAGE ? bare : o->name.slug;
    if (page->kind != PAGE_PAGE) {
        page->tags = term_tags(o->front.data, arena);
        page->categories = term_categories(o->front.data, arena);
        page->pinned = pin_of(o);
    }
    set_title(page, o, arena);
    set_dates(page, o);
    set_texts(page, o, arena);
    set_address(page, o, arena);
    return page;
}

/* A text that its author has locked by a password, which no reader here can give. */
static bool is_locked(const struct origin *o)
{
    const struct data *password = data_get(o->front.data, STR("password"));
    if (password && password->kind != DATA_NULL)
        return js_text(password, o->reading->arena).n > 0;
    if (password)
        return false;
    struct str_list tags = term_tags(o->front.data, o->reading->arena);
    for (size_t i = 0; i < tags.count; i++)
        for (size_t k = 0; k < o->hexo->locked_tags.count; k++)
            if (str_eq(tags.items[i], o->hexo->locked_tags.items[k]))
                return true;
    return false;
}

static bool is_published(const struct origin *o)
{
    const struct data *value = data_get(o->front.data, STR("published"));
    return !value || o->is_draft || o->reading->settings->show_drafts || is_true(o, STR("published"));
}

enum reading page_of_hexo_judge(const struct scan_entry *entry, enum record_absence *why)
{
    str extension = place_extension(entry->path);
    *why = ABSENT_TEMPLATE;
    if (extension_is_markdown(extension) || extension_is_html(extension) || str_eq(extension, STR(".gmi")))
        return READING_PAGE;
    return extension_is_source(extension) ? READING_ABSENT : READING_FILE;
}

/* A text that only belongs to a post or to nothing: what read_page answers for it; READING_PAGE: it is one itself. */
static enum reading judge_place(const struct page_reading *r, enum record_absence *why)
{
    const struct hexo *h = hexo_of(r->settings);
    str path = r->entry->path, inner, extension = place_extension(path);
    bool post = place_is_post(path, &inner), skipped = glob_any(&h->skip_render, path);
    *why = ABSENT_PRIVATE;
    if (post && h->assets && !str_eq(extension, place_extension(h->new_post_name)))
        return READING_FILE;
    if (post && skipped)
        return READING_ABSENT;
    return !post && skipped && extension_is_html(extension) ? READING_FILE : READING_PAGE;
}

enum reading page_of_hexo_read(const struct page_reading *r, str text, struct page **page, enum record_absence *why)
{
    struct origin o;
    enum reading placed = judge_place(r, why);
    if (placed != READING_PAGE)
        return placed;
    if (text_is_utf16(text)) {
        diag_add(r->diag, SEVERITY_ERROR, r->entry->path, 1,
                 "this is UTF-16, and cannot be read; save the file as UTF-8");
        return READING_BROKEN;
    }
    open_origin(&o, r, clean_source(text, r->entry->path, r->arena, NULL));
    if (o.front.broken)
        return READING_BROKEN;
    *why = ABSENT_UNPUBLISHED;
    if (!is_published(&o) || is_locked(&o))
        return READING_ABSENT;
    *page = build(&o);
    hexo_front_lint(&o.front, *page, r->diag);
    bool empty = (*page)->kind == PAGE_PAGE && o.front.data && !str_trim(o.front.body).n;
    *why = ABSENT_TEMPLATE;
    enum theme_page theme = theme_page_of(o.front.data, (*page)->stem, r->arena);
    if ((empty && theme == THEME_PAGE_LIST) || search_page_yields(*page, o.front.body))
        return READING_ABSENT;
    bool friends = theme == THEME_PAGE_FRIENDS && theme_page_has_friends(r->root);
    bool lost = (*page)->kind == PAGE_PAGE && theme_page_is_lost((*page)->stem);
    (*page)->apart = (*page)->kind == PAGE_PAGE && theme_page_stands_apart(o.front.data, r->arena);
    (*page)->bare = lost || (empty && !friends);
    (*page)->hidden = (*page)->hidden || (*page)->bare;
    return READING_PAGE;
}

struct page *page_of_hexo_alone(const struct page_reading *r, str text)
{
    struct origin o;
    open_origin(&o, r, clean_source(text, r->entry->path, r->arena, NULL));
    return build(&o);
}
