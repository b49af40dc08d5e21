#include "jekyll/drop.h"

#include "jekyll/settings.h"

static struct value text_or_nil(str s)
{
    return s.n ? value_string(s) : value_nil();
}

static struct value page_id(const struct page *page)
{
    return text_or_nil(page->id);
}

static struct value page_title(const struct page *page)
{
    return text_or_nil(page->title_written.n ? page->title_written : page->title);
}

static struct value page_url(const struct page *page)
{
    return value_string(page->url);
}

static struct value page_slug(const struct page *page)
{
    return text_or_nil(page->slug);
}

static struct value page_path(const struct page *page)
{
    return value_string(page->source);
}

static struct value page_name(const struct page *page)
{
    size_t slash = str_find_last(page->source, '/');
    return value_string(slash == STR_NONE ? page->source : str_from(page->source, slash + 1));
}

/* Of a page alone, as Jekyll::Page#dir. */
static struct value page_dir(const struct page *page)
{
    size_t slash = str_find_last(page->url, '/');
    return page->kind == PAGE_PAGE ? value_string(str_first(page->url, slash == STR_NONE ? 0 : slash + 1))
                                   : value_nil();
}

static struct value page_date(const struct page *page)
{
    return page->has_date ? value_time(page->date) : value_nil();
}

static struct value page_modified(const struct page *page)
{
    return page->has_modified ? value_time(page->modified) : value_nil();
}

static struct value page_categories(const struct page *page)
{
    return value_strings(page->categories);
}

static struct value page_tags(const struct page *page)
{
    return value_strings(page->tags);
}

static struct value page_lang(const struct page *page)
{
    return text_or_nil(page->lang);
}

static struct value page_author(const struct page *page)
{
    return text_or_nil(page->author);
}

static struct value page_layout(const struct page *page)
{
    return text_or_nil(page->layout);
}

static struct value page_description(const struct page *page)
{
    return text_or_nil(page->description);
}

static struct value page_image(const struct page *page)
{
    return text_or_nil(page->image);
}

static struct value page_next(const struct page *page)
{
    return drop_page(page->newer);
}

static struct value page_previous(const struct page *page)
{
    return drop_page(page->older);
}

static struct value page_draft(const struct page *page)
{
    return value_bool(page->draft);
}

static struct value page_collection(const struct page *page)
{
    return page->kind == PAGE_PAGE ? text_or_nil(page->collection) : value_string(STR("posts"));
}

/* BUILT: Jekyll makes this value even when the front matter has the key in another form. */
static const struct page_key {
    str name;
    bool built;
    struct value (*get)(const struct page *);
} page_keys[] = {
    {STR_INIT("id"), true, page_id},
    {STR_INIT("title"), true, page_title},
    {STR_INIT("url"), true, page_url},
    {STR_INIT("slug"), true, page_slug},
    {STR_INIT("path"), true, page_path},
    {STR_INIT("relative_path"), true, page_path},
    {STR_INIT("name"), true, page_name},
    {STR_INIT("dir"), true, page_dir},
    {STR_INIT("date"), true, page_date},
    {STR_INIT("last_modified_at"), true, page_modified},
    {STR_INIT("categories"), true, page_categories},
    {STR_INIT("tags"), true, page_tags},
    {STR_INIT("next"), true, page_next},
    {STR_INIT("previous"), true, page_previous},
    {STR_INIT("collection"), true, page_collection},
    {STR_INIT("draft"), false, page_draft},
    {STR_INIT("lang"), false, page_lang},
    {STR_INIT("author"), false, page_author},
    {STR_INIT("layout"), false, page_layout},
    {STR_INIT("description"), false, page_description},
    {STR_INIT("image"), false, page_image},
};

static const struct page_key *find_key(str key)
{
    for (size_t i = 0; i < sizeof page_keys / sizeof *page_keys; i++)
        if (str_eq(page_keys[i].name, key))
            return &page_keys[i];
    return NULL;
}

static struct value page_member(const void *of, str key, const struct value_world *world)
{
    (void)world;
    const struct page_key *known = find_key(key);
    return known ? known->get(of) : value_nil();
}

/* A page is shown as its title. */
static struct value page_shown(const void *of, const struct value_world *world)
{
    return page_member(of, STR("title"), world);
}

static const struct object_type page_type = {.member = page_member, .shown = page_shown};

struct value drop_page(const struct page *page)
{
    return page ? value_object(VALUE_MAP, &page_type, page, 0) : value_nil();
}

static struct value pages_item(const void *of, size_t i, const struct value_world *world)
{
    (void)world;
    return drop_page(((const struct page *const *)of)[i]);
}

static struct value drop_pages(const struct page *const *pages, size_t count)
{
    static const struct object_type type = {.item = pages_item};
    return value_object(VALUE_LIST, &type, pages, count);
}

/* OVER on top of BASE, maps within maps, too. */
static const struct data *merged(const struct data *base, const struct data *over, struct arena *arena)
{
    if (!base || !over || base->kind != DATA_MAP || over->kind != DATA_MAP)
        return over ? over : base;
    struct data *map = ARENA_NEW(arena, struct data);
    struct data_pair *pairs = ARENA_ARRAY(arena, struct data_pair, base->count + over->count);
    *map = (struct data){.kind = DATA_MAP, .line = over->line, .pairs = pairs};
    for (size_t i = 0; i < base->count; i++) {
        pairs[map->count] = base->pairs[i];
        pairs[map->count++].value = merged(base->pairs[i].value, data_get(over, base->pairs[i].key), arena);
    }
    for (size_t i = 0; i < over->count; i++)
        if (!data_get(base, over->pairs[i].key))
            pairs[map->count++] = over->pairs[i];
    data_index(map, arena);
    return map;
}

