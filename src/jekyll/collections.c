#include "jekyll/collections.h"

#include "base/beneath.h"
#include "data/date_text.h"
#include "data/frontmatter.h"
#include "jekyll/collection_name.h"
#include "jekyll/draft_key.h"
#include "jekyll/page_groups.h"
#include "jekyll/page_name.h"
#include "jekyll/permalink.h"
#include "site/file_kind.h"
#include "site/ground.h"
#include "site/place.h"
#include "text/clean.h"
#include "text/valid.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { DOCUMENT_BYTES_MAX = 1 << 20, DOCUMENTS_MAX = 20000, FOLDER_DEPTH_MAX = 8, OWN_KEYS = 14 };

/* One collection while it is read into a list. */
struct reading {
    int root;
    const struct site_options *options;
    const struct settings *settings;
    str label, folder, template;
    struct arena *arena;
    struct diag *diag;
    bool drafts;                /* drafts are shown to everybody */
    const struct data *sort_by; /* the key that orders them; NULL: the date */
    struct document *items;
    size_t count, capacity;
};

struct document {
    const struct data *map, *key; /* what Liquid sees; the value of sort_by, or NULL */
    str path;
    bool dated;
    int64_t seconds;
};

static const struct data *text_of(str text, struct arena *arena)
{
    struct data *data = ARENA_NEW(arena, struct data);
    *data = (struct data){.kind = DATA_STRING, .text = text};
    return data;
}

static str folder_within(const struct reading *r, str folder)
{
    return folder.n > r->folder.n ? str_from(folder, r->folder.n + 1) : STR("");
}

static bool date_of(const struct reading *r, str path, const struct data *front, struct moment *date)
{
    str in_name = page_name_of(path).date;
    const struct data *own = data_get(front, STR("date"));
    *date = (struct moment){0};
    return (own && date_of_data(own, r->settings->zone, date)) ||
           (in_name.n && date_of_text(in_name, r->settings->zone, date));
}

/* Jekyll::Renderer#output_ext: what no converter knows keeps its name. */
static str output_ext_of(str extension)
{
    enum page_format format;
    bool known = page_format_of(extension, &format) && (format == FORMAT_MARKDOWN || format == FORMAT_HTML);
    return known ? STR(".html") : extension;
}

static struct str_list categories_of(const struct reading *r, str path, const struct data *front)
{
    const struct data *singular = data_get(front, STR("category"));
    if (!singular)
        singular = settings_default(r->settings, path, r->label, STR("category"));
    return page_categories(STR(""), settings_default(r->settings, path, r->label, STR("categories")),
                           data_get(front, STR("categories")), singular, r->arena);
}

static str url_of(const struct reading *r, str path, const struct data *front, str slug)
{
    struct page_name name = page_name_of(path);
    struct moment date;
    date_of(r, path, front, &date);
    const struct data *permalink = data_get(front, STR("permalink"));
    if (!permalink)
        permalink = settings_default(r->settings, path, r->label, STR("permalink"));
    str within = folder_within(r, name.folder), own = str_trim(data_text(permalink, r->arena));
    const struct permalink_parts parts = {
        .title = slug,
        .path = ARENA_CONCAT(r->arena, within, within.n ? STR("/") : STR(""), name.base),
        .basename = name.base,
        .collection = r->label,
        .categories = categories_of(r, path, front),
        .output_ext = output_ext_of(name.extension),
        .date = moment_civil(date),
    };
    return permalink_expand(own.n ? own : r->template, &parts, r->arena, NULL);
}

/* The pairs of a document's map while it is made. */
struct growing_map {
    struct data_pair *pairs;
    size_t count;
    struct arena *arena;
};

static struct data *add(struct growing_map *map, const char *key, enum data_kind kind, str text)
{
    struct data *value = ARENA_NEW(map->arena, struct data);
    *value = (struct data){.kind = kind, .text = text};
    map->pairs[map->count++] = (struct data_pair){.key = str_of(key), .value = value};
    return value;
}

static void add_text(struct growing_map *map, const char *key, str text)
{
    add(map, key, DATA_STRING, text);
}

static void add_list(struct growing_map *map, const char *key, struct str_list list)
{
    const struct data **items = ARENA_ARRAY(map->arena, const struct data *, list.count);
    for (size_t i = 0; i < list.count; i++)
        items[i] = text_of(list.items[i], map->arena);
    struct data *value = add(map, key, DATA_LIST, STR(""));
    value->items = items;
    value->count = list.count;
}

/* A value of the front matter, else of the defaults. */
static const struct data *own_of(const struct reading *r, str path, const struct data *front, str key)
{
    const struct data *own = data_get(front, key);
    return own ? own : settings_default(r->settings, path, r->label, key);
}

