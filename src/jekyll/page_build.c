#include "jekyll/page_build.h"

#include "data/date_text.h"
#include "jekyll/author_value.h"
#include "jekyll/draft_key.h"
#include "jekyll/page_feed.h"
#include "jekyll/page_groups.h"
#include "jekyll/page_lang.h"
#include "jekyll/permalink.h"
#include "jekyll/polyglot.h"
#include "text/clean.h"
#include "text/unmarked.h"
#include "uri/uri.h"

static str text_value(const struct page_source *s, str key, struct arena *arena)
{
    return str_trim(data_text(page_value(s, key), arena));
}

static bool flag_value(const struct page_source *s, str key, bool otherwise)
{
    const struct data *value = page_value(s, key);
    return value && value->kind == DATA_BOOL ? value->boolean : otherwise;
}

/* The first "# " line of a gemtext file. */
static str gemtext_title(str body)
{
    bool code = false;
    for (str line; str_line(&body, &line);) {
        if (str_starts(line, STR("```")))
            code = !code;
        if (!code && str_starts(line, STR("#")) && !str_starts(line, STR("##")))
            return str_trim(str_from(line, 1));
    }
    return STR("");
}

/* A folder's index is named after the folder, the capsule's after the capsule. */
static str untitled(const struct page_source *s, bool is_index, struct arena *arena)
{
    str own = s->format == FORMAT_GEMTEXT ? gemtext_title(s->front.body) : STR("");
    if (own.n)
        return own;
    if (!is_index || s->kind != PAGE_PAGE)
        return page_title_of_slug(s->name.slug, arena);
    if (!s->name.folder.n)
        return s->settings->config.title;
    size_t slash = str_find_last(s->name.folder, '/');
    return page_title_of_slug(slash == STR_NONE ? s->name.folder : str_from(s->name.folder, slash + 1), arena);
}

static void set_title(struct page *page, const struct page_source *s, struct arena *arena)
{
    str title = arena_one_line(arena, text_value(s, STR("title"), arena));
    page->titled = title.n > 0;
    str written = clean_controls(page->titled ? title : untitled(s, page->is_index, arena), arena);
    page->title = page->titled ? text_unmark(written, arena) : written;
    if (!str_eq(page->title, written))
        page->title_written = written;
}

static bool date_at(const struct page_source *s, str key, struct arena *arena, struct diag *diag, struct moment *out)
{
    const struct data *value = page_value(s, key);
    if (!value || data_text(value, arena).n == 0)
        return false;
    if (date_of_data(value, s->settings->zone, out))
        return true;
    diag_add(diag, SEVERITY_ERROR, s->entry->path, value->line,
             "%.*s: \"%.*s\" is not a date; write 2024-05-01 08:00:00 +0800", STR_ARG(key),
             STR_ARG(data_text(value, arena)));
    return false;
}

/* Ruby's Time counts on where a month ends. */
static void check_day(const struct page *page, const struct page_source *s, struct diag *diag)
{
    long written;
    struct civil shown = moment_civil(page->date);
    if (str_to_long(str_from(s->name.date, str_find_last(s->name.date, '-') + 1), &written) && written != shown.day)
        diag_add(diag, SEVERITY_WARNING, s->entry->path, 0,
                 "there is no %.*s: the post is of %04d-%02d-%02d until its file is named by a day that there is",
                 STR_ARG(s->name.date), shown.year, shown.month, shown.day);
}

static void set_dates(struct page *page, const struct page_source *s, struct arena *arena, struct diag *diag)
{
    page->has_date = date_at(s, STR("date"), arena, diag, &page->date);
    if (!page->has_date && s->name.date.n && (s->kind != PAGE_PAGE || s->collection.label.n)) {
        page->has_date = date_of_text(s->name.date, s->settings->zone, &page->date);
        if (page->has_date)
            check_day(page, s, diag);
        else
            diag_add(diag, SEVERITY_ERROR, s->entry->path, 0,
                     "\"%.*s\" is not a date; name the file as 2024-05-01-title.md", STR_ARG(s->name.date));
    }
    if (!page->has_date && s->kind == PAGE_DRAFT) {
        int64_t seconds = s->entry->mtime_ns / 1000000000;
        page->date = (struct moment){seconds, zone_offset(s->settings->zone, seconds)};
        page->has_date = true;
    }
    page->has_modified = date_at(s, STR("last_modified_at"), arena, diag, &page->modified);
    if (!page->has_modified)
        page->modified = page->date;
}

