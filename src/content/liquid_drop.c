#include "content/liquid_drop.h"

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
    return text_or_nil(page->title);
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
    return value_page(page->newer);
}

static struct value page_previous(const struct page *page)
{
    return value_page(page->older);
}

static struct value page_draft(const struct page *page)
{
    return value_bool(page->draft);
}

static struct value page_collection(const struct page *page)
{
    return page->kind == PAGE_PAGE ? value_nil() : value_string(STR("posts"));
}

/* BUILT: what Jekyll makes even when the front matter has the key in another shape. */
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

struct value drop_page(const struct page *page, str key, const struct value_world *world)
{
    (void)world;
    const struct page_key *known = find_key(key);
    return known ? known->get(page) : value_nil();
}

struct value drop_current(const struct liquid_scope *scope, str key, const struct value_world *world)
{
    const struct page_key *known = find_key(key);
    const struct data *own = data_get(scope->front_matter, key);
    if (str_eq(key, STR("content")))
        return value_nil();
    if (str_eq(key, STR("next")) || str_eq(key, STR("previous")))
        uses_all(scope->uses);
    if (known && scope->page && (known->built || !own))
        return known->get(scope->page);
    return value_of_data(own, world);
}

static struct value site_groups_value(const struct site_groups *groups)
{
    return (struct value){.kind = VALUE_MAP, .form = FORM_GROUPS, .of = groups, .count = groups->count};
}

static struct value site_setting(const struct site_config *config, str key, const struct value_world *world)
{
    const struct data *own = data_get(config->all, key);
    if (own)
        return value_of_data(own, world);
    const struct {
        str name, text;
    } settings[] = {{STR("title"), config->title},
                    {STR("description"), config->description},
                    {STR("author"), config->author},
                    {STR("lang"), config->lang},
                    {STR("url"), config->url},
                    {STR("baseurl"), config->baseurl},
                    {STR("permalink"), config->permalink},
                    {STR("timezone"), config->timezone}};
    for (size_t i = 0; i < sizeof settings / sizeof *settings; i++)
        if (str_eq(settings[i].name, key))
            return text_or_nil(settings[i].text);
    return value_nil();
}

struct value drop_site(const struct site *site, str key, const struct value_world *world)
{
    static const str lists[] = {STR_INIT("posts"), STR_INIT("pages"), STR_INIT("html_pages"), STR_INIT("tags"),
                                STR_INIT("categories")};
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        if (str_eq(key, lists[i]))
            uses_all(world->uses);
    size_t count;
    if (str_eq(key, STR("posts"))) {
        const struct page *const *posts = site_posts(site, &count);
        return value_pages(posts, count);
    }
    if (str_eq(key, STR("pages")) || str_eq(key, STR("html_pages"))) {
        const struct page *const *pages = site_pages(site, &count);
        return value_pages(pages, count);
    }
    if (str_eq(key, STR("tags")))
        return site_groups_value(site_tags(site));
    if (str_eq(key, STR("categories")))
        return site_groups_value(site_categories(site));
    if (str_eq(key, STR("data")))
        return value_of_data(site_data(site), world);
    const struct data *collection = data_get(site_collections(site), key);
    if (collection)
        return value_of_data(collection, world);
    return site_setting(site_config(site), key, world);
}

struct value drop_loop(const struct value_loop *loop, str key)
{
    int64_t index = (int64_t)loop->index, length = (int64_t)loop->length;
    if (str_eq(key, STR("index")))
        return value_int(index + 1);
    if (str_eq(key, STR("index0")))
        return value_int(index);
    if (str_eq(key, STR("rindex")))
        return value_int(length - index);
    if (str_eq(key, STR("rindex0")))
        return value_int(length - index - 1);
    if (str_eq(key, STR("first")))
        return value_bool(index == 0);
    if (str_eq(key, STR("last")))
        return value_bool(index + 1 == length);
    if (str_eq(key, STR("length")))
        return value_int(length);
    if (str_eq(key, STR("name")))
        return value_string(loop->name);
    if (str_eq(key, STR("parentloop")) && loop->parent)
        return (struct value){.kind = VALUE_MAP, .form = FORM_LOOP, .of = loop->parent};
    return value_nil();
}