/* What Jekyll adds unless the front matter says otherwise. */
static void add_defaults(struct growing_map *map, const struct page_name *name, str slug, const struct zone *zone)
{
    add_text(map, "title", page_title_of_slug(slug, map->arena));
    add_text(map, "slug", slug);
    add_text(map, "name", ARENA_CONCAT(map->arena, name->base, name->extension));
    add_text(map, "ext", name->extension);
    add(map, "draft", DATA_BOOL, STR("false"));
    struct moment date;
    if (name->date.n && date_of_text(name->date, zone, &date))
        add(map, "date", DATA_TIME, name->date)->integer = date.seconds;
}

static const struct data *make_document(const struct reading *r, str path, const struct frontmatter *front)
{
    struct arena *arena = r->arena;
    struct page_name name = page_name_of(path);
    const struct data *data = front->data;
    str slug = str_trim(data_text(data_get(data, STR("slug")), arena));
    slug = slug.n ? slug : name.slug;
    str url = url_of(r, path, data, slug);
    size_t own = data ? data->count : 0;
    struct growing_map map = {.pairs = ARENA_ARRAY(arena, struct data_pair, own + OWN_KEYS), .arena = arena};
    add_defaults(&map, &name, slug, r->settings->zone);
    for (size_t i = 0; i < own; i++)
        map.pairs[map.count++] = data->pairs[i];
    add_list(&map, "tags", page_tags(own_of(r, path, data, STR("tags")), own_of(r, path, data, STR("tag")), arena));
    add_list(&map, "categories", categories_of(r, path, data));
    add_text(&map, "url", url);
    add_text(&map, "id", permalink_id(url, slug, arena));
    add_text(&map, "path", path);
    add_text(&map, "relative_path", path);
    add_text(&map, "collection", r->label);
    add_text(&map, "content", front->body);
    struct data *document = ARENA_NEW(arena, struct data);
    *document = (struct data){.kind = DATA_MAP, .pairs = map.pairs, .count = map.count};
    data_index(document, arena);
    return document;
}

/* Sets *REAL to the target of PATH, on which a link is, unless the author keeps that target private. */
static bool follow(const struct reading *r, str path, bool is_folder, str *real)
{
    enum place place;
    return ground_find(r->root, r->options, NULL, path, r->arena, real) == OK &&
           (ground_is_around(r->folder, *real) ||
            place_of_path(r->settings, r->drafts, *real, is_folder, &place, r->arena));
}

static enum err read_text(const struct reading *r, str path, str *text)
{
    enum err err = withheld_read(r->options->withheld, r->root, path, DOCUMENT_BYTES_MAX, r->arena, text);
    str real;
    return err == ERR_ACCESS && follow(r, path, false, &real)
               ? withheld_read(r->options->withheld, r->root, real, DOCUMENT_BYTES_MAX, r->arena, text)
               : err;
}

static enum err open_folder(const struct reading *r, str folder, int *fd)
{
    struct stat st;
    enum err err = beneath_open(r->root, folder, fd, &st);
    str real;
    return err == ERR_ACCESS && follow(r, folder, true, &real) && !ground_is_around(real, folder)
               ? beneath_open(r->root, real, fd, &st)
               : err;
}

static bool is_hidden_draft(const struct reading *r, str path, const struct frontmatter *front)
{
    const struct data *defaults = settings_default(r->settings, path, r->label, STR("draft"));
    bool hidden = !r->drafts && jekyll_of(r->settings)->draft_key && draft_of(front, defaults) != DRAFT_NO;
    if (hidden)
        diag_add(r->diag, SEVERITY_NOTE, path, 0,
                 "a draft, since it says draft: true; Jekyll itself would publish it, so the web differs");
    return hidden;
}

/* True for a text by its name, and for any other file that begins with front matter. */
static bool may_be_document(const struct reading *r, str path)
{
    enum page_format format;
    if (page_format_of(page_name_of(path).extension, &format))
        return true;
    struct arena *scratch = arena_create();
    bool marked = file_kind_read(r->root, path, scratch).has_front_matter;
    arena_destroy(scratch);
    return marked;
}