/* The value of KEY in the front matter, over the configuration's defaults. */
static const struct data *own_value(const struct template_scope *scope, str key, struct arena *arena)
{
    const struct data *own = data_get(scope->front_matter, key), *otherwise = NULL;
    const struct page *page = scope->page;
    if (page && page->site) {
        str type = page->kind == PAGE_POST ? STR("posts") : page->kind == PAGE_DRAFT ? STR("drafts") : STR("pages");
        otherwise = settings_default(site_settings(page->site), page->source, type, key);
    }
    return merged(otherwise, own, arena);
}

/* A page's tags and categories are what its front matter says, in whatever form; a post's are lists that Jekyll
 * makes. */
static bool is_as_written(const struct page *page, str key)
{
    return page->kind == PAGE_PAGE && (str_eq(key, STR("tags")) || str_eq(key, STR("categories")));
}

static struct value current_member(const void *of, str key, const struct value_world *world)
{
    const struct template_scope *scope = of;
    const struct page_key *known = find_key(key);
    const struct data *own = own_value(scope, key, world->arena);
    if (str_eq(key, STR("content")))
        return value_nil();
    if (str_eq(key, STR("next")) || str_eq(key, STR("previous")))
        uses_list(scope->uses, scope->page ? scope->page->site : NULL, USE_POSTS);
    bool built = known && known->built && scope->page && !is_as_written(scope->page, key);
    if (known && scope->page && (built || !own))
        return known->get(scope->page);
    return value_of_data(own, world);
}

static struct value current_shown(const void *of, const struct value_world *world)
{
    return current_member(of, STR("title"), world);
}

struct value drop_current(const struct template_scope *scope)
{
    static const struct object_type type = {.member = current_member, .shown = current_shown};
    return value_object(VALUE_MAP, &type, scope, 0);
}

static struct value group_posts(const struct site_group *group)
{
    return drop_pages(group->posts, group->count);
}

static struct value groups_member(const void *of, str name, const struct value_world *world)
{
    const struct site_groups *groups = of;
    (void)world;
    const struct site_group *group = site_find_group(groups, name);
    return group && str_eq(group->name, name) ? group_posts(group) : value_nil();
}

static struct value groups_item(const void *of, size_t i, const struct value_world *world)
{
    const struct site_group *group = &((const struct site_groups *)of)->items[i];
    return value_pair_list(group->name, group_posts(group), world);
}

/* A map from names to their posts. */
static struct value drop_groups(const struct site_groups *groups)
{
    static const struct object_type type = {.member = groups_member, .item = groups_item};
    return value_object(VALUE_MAP, &type, groups, groups->count);
}

static struct value site_setting(const struct site *site, str key, const struct value_world *world)
{
    const struct site_config *config = site_config(site);
    const struct jekyll *j = jekyll_of(site_settings(site));
    const struct data *own = data_get(j->all, key);
    if (own)
        return value_of_data(own, world);
    const struct {
        str name, text;
    } settings[] = {{STR("title"), config->title},    {STR("description"), config->description},
                    {STR("author"), config->author},  {STR("lang"), config->lang},
                    {STR("url"), config->url},        {STR("baseurl"), config->baseurl},
                    {STR("permalink"), j->permalink}, {STR("timezone"), config->timezone}};
    for (size_t i = 0; i < sizeof settings / sizeof *settings; i++)
        if (str_eq(settings[i].name, key))
            return text_or_nil(settings[i].text);
    return value_nil();
}

/* Documents of collections are no pages in Jekyll's eyes. */
static const struct page *const *without_documents(const struct page *const *pages, size_t *count, struct arena *arena)
{
    const struct page **kept = ARENA_ARRAY(arena, const struct page *, *count);
    size_t n = 0;
    for (size_t i = 0; i < *count; i++)
        if (!pages[i]->collection.n)
            kept[n++] = pages[i];
    *count = n;
    return kept;
}

static struct value site_member(const void *of, str key, const struct value_world *world)
{
    const struct template_scope *scope = of;
    const struct site *site = scope->page->site;
    static const struct {
        str name;
        enum use_kind use;
    } lists[] = {{STR_INIT("posts"), USE_POSTS},
                 {STR_INIT("tags"), USE_POSTS},
                 {STR_INIT("categories"), USE_POSTS},
                 {STR_INIT("pages"), USE_PAGES},
                 {STR_INIT("html_pages"), USE_PAGES}};
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        if (str_eq(key, lists[i].name))
            uses_list(scope->uses, site, lists[i].use);
    size_t count;
    if (str_eq(key, STR("posts"))) {
        const struct page *const *posts = site_posts(site, &count);
        return drop_pages(posts, count);
    }
    if (str_eq(key, STR("pages")) || str_eq(key, STR("html_pages"))) {
        const struct page *const *pages = site_pages(site, &count);
        pages = without_documents(pages, &count, world->arena);
        return drop_pages(pages, count);
    }
    if (str_eq(key, STR("tags")))
        return drop_groups(site_tags(site));
    if (str_eq(key, STR("categories")))
        return drop_groups(site_categories(site));
    const struct jekyll *own = jekyll_of(site_settings(site));
    const struct data *configured = data_get(own->all, STR("data"));
    if (str_eq(key, STR("data")))
        return value_of_data(configured ? configured : own->data, world);
    const struct data *collection = data_get(jekyll_of(site_settings(site))->collections, key);
    if (collection)
        return value_of_data(collection, world);
    return site_setting(site, key, world);
}

static struct value site_shown_as(const void *of, const struct value_world *world)
{
    return site_member(of, STR("title"), world);
}

struct value drop_site(const struct template_scope *scope)
{
    static const struct object_type type = {.member = site_member, .shown = site_shown_as};
    return value_object(VALUE_MAP, &type, scope, 0);
}
