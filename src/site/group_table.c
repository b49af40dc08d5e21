#include "site/group_table.h"

#include "base/strmap.h"
#include "text/slug.h"
#include "text/valid.h"

#include <stdlib.h>

struct names {
    str slug;
    struct name_count {
        str name;
        size_t count;
    } * items;
    size_t count, capacity;
    const struct page **posts;
    size_t post_count, post_capacity;
};

struct table {
    struct arena *arena, *scratch;
    struct strmap slugs; /* index + 1 */
    struct names *groups;
    size_t count, capacity;
};

struct str_list group_names_tags(const struct page *page, struct arena *arena)
{
    (void)arena;
    return page->tags;
}

struct str_list group_names_categories(const struct page *page, struct arena *arena)
{
    (void)arena;
    return page->categories;
}

struct str_list group_names_years(const struct page *page, struct arena *arena)
{
    str *year = ARENA_NEW(arena, str);
    *year = arena_printf(arena, "%04d", moment_civil(page->date).year);
    return (struct str_list){year, 1};
}

static struct names *group_of(struct table *t, str name)
{
    str slug = text_slug(name, SLUG_DEFAULT, false, t->scratch);
    if (!slug.n)
        slug = name;
    int *index = strmap_at(&t->slugs, slug);
    if (*index == 0) {
        t->groups = arena_grow(t->scratch, t->groups, t->count, &t->capacity, sizeof *t->groups);
        t->groups[t->count++] = (struct names){.slug = slug};
        *index = (int)t->count;
    }
    return &t->groups[*index - 1];
}

static void count_name(struct table *t, struct names *group, str name)
{
    for (size_t i = 0; i < group->count; i++)
        if (str_eq(group->items[i].name, name)) {
            group->items[i].count++;
            return;
        }
    group->items = arena_grow(t->scratch, group->items, group->count, &group->capacity, sizeof *group->items);
    group->items[group->count++] = (struct name_count){name, 1};
}

static void add(struct table *t, const struct page *page, str name)
{
    if (str_trim(name).n == 0)
        return;
    struct names *group = group_of(t, name);
    count_name(t, group, name);
    if (group->post_count && group->posts[group->post_count - 1] == page)
        return;
    group->posts = arena_grow(t->scratch, group->posts, group->post_count, &group->post_capacity, sizeof *group->posts);
    group->posts[group->post_count++] = page;
}

static struct site_group finished(struct table *t, const struct names *group)
{
    const struct name_count *best = &group->items[0];
    for (size_t i = 1; i < group->count; i++)
        if (group->items[i].count > best->count)
            best = &group->items[i];
    const struct page **posts = ARENA_ARRAY(t->arena, const struct page *, group->post_count);
    for (size_t i = 0; i < group->post_count; i++)
        posts[i] = group->posts[i];
    return (struct site_group){.name = arena_str(t->arena, best->name),
                               .slug = arena_str(t->arena, group->slug),
                               .posts = posts,
                               .count = group->post_count};
}

static int by_name(const void *a, const void *b)
{
    const struct site_group *one = a, *two = b;
    return str_cmp(one->slug, two->slug);
}

static int by_falling_name(const void *a, const void *b)
{
    return by_name(b, a);
}

struct site_groups group_table(const struct page *const *posts, size_t count, group_names *names_of, bool falling,
                               struct arena *arena)
{
    struct table t = {.arena = arena, .scratch = arena_create()};
    t.slugs.arena = t.scratch;
    for (size_t i = 0; i < count; i++) {
        struct str_list names = names_of(posts[i], t.scratch);
        for (size_t k = 0; k < names.count; k++)
            add(&t, posts[i], names.items[k]);
    }
    struct site_group *groups = ARENA_ARRAY(arena, struct site_group, t.count);
    for (size_t i = 0; i < t.count; i++)
        groups[i] = finished(&t, &t.groups[i]);
    if (t.count)
        qsort(groups, t.count, sizeof *groups, falling ? by_falling_name : by_name);
    arena_destroy(t.scratch);
    return (struct site_groups){groups, t.count};
}
