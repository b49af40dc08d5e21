#include "jekyll/drop.h"
#include "jekyll/drop_lists.h"
#include "jekyll/settings.h"
#include "site/today.h"

#include <stdlib.h>

/* site.* */

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
static const struct object_type groups_type = {.member = groups_member, .item = groups_item};

static struct value drop_groups(const struct site_groups *groups)
{
    return value_object(VALUE_MAP, &groups_type, groups, groups->count);
}

const struct site_groups *drop_groups_of(struct value v)
{
    return v.kind == VALUE_MAP && v.form == FORM_OBJECT && v.type == &groups_type ? v.of : NULL;
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
            return settings[i].text.n ? value_string(settings[i].text) : value_nil();
    return value_nil();
}

/* Documents of collections are no pages in Jekyll's eyes. */
static const struct page **without_documents(const struct page *const *pages, size_t *count, struct arena *arena)
{
    const struct page **kept = ARENA_ARRAY(arena, const struct page *, *count);
    size_t n = 0;
    for (size_t i = 0; i < *count; i++)
        if (!pages[i]->collection.n)
            kept[n++] = pages[i];
    *count = n;
    return kept;
}

static struct value posts_of(const struct site *site)
{
    size_t count;
    const struct page *const *posts = site_posts(site, &count);
    return drop_pages(posts, count);
}

static int by_name(const void *a, const void *b)
{
    const struct page *one = *(const struct page *const *)a, *two = *(const struct page *const *)b;
    int order = str_cmp(page_file_name(one), page_file_name(two));
    return order ? order : str_cmp(one->source, two->source);
}

/* Jekyll::Reader#sort_files!: by the names of their files, whatever the folder. */
static struct value pages_of(const struct site *site, struct arena *arena)
{
    size_t count;
    const struct page *const *pages = site_pages(site, &count);
    const struct page **kept = without_documents(pages, &count, arena);
    if (count)
        qsort(kept, count, sizeof *kept, by_name);
    return drop_pages(kept, count);
}

/* Jekyll::RelatedPosts: the newest posts but the one being made. */
static struct value related_posts(const struct template_scope *scope, struct arena *arena)
{
    enum { RELATED_MAX = 10 };
    size_t count, found = 0;
    const struct page *const *posts = site_posts(scope->page->site, &count);
    const struct page **related = ARENA_ARRAY(arena, const struct page *, RELATED_MAX);
    for (size_t i = 0; i < count && found < RELATED_MAX; i++)
        if (posts[i] != scope->page)
            related[found++] = posts[i];
    return scope->page->kind == PAGE_PAGE ? value_nil() : drop_pages(related, found);
}

/* The time of Jekyll's run is that of "now". */
static struct value time_of(const struct template_scope *scope)
{
    bool is_day;
    struct value time = value_time(site_today(scope->page->site, scope->uses, &is_day));
    time.count = is_day ? 2 : 0;
    return time;
}

/* The values that Jekyll makes of the site; see USE_POSTS for what is recorded. */
static struct value made_member(const struct template_scope *scope, str key, const struct value_world *world)
{
    const struct site *site = scope->page->site;
    if (str_eq(key, STR("posts")))
        return posts_of(site);
    if (str_eq(key, STR("related_posts")))
        return related_posts(scope, world->arena);
    if (str_eq(key, STR("pages")) || str_eq(key, STR("html_pages")))
        return pages_of(site, world->arena);
    if (str_eq(key, STR("tags")))
        return drop_groups(site_tags(site));
    if (str_eq(key, STR("categories")))
        return drop_groups(site_categories(site));
    if (str_eq(key, STR("static_files")))
        return drop_files(scope, world);
    if (str_eq(key, STR("time")))
        return time_of(scope);
    if (str_eq(key, STR("collections")))
        return drop_collections(site, world);
    if (str_eq(key, STR("documents")))
        return drop_documents(site, world);
    const struct jekyll *own = jekyll_of(site_settings(site));
    const struct data *configured = data_get(own->all, STR("data"));
    if (str_eq(key, STR("data")))
        return value_of_data(configured ? configured : own->data, world);
    return drop_collection(data_get(own->collections, key));
}

static void record_use(const struct template_scope *scope, str key)
{
    static const struct {
        str name;
        enum use_kind use;
    } lists[] = {{STR_INIT("posts"), USE_POSTS},       {STR_INIT("tags"), USE_POSTS},
                 {STR_INIT("categories"), USE_POSTS},  {STR_INIT("related_posts"), USE_POSTS},
                 {STR_INIT("collections"), USE_POSTS}, {STR_INIT("documents"), USE_POSTS},
                 {STR_INIT("pages"), USE_PAGES},       {STR_INIT("html_pages"), USE_PAGES}};
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        if (str_eq(key, lists[i].name))
            uses_list(scope->uses, scope->page->site, lists[i].use);
    if (str_eq(key, STR("static_files")))
        uses_all(scope->uses);
}

/* Tells of a list or moment that only Jekyll has. */
static void tell_unknown(str key, const struct value_world *world)
{
    static const str names[] = {STR_INIT("html_files"), STR_INIT("config")};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (world->run && str_eq(key, names[i]))
            run_warn(world->run, "site.%.*s is known to Jekyll alone, and empty here; write the value itself",
                     STR_ARG(key));
}

static struct value site_member(const void *of, str key, const struct value_world *world)
{
    const struct template_scope *scope = of;
    record_use(scope, key);
    struct value made = made_member(scope, key, world);
    if (made.kind != VALUE_NIL)
        return made;
    struct value set = site_setting(scope->page->site, key, world);
    if (set.kind == VALUE_NIL)
        tell_unknown(key, world);
    return set;
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
