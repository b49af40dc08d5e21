#include "hugo/shortcode_object.h"

#include "hugo/asset.h"
#include "hugo/front.h"
#include "hugo/layout.h"
#include "hugo/mount.h"
#include "hugo/name.h"
#include "hugo/page.h"
#include "hugo/param.h"
#include "hugo/reference.h"
#include "hugo/shortcode_param.h"
#include "hugo/tree.h"
#include "site/ground.h"
#include "text/clean.h"
#include "text/valid.h"
#include "uri/uri.h"

enum { FILE_COST = 4096 /* bytes that a file counts at least */, FILE_MAX_BYTES = 1 << 20 };

const struct shortcode_object *shortcode_object_of(const struct shortcode_objects *o, str value)
{
    for (size_t i = 0; i < o->count; i++)
        if (value.p == o->items[i].mark)
            return &o->items[i];
    return NULL;
}

static str keep(struct shortcode_objects *o, struct shortcode_object object)
{
    if (o->count == SHORTCODE_OBJECTS_MAX)
        return STR("");
    struct shortcode_object *kept = &o->items[o->count++];
    *kept = object;
    kept->mark[0] = ' ';
    return (str){kept->mark, 1};
}

static const struct hugo *hugo_in(const struct shortcode_objects *o)
{
    const struct site *site = o->scope->page->site;
    return site ? hugo_of(site_settings(site)) : NULL;
}

/* Reads the file PATH, within the budget, unless its name or a folder's begins with a dot. */
static bool read_file(const struct shortcode_scope *scope, str path, str *text)
{
    bool hidden = str_starts(path, STR(".")) || str_find(path, STR("/.")) != STR_NONE;
    if (!scope->budget || *scope->budget < FILE_COST || !path.n || hidden || str_has_char(path, '\0'))
        return false;
    *scope->budget -= FILE_COST;
    size_t most = *scope->budget < FILE_MAX_BYTES ? *scope->budget : FILE_MAX_BYTES;
    uses_file(scope->uses, scope->page, path);
    if (ground_read(scope->root, site_options(scope->page->site), scope->page, path, most, scope->arena, text) != OK)
        return false;
    *scope->budget -= text->n < *scope->budget ? text->n : *scope->budget;
    *text = clean_source(*text, path, scope->arena, NULL);
    return true;
}

/* True when readers may see by now what PAGE says, which has no address of its own. */
static bool is_open(const struct shortcode_scope *scope, const struct page *page)
{
    const struct site_options *options = site_options(scope->page->site);
    const struct settings *settings = site_settings(scope->page->site);
    const struct hugo *h = hugo_of(settings);
    struct name name;
    return name_of(h, page->source, scope->arena, &name) && name.is_page && !h->languages[name.language].off &&
           !tree_is_resource(h->tree, &name) && (!page->draft || options->drafts || settings->show_drafts) &&
           (options->future || settings->future || page->shown_from <= options->now) &&
           options->now < page->shown_until;
}

/* The page that the file PATH makes, which the site does not have: others show its text. */
static bool read_hidden(const struct shortcode_scope *scope, str path, struct shortcode_object *object)
{
    str text;
    if (!name_is_page(path) || !read_file(scope, path, &text))
        return false;
    const struct scan_entry entry = {.path = path};
    const struct page_reading reading = {
        .root = scope->root, .entry = &entry, .settings = site_settings(scope->page->site), .arena = scope->arena};
    object->page = page_of_hugo_alone(&reading, text);
    return is_open(scope, object->page);
}

static bool find_hidden(const struct shortcode_scope *scope, str folder, str path, struct shortcode_object *object)
{
    static const str ends[] = {STR_INIT(""), STR_INIT(".md"), STR_INIT("/index.md"), STR_INIT("/_index.md")};
    struct arena *arena = scope->arena;
    str whole;
    if (!uri_remove_dots(ARENA_CONCAT(arena, STR("/"), folder, STR("/"), path), arena, &whole))
        return false;
    whole = str_trim_char_right(uri_single_slashes(whole, arena), '/');
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (read_hidden(scope, ARENA_CONCAT(arena, str_from(whole, 1), ends[i]), object))
            return true;
    return false;
}

static str folder_of(str source)
{
    size_t slash = str_find_last(source, '/');
    return slash == STR_NONE ? STR("") : str_first(source, slash);
}