static str post_template(const struct settings *settings, struct arena *arena)
{
    const struct data *collections = data_get(jekyll_of(settings)->all, STR("collections"));
    str own = data_text(data_get(data_get(collections, STR("posts")), STR("permalink")), arena);
    return own.n ? own : jekyll_of(settings)->permalink;
}

/* Jekyll::Page#template. */
static str page_template(const struct page_source *s, bool is_index)
{
    str style = jekyll_of(s->settings)->permalink;
    if (s->format == FORMAT_TEXT || s->format == FORMAT_GEMTEXT)
        return STR("/:path/:basename:output_ext");
    if (is_index)
        return STR("/:path/");
    if (str_ends(style, STR("/")))
        return STR("/:path/:basename/");
    return str_ends(style, STR(":output_ext")) ? STR("/:path/:basename:output_ext") : STR("/:path/:basename");
}

static str output_extension(enum page_format format)
{
    switch (format) {
    case FORMAT_MARKDOWN:
    case FORMAT_HTML:
        break;
    case FORMAT_TEXT:
        return STR(".txt");
    case FORMAT_GEMTEXT:
        return STR(".gmi");
    }
    return STR(".html");
}

/* The line of the template, in the front matter or else in the configuration. */
static int line_of_permalink(const struct page_source *s, const struct data *front)
{
    const struct data *value = front ? front : page_default(s, STR("permalink"));
    if (!value)
        value = data_get(jekyll_of(s->settings)->all, STR("permalink"));
    return value ? value->line : 0;
}

static void set_address(struct page *page, const struct page_source *s, struct arena *arena, struct diag *diag)
{
    bool document = s->collection.label.n > 0;
    str inner = document ? collection_inner_path(s->settings, s->entry->path) : STR("");
    const struct permalink_parts parts = {
        .date = moment_civil(page->date),
        .title = page->slug,
        .path = document ? str_first(inner, inner.n - s->name.extension.n) : s->name.folder,
        .basename = s->name.base,
        .collection = document ? s->collection.label : STR("posts"),
        .categories = page->categories,
        .output_ext = s->name.extension.n || !document ? output_extension(s->format) : STR(""),
    };
    str own = text_value(s, STR("permalink"), arena), unknown = STR("");
    str template = own.n                  ? own
                   : document             ? collection_template(s->settings, s->collection.options, arena)
                   : s->kind == PAGE_PAGE ? page_template(s, page->is_index)
                                          : post_template(s->settings, arena);
    page->url = permalink_expand(template, &parts, arena, &unknown);
    page->stem = permalink_stem(page->url, parts.output_ext, arena);
    if (jekyll_of(s->settings)->languages.names.count)
        polyglot_place(&jekyll_of(s->settings)->languages, text_value(s, STR("lang"), arena),
                       text_value(s, STR("page_id"), arena), page, arena);
    if (s->kind != PAGE_PAGE || document)
        page->id = permalink_id(page->url, page->slug, arena);
    const struct data *front = data_get(s->front.data, STR("permalink"));
    if (unknown.n)
        diag_add(diag, SEVERITY_WARNING, front ? s->entry->path : STR("_config.yml"), line_of_permalink(s, front),
                 "permalink: there is no placeholder \":%.*s\"; it stays as it is", STR_ARG(unknown));
}