static void read_file(struct reading *r, str path)
{
    str text;
    if (r->count == DOCUMENTS_MAX || !may_be_document(r, path) || read_text(r, path, &text) != OK)
        return;
    if (frontmatter_is_utf16(text, path, r->diag))
        return;
    text = clean_source(text, path, r->arena, NULL);
    struct frontmatter front = frontmatter_parse(text, path, r->arena, r->diag);
    const struct data *published = data_get(front.data, STR("published"));
    bool hidden = published && published->kind == DATA_BOOL && !published->boolean;
    if (!front.present || front.broken || hidden || is_hidden_draft(r, path, &front))
        return;
    r->items = arena_grow(r->arena, r->items, r->count, &r->capacity, sizeof *r->items);
    struct document *item = &r->items[r->count++];
    struct moment date;
    *item = (struct document){.map = make_document(r, path, &front), .path = path};
    item->dated = date_of(r, path, front.data, &date);
    item->seconds = date.seconds;
    const struct data *key = r->sort_by ? data_get(item->map, r->sort_by->text) : NULL;
    item->key = key && key->kind != DATA_NULL ? key : NULL;
}

/* False: it is no folder. */
static bool read_folder(struct reading *r, str folder, int depth)
{
    int fd;
    if (open_folder(r, folder, &fd) != OK)
        return false;
    DIR *dir = fdopendir(fd);
    if (!dir) {
        close(fd);
        return false;
    }
    for (struct dirent *entry; (entry = readdir(dir));) {
        str name = arena_str(r->arena, str_of(entry->d_name));
        str path = ARENA_CONCAT(r->arena, folder, STR("/"), name);
        if (str_starts(name, STR(".")) || str_starts(name, STR("_")) || !text_is_valid(name))
            continue;
        if (depth + 1 == FOLDER_DEPTH_MAX || !read_folder(r, path, depth + 1))
            read_file(r, path);
    }
    closedir(dir);
    return true;
}

static int compare_keys(const struct data *one, const struct data *two)
{
    if (!one || !two)
        return (one == NULL) - (two == NULL);
    if (one->kind == DATA_INT && two->kind == DATA_INT)
        return (one->integer > two->integer) - (one->integer < two->integer);
    return str_cmp(one->text, two->text);
}

/* Jekyll::Document#<=>; those without a date have the time of the build. */
static int in_order(const void *a, const void *b)
{
    const struct document *one = a, *two = b;
    int order = compare_keys(one->key, two->key);
    if (order == 0)
        order = two->dated - one->dated;
    if (order == 0 && one->seconds != two->seconds)
        order = one->seconds > two->seconds ? 1 : -1;
    return order ? order : str_cmp(one->path, two->path);
}

/* BLANK holds what is the same for all collections. */
static const struct data *read_collection(const struct reading *blank, str label, const struct data *own)
{
    struct reading r = *blank;
    const struct settings *settings = r.settings;
    struct arena *arena = r.arena;
    str parent = jekyll_of(settings)->collections_dir;
    r.label = label;
    r.folder = ARENA_CONCAT(arena, parent, parent.n ? STR("/_") : STR("_"), label);
    r.sort_by = data_get(own, STR("sort_by"));
    if (r.sort_by && r.sort_by->kind != DATA_STRING)
        r.sort_by = NULL;
    r.template = collection_template(settings, own, arena);
    read_folder(&r, r.folder, 0);
    if (r.count)
        qsort(r.items, r.count, sizeof *r.items, in_order);
    const struct data **items = ARENA_ARRAY(arena, const struct data *, r.count);
    for (size_t i = 0; i < r.count; i++)
        items[i] = r.items[i].map;
    struct data *list = ARENA_NEW(arena, struct data);
    *list = (struct data){.kind = DATA_LIST, .items = items, .count = r.count};
    return list;
}

const struct data *site_collections_read(int root, const struct site_options *options, const struct settings *settings,
                                         struct arena *arena, struct diag *diag)
{
    const struct reading blank = {.root = root,
                                  .options = options,
                                  .settings = settings,
                                  .drafts = options->drafts || settings->show_drafts,
                                  .arena = arena,
                                  .diag = diag};
    const struct data *all = data_get(jekyll_of(settings)->all, STR("collections"));
    bool named = all && (all->kind == DATA_MAP || all->kind == DATA_LIST);
    if (root < 0 || !named || !all->count)
        return NULL;
    struct data *map = ARENA_NEW(arena, struct data);
    struct data_pair *pairs = ARENA_ARRAY(arena, struct data_pair, all->count);
    *map = (struct data){.kind = DATA_MAP, .pairs = pairs};
    for (size_t i = 0; i < all->count; i++) {
        bool is_map = all->kind == DATA_MAP;
        str label = is_map ? all->pairs[i].key : data_text(all->items[i], arena);
        const struct data *own = is_map ? all->pairs[i].value : NULL;
        if (!label.n || str_has_char(label, '/') || str_eq(label, STR("posts")))
            continue;
        pairs[map->count++] = (struct data_pair){.key = label, .value = read_collection(&blank, label, own)};
    }
    data_index(map, arena);
    return map;
}