str shortcode_object_self(struct shortcode_objects *o)
{
    for (size_t i = 0; i < o->count; i++)
        if (o->items[i].kind == SHORTCODE_PAGE && o->items[i].page == o->scope->page)
            return (str){o->items[i].mark, 1};
    return keep(o, (struct shortcode_object){.kind = SHORTCODE_PAGE, .page = o->scope->page});
}

str shortcode_object_page(struct shortcode_objects *o, str path)
{
    const struct hugo *h = hugo_in(o);
    struct shortcode_object object = {.kind = SHORTCODE_PAGE};
    path = str_trim_char_right(path, '/');
    if (!h || !path.n)
        return STR("");
    object.page = reference_find(path, o->scope);
    bool found = object.page && !object.page->headless, rooted = path.p[0] == '/';
    if (!found && !rooted)
        found = find_hidden(o->scope, folder_of(o->scope->page->source), path, &object);
    struct str_list places = mount_places(h, reference_language(o->scope), str_from(path, rooted), o->scope->arena);
    for (size_t i = 0; i < places.count && !found; i++)
        found = find_hidden(o->scope, STR(""), places.items[i], &object);
    return found ? keep(o, object) : STR("");
}

str shortcode_object_file(struct shortcode_objects *o, str path)
{
    struct shortcode_object object = {.kind = SHORTCODE_FILE};
    if (!hugo_in(o) || !uri_remove_dots(ARENA_CONCAT(o->scope->arena, STR("/"), path), o->scope->arena, &object.path))
        return STR("");
    object.path = str_from(uri_single_slashes(object.path, o->scope->arena), 1);
    return read_file(o->scope, object.path, &object.text) ? keep(o, object) : STR("");
}

str shortcode_object_resource(struct shortcode_objects *o, str path, bool of_site)
{
    struct shortcode_object object = {.kind = SHORTCODE_RESOURCE};
    object.path =
        of_site ? asset_address(path, &object.source, o->scope) : asset_beside(path, &object.source, o->scope);
    return object.path.n ? keep(o, object) : STR("");
}

/* The front matter of a page, and its text. */
static void read_page(const struct shortcode_scope *scope, struct shortcode_object *object)
{
    str text;
    if (object->page == scope->page)
        object->front = scope->front;
    if (object->text.p || object->page == scope->page || !read_file(scope, page_file(object->page), &text))
        return;
    const struct front front = front_parse(text, object->page->source, scope->arena, NULL);
    object->front = front.data;
    object->text = front.body;
}

static str text_of(struct shortcode_objects *o, struct shortcode_object object)
{
    read_page(o->scope, &object);
    object.kind = SHORTCODE_PAGE_TEXT;
    return object.text.p && o->scope->depth < SHORTCODE_TEXTS_MAX ? keep(o, object) : STR("");
}

static str front_value(const struct shortcode_scope *scope, struct shortcode_object *object, str key)
{
    read_page(scope, object);
    return str_trim(param_text(data_get(object->front, text_lower(key, scope->arena)), scope->arena));
}

/* The language of OBJECT's page. */
static const struct language *language_of(const struct shortcode_objects *o, const struct page *page)
{
    struct name name;
    const struct hugo *h = hugo_in(o);
    return !h ? NULL
              : &h->languages[name_of(h, page->source, o->scope->arena, &name) ? name.language : h->main_language];
}

static str section_of(const struct shortcode_objects *o, const struct page *page)
{
    struct name name;
    str top, rest;
    if (!hugo_in(o) || !name_of(hugo_in(o), page->source, o->scope->arena, &name))
        return STR("");
    bool more = str_cut(name.folder, '/', &top, &rest);
    return name.is_leaf && !more ? STR("") : top;
}

/* The address of PAGE, with the host of the web or without. */
static str address_of(const struct shortcode_scope *scope, const struct page *page, bool whole)
{
    if (!scope->page->site)
        return page->url;
    const struct site_config *config = site_config(scope->page->site);
    str host = whole ? str_trim_char_right(config->url, '/') : STR("");
    return ARENA_CONCAT(scope->arena, host, config->baseurl, page->url);
}

