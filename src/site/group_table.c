#include "site/group_table.h"

#include "base/strmap.h"
#include "text/slug.h"
#include "text/unmarked.h"
#include "text/valid.h"

#include <stdlib.h>

/* One spelling of a group's name. */
struct spelling {
    str name;
    size_t count, group;
};

struct names {
    str slug;
    size_t best;                 /* the most frequent spelling, the first of several */
    const struct page **members; /* posts, then pages */
    size_t count, capacity, pages;
    bool shown; /* by a post of its own */
};

struct table {
    struct arena *arena, *scratch;
    bool paths;
    struct strmap slugs, names; /* index + 1 in GROUPS, in SPELLINGS */
    struct names *groups;
    size_t count, capacity;
    struct spelling *spellings;
    size_t spelling_count, spelling_capacity;
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

static str slug_of(str name, struct arena *arena)
{
    str slug = text_slug(name, SLUG_DEFAULT, false, arena);
    return slug.n ? slug : name;
}

str group_slug(str name, bool paths, struct arena *arena)
{
    str part, out = STR("");
    bool more = paths;
    if (!paths)
        return slug_of(name, arena);
    for (bool first = true; more; first = false) {
        more = str_cut(name, '/', &part, &name);
        out = ARENA_CONCAT(arena, out, first ? STR("") : STR("/"), slug_of(part, arena));
    }
    return out;
}

static size_t group_of(struct table *t, str name)
{
    str slug = group_slug(name, t->paths, t->scratch);
    int *index = strmap_at(&t->slugs, slug);
    if (*index == 0) {
        t->groups = arena_grow(t->scratch, t->groups, t->count, &t->capacity, sizeof *t->groups);
        t->groups[t->count++] = (struct names){.slug = slug, .best = t->spelling_count};
        *index = (int)t->count;
    }
    return (size_t)*index - 1;
}

/* Counts NAME once more. */
static struct spelling *spelling_of(struct table *t, str name)
{
    int *index = strmap_at(&t->names, name);
    if (*index == 0) {
        struct spelling *all =
            arena_grow(t->scratch, t->spellings, t->spelling_count, &t->spelling_capacity, sizeof *t->spellings);
        t->spellings = all;
        all[t->spelling_count] = (struct spelling){.name = name, .group = group_of(t, name)};
        *index = (int)++t->spelling_count;
    }
    struct spelling *spelling = &t->spellings[*index - 1];
    spelling->count++;
    return spelling;
}

static void add(struct table *t, const struct page *page, str name)
{
    if (str_trim(name).n == 0)
        return;
    size_t at = spelling_of(t, name)->group;
    struct names *group = &t->groups[at];
    if (group->count && group->members[group->count - 1] == page)
        return;
    group->members = arena_grow(t->scratch, group->members, group->count, &group->capacity, sizeof *group->members);
    group->members[group->count++] = page;
    group->pages += page->kind == PAGE_PAGE;
}

/* The group of a post that another hides has that other one, so that its address answers; unless it has a post of its
 * own. */
static void add_hidden(struct table *t, const struct page *shown, str name)
{
    if (!str_trim(name).n)
        return;
    size_t at = group_of(t, name);
    if (!t->groups[at].shown)
        add(t, shown, name);
}

static void find_best_spellings(struct table *t)
{
    for (size_t i = 0; i < t->spelling_count; i++) {
        struct names *group = &t->groups[t->spellings[i].group];
        if (t->spellings[i].count > t->spellings[group->best].count)
            group->best = i;
    }
}

static int by_title(const void *a, const void *b)
{
    const struct page *one = *(const struct page *const *)a, *two = *(const struct page *const *)b;
    int order = str_cmp(one->title, two->title);
    return order ? order : str_cmp(one->source, two->source);
}

static struct site_group finished(const struct table *t, const struct names *group)
{
    size_t posts = group->count - group->pages;
    const struct page **members = ARENA_ARRAY(t->arena, const struct page *, group->count);
    for (size_t i = 0; i < group->count; i++)
        members[i] = group->members[i];
    if (group->pages)
        qsort(members + posts, group->pages, sizeof *members, by_title);
    str name = arena_str(t->arena, t->spellings[group->best].name);
    return (struct site_group){.name = name,
                               .label = text_unmark(name, t->arena),
                               .slug = arena_str(t->arena, group->slug),
                               .posts = members,
                               .count = posts,
                               .pages = members + posts,
                               .page_count = group->pages};
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

static void mark_shown(struct table *t)
{
    for (size_t i = 0; i < t->count; i++)
        t->groups[i].shown = true;
}

static void add_all(struct table *t, const struct page *const *pages, size_t count, group_names *names_of)
{
    for (size_t i = 0; i < count; i++) {
        struct str_list names = names_of(pages[i], t->scratch);
        for (size_t k = 0; k < names.count; k++)
            add(t, pages[i], names.items[k]);
    }
}

struct site_groups group_table(const struct group_members *members, group_names *names_of, bool falling, bool paths,
                               struct arena *arena)
{
    const struct hidden_posts *hidden = &members->hidden;
    struct table t = {.arena = arena, .scratch = arena_create(), .paths = paths};
    t.slugs.arena = t.names.arena = t.scratch;
    add_all(&t, members->posts, members->count, names_of);
    mark_shown(&t);
    for (size_t i = 0; i < hidden->count; i++) {
        struct str_list names = names_of(hidden->posts[i], t.scratch);
        for (size_t k = 0; k < names.count; k++)
            add_hidden(&t, hidden->shown[i], names.items[k]);
    }
    add_all(&t, members->pages, members->page_count, names_of);
    find_best_spellings(&t);
    struct site_group *groups = ARENA_ARRAY(arena, struct site_group, t.count);
    for (size_t i = 0; i < t.count; i++)
        groups[i] = finished(&t, &t.groups[i]);
    if (t.count)
        qsort(groups, t.count, sizeof *groups, falling ? by_falling_name : by_name);
    arena_destroy(t.scratch);
    return (struct site_groups){groups, t.count, falling, paths};
}
