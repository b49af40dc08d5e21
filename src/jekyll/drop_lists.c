#include "jekyll/drop_lists.h"

#include "jekyll/drop.h"
#include "jekyll/settings.h"

static str extension_of(str name)
{
    size_t dot = str_find_last(name, '.');
    return dot == STR_NONE || dot == 0 ? STR("") : str_from(name, dot);
}

/* Jekyll::StaticFile. */
static struct value file_member(const void *of, str key, const struct value_world *world)
{
    const struct site_file *file = of;
    size_t slash = str_find_last(file->path, '/');
    str name = slash == STR_NONE ? file->path : str_from(file->path, slash + 1), extension = extension_of(name);
    if (str_eq(key, STR("path")) || str_eq(key, STR("relative_path")))
        return value_string(ARENA_CONCAT(world->arena, STR("/"), file->path));
    if (str_eq(key, STR("name")))
        return value_string(name);
    if (str_eq(key, STR("basename")))
        return value_string(str_first(name, name.n - extension.n));
    if (str_eq(key, STR("extname")))
        return value_string(extension);
    if (str_eq(key, STR("modified_time")))
        return value_time(
            (struct moment){file->mtime_ns / 1000000000, zone_offset(world->zone, file->mtime_ns / 1000000000)});
    return value_nil();
}

static struct value file_shown(const void *of, const struct value_world *world)
{
    return file_member(of, STR("path"), world);
}

struct value drop_files(const struct template_scope *scope, const struct value_world *world)
{
    static const struct object_type type = {.member = file_member, .shown = file_shown};
    const struct site *site = scope->page->site;
    size_t count, kept = 0;
    const struct site_file *files = site_files(site, &count);
    struct value *items = ARENA_ARRAY(world->arena, struct value, count);
    for (size_t i = 0; i < count && run_spend(world->run, 1, 0); i++)
        if (!site_is_unlisted(site, ARENA_CONCAT(world->arena, STR("/"), files[i].path)))
            items[kept++] = value_object(VALUE_MAP, &type, &files[i], 0);
    return value_list(items, kept);
}

/* Jekyll has the oldest post first here. */
static struct value posts_upward(const struct site *site, const struct value_world *world)
{
    size_t count;
    const struct page *const *posts = site_posts(site, &count);
    struct value *items = ARENA_ARRAY(world->arena, struct value, count);
    for (size_t i = 0; i < count; i++)
        items[i] = drop_page(posts[count - 1 - i]);
    return value_list(items, count);
}

static struct value documents_of(const struct site *site, str label, const struct value_world *world)
{
    return str_eq(label, STR("posts")) ? posts_upward(site, world)
                                       : drop_collection(data_get(jekyll_of(site_settings(site))->collections, label));
}

/* The labels of all collections in order, those of posts among them. */
static struct str_list labels_of(const struct site *site, struct arena *arena)
{
    const struct data *all = jekyll_of(site_settings(site))->collections;
    size_t others = all ? all->count : 0;
    str *labels = ARENA_ARRAY(arena, str, others + 1);
    struct str_list list = {.items = labels};
    for (size_t i = 0; i <= others; i++) {
        str label = i < others ? all->pairs[i].key : STR("posts");
        size_t at = list.count++;
        for (; at > 0 && str_cmp(labels[at - 1], label) > 0; at--)
            labels[at] = labels[at - 1];
        labels[at] = label;
    }
    return list;
}

/* Jekyll::Collection. */
static struct value collection_value(const struct site *site, str label, const struct value_world *world)
{
    enum { KEYS = 4 };
    const struct jekyll *j = jekyll_of(site_settings(site));
    const struct data *own = data_get(data_get(j->all, STR("collections")), label);
    bool posts = str_eq(label, STR("posts")), more = own && own->kind == DATA_MAP;
    size_t count = 0;
    struct value_pair *pairs = ARENA_ARRAY(world->arena, struct value_pair, KEYS + (more ? own->count : 0));
    pairs[count++] = (struct value_pair){STR("output"), value_bool(posts)};
    for (size_t i = 0; more && i < own->count; i++)
        pairs[count++] = (struct value_pair){own->pairs[i].key, value_of_data(own->pairs[i].value, world)};
    pairs[count++] = (struct value_pair){STR("label"), value_string(label)};
    pairs[count++] = (struct value_pair){STR("docs"), documents_of(site, label, world)};
    pairs[count++] =
        (struct value_pair){STR("relative_directory"), value_string(ARENA_CONCAT(world->arena, STR("_"), label))};
    return value_map(pairs, count);
}

struct value drop_collections(const struct site *site, const struct value_world *world)
{
    struct str_list labels = labels_of(site, world->arena);
    struct value *items = ARENA_ARRAY(world->arena, struct value, labels.count);
    for (size_t i = 0; i < labels.count; i++)
        items[i] = collection_value(site, labels.items[i], world);
    return value_list(items, labels.count);
}

static void add_all(struct value list, struct value **items, size_t *count, size_t *capacity,
                    const struct value_world *world)
{
    for (size_t i = 0; list.kind == VALUE_LIST && i < list.count && run_spend(world->run, 1, 0); i++) {
        *items = arena_grow(world->arena, *items, *count, capacity, sizeof **items);
        (*items)[(*count)++] = value_item(list, i, world);
    }
}

struct value drop_documents(const struct site *site, const struct value_world *world)
{
    const struct data *all = jekyll_of(site_settings(site))->collections;
    struct value *items = NULL;
    size_t count = 0, capacity = 0;
    add_all(posts_upward(site, world), &items, &count, &capacity, world);
    for (size_t i = 0; all && i < all->count; i++)
        add_all(drop_collection(all->pairs[i].value), &items, &count, &capacity, world);
    return value_list(items, count);
}

struct value drop_paginator(const struct template_scope *scope, const struct value_world *world)
{
    size_t count;
    const struct page *const *posts = site_posts(scope->page->site, &count);
    if (!scope->trial) {
        run_warn(world->run, "paginator is known to Jekyll alone, and empty here; all posts are at /posts/");
        return value_nil();
    }
    struct value_pair *pairs = ARENA_ARRAY(world->arena, struct value_pair, 4);
    pairs[0] = (struct value_pair){STR("posts"), drop_pages(posts, count)};
    pairs[1] = (struct value_pair){STR("page"), value_int(1)};
    pairs[2] = (struct value_pair){STR("total_pages"), value_int(1)};
    pairs[3] = (struct value_pair){STR("total_posts"), value_int((int64_t)count)};
    return value_map(pairs, 4);
}