static str site_field(const struct shortcode_scope *scope, const struct language *language, str field, bool *known)
{
    const struct site *site = scope->page->site;
    if (str_starts(field, STR("Params.")))
        return shortcode_param(str_from(field, STR("Params.").n), scope);
    if (site && str_eq(field, STR("BaseURL")))
        return ARENA_CONCAT(scope->arena, str_trim_char_right(site_config(site)->url, '/'), site_config(site)->baseurl,
                            STR("/"));
    if (site && str_eq(field, STR("Title")))
        return language->title.n ? language->title : site_config(site)->title;
    if (language && str_eq(field, STR("LanguagePrefix")))
        return language->prefix;
    if (language && (str_eq(field, STR("Language.Lang")) || str_eq(field, STR("LanguageCode"))))
        return language->name;
    *known = false;
    return STR("");
}

/* Of the file of PAGE, by its place in content/. */
static str file_field(const struct shortcode_objects *o, const struct page *page, str field, bool *known)
{
    struct name name;
    struct arena *arena = o->scope->arena;
    if (hugo_in(o) && name_of(hugo_in(o), page->source, arena, &name)) {
        str folder = ARENA_CONCAT(arena, name.folder, name.folder.n ? STR("/") : STR(""));
        if (str_eq(field, STR("Dir")))
            return folder;
        if (str_eq(field, STR("BaseFileName")) || str_eq(field, STR("TranslationBaseName")))
            return name.base;
        if (str_eq(field, STR("Path")))
            return ARENA_CONCAT(arena, folder, name.base, name.extension);
    }
    *known = false;
    return STR("");
}

static str page_field(struct shortcode_objects *o, struct shortcode_object *object, str field, bool *known)
{
    static const char *const texts[] = {"Content", "RawContent", "RenderShortcodes", "ContentWithoutSummary", "Plain"},
                             *const addresses[] = {"RelPermalink", "Permalink"};
    const struct shortcode_scope *scope = o->scope;
    const struct language *language = language_of(o, object->page);
    if (STR_IS_ANY(field, texts))
        return text_of(o, *object);
    if (STR_IS_ANY(field, addresses))
        return address_of(scope, object->page, str_eq(field, STR("Permalink")));
    if (str_eq(field, STR("Title")))
        return object->page->title;
    if (str_eq(field, STR("LinkTitle"))) {
        str title = front_value(scope, object, field);
        return title.n ? title : object->page->title;
    }
    if (str_eq(field, STR("Description")) || str_eq(field, STR("Summary")))
        return object->page->description;
    if (str_eq(field, STR("Section")))
        return section_of(o, object->page);
    if (str_eq(field, STR("Draft")))
        return object->page->draft ? STR("true") : STR("");
    if (str_eq(field, STR("Language.Lang")) || str_eq(field, STR("Lang")))
        return language ? language->name : STR("");
    if (str_starts(field, STR("Site.")))
        return site_field(scope, language, str_from(field, STR("Site.").n), known);
    if (str_starts(field, STR("File.")))
        return file_field(o, object->page, str_from(field, STR("File.").n), known);
    if (str_starts(field, STR("Params.")))
        return front_value(scope, object, str_from(field, STR("Params.").n));
    *known = false;
    return STR("");
}

str shortcode_object_field(struct shortcode_objects *o, str value, str field, bool *known)
{
    static const char *const same[] = {"Process", "Resize", "Fill", "Fit", "Crop", "Filter"}, *const addresses[] = {
                                                                                                  "RelPermalink",
                                                                                                  "Permalink"};
    const struct shortcode_object *object = shortcode_object_of(o, value);
    if (!object)
        return STR("");
    if (object->kind == SHORTCODE_PAGE)
        return page_field(o, &o->items[object - o->items], field, known);
    if (object->kind == SHORTCODE_RESOURCE && STR_IS_ANY(field, same))
        return value;
    if (object->kind == SHORTCODE_RESOURCE && str_eq(field, STR("Content")))
        return shortcode_object_file(o, object->source);
    return object->kind == SHORTCODE_RESOURCE && STR_IS_ANY(field, addresses) ? object->path : STR("");
}

str shortcode_object_date(const struct shortcode_objects *o, str value, str layout)
{
    const struct shortcode_object *object = shortcode_object_of(o, value);
    if (!object || object->kind != SHORTCODE_PAGE || !object->page->has_date)
        return STR("");
    const struct civil at = moment_civil(object->page->date);
    return layout_fill(layout, &at, o->scope->arena);
}