static void set_image(struct page *page, const struct page_source *s, struct arena *arena)
{
    const struct data *image = page_value(s, STR("image"));
    bool map = image && image->kind == DATA_MAP;
    page->image = str_trim(data_text(map ? data_get(image, STR("path")) : image, arena));
    page->image_alt = map ? text_unmark(str_trim(data_text(data_get(image, STR("alt")), arena)), arena) : STR("");
    const struct data *own = data_get(s->front.data, STR("image"));
    page->image_own = own && own->kind != DATA_NULL;
}

/* The people that the page itself names, else those of the configuration's defaults. */
static void set_authors(struct page *page, const struct page_source *s, struct arena *arena)
{
    static const str one = STR_INIT("author"), several = STR_INIT("authors");
    const struct data *front = s->front.data;
    page->authors = author_values(s->settings, data_get(front, one), data_get(front, several), arena);
    if (!page->authors.count)
        page->authors = author_values(s->settings, page_default(s, one), page_default(s, several), arena);
    page->author = page->authors.count ? author_names(&page->authors, arena) : s->settings->config.author;
}

/* jekyll-redirect-from's own key, of which the first of several counts. */
static str redirect_of(const struct page_source *s, struct arena *arena)
{
    struct str_list targets = page_list(page_value(s, STR("redirect_to")), arena);
    return targets.count ? str_trim(targets.items[0]) : STR("");
}

static void set_texts(struct page *page, const struct page_source *s, struct arena *arena)
{
    const struct site_config *config = &s->settings->config;
    str lang = lang_of_data(page_value(s, STR("lang")), arena);
    page->lang = lang.n ? lang : config->lang;
    set_authors(page, s, arena);
    page->layout = text_value(s, STR("layout"), arena);
    page->description = text_unmark(text_value(s, STR("description"), arena), arena);
    set_image(page, s, arena);
    page->redirect_to = redirect_of(s, arena);
    page->redirect_from = page_list(page_value(s, STR("redirect_from")), arena);
    page->hard_wrap = flag_value(s, STR("hard_wrap"), config->hard_wrap);
    page->in_sitemap = flag_value(s, STR("sitemap"), true);
}

static void set_groups(struct page *page, const struct page_source *s, struct arena *arena)
{
    const struct data *front = s->front.data;
    const struct data *singular = page_value(s, STR("category"));
    bool document = s->collection.label.n > 0;
    if (s->kind == PAGE_PAGE && !document)
        return;
    page->categories = page_categories(document ? STR("") : s->name.folder, page_default(s, STR("categories")),
                                       data_get(front, STR("categories")), singular, arena);
    page->tags = page_tags(page_value(s, STR("tags")), page_value(s, STR("tag")), arena);
}

static bool is_draft(const struct page_source *s)
{
    if (s->kind == PAGE_DRAFT)
        return true;
    return jekyll_of(s->settings)->draft_key && draft_of(&s->front, page_default(s, STR("draft"))) != DRAFT_NO;
}

struct page *page_build(const struct page_source *s, struct arena *arena, struct diag *diag)
{
    struct page *page = ARENA_NEW(arena, struct page);
    *page =
        (struct page){.source = s->entry->path,
                      .kind = s->kind,
                      .format = s->format,
                      .draft = is_draft(s),
                      .collection = s->collection.label,
                      .excerpt_only = page_is_excerpt_only(s),
                      .is_index = s->kind == PAGE_PAGE && !s->collection.label.n && str_eq(s->name.base, STR("index")),
                      .file_mtime_ns = s->entry->mtime_ns,
                      .file_size = s->entry->size};
    str slug = text_value(s, STR("slug"), arena);
    page->slug = slug.n ? slug : s->name.slug;
    set_title(page, s, arena);
    set_dates(page, s, arena, diag);
    set_groups(page, s, arena);
    set_texts(page, s, arena);
    set_address(page, s, arena, diag);
    if (!page->titled && str_eq(page->stem, STR("/")) && s->format != FORMAT_GEMTEXT && s->settings->config.title.n)
        page->title = s->settings->config.title;
    page->in_feed = (page_is_in_feed(s, page->draft) || page_is_in_collection_feed(s, page)) && !page->redirect_to.n;
    return page;
}
