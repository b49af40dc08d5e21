#include "jekyll/template_address.h"

#include "text/valid.h"

/* The home lists what there is without posts. */
static str all_posts(const struct site *site)
{
    size_t posts;
    site_posts(site, &posts);
    return posts ? STR("/posts/") : STR("/");
}

str template_address_of(const struct site *site, const struct page *page, enum our_list list)
{
    if (str_eq(page->stem, STR("/")) && list != LIST_NONE)
        return STR("/");
    switch (list) {
    case LIST_TAGS:
        return site_tags(site)->count ? STR("/tags/") : all_posts(site);
    case LIST_CATEGORIES:
        return site_categories(site)->count ? STR("/categories/") : all_posts(site);
    case LIST_SEARCH:
        return site_is_searched(site) ? STR("/search") : STR("");
    case LIST_FEED:
        return STR("/atom.xml");
    case LIST_POSTS:
        return all_posts(site);
    case LIST_NONE:
        break;
    }
    return STR("");
}

str template_address_of_group(const struct site_group *group, bool tag, struct arena *arena)
{
    return ARENA_CONCAT(arena, tag ? STR("/tag/") : STR("/category/"), group->slug, STR("/"));
}

/* "2024", "2024/05", "2024/05/01" */
static bool is_day(str name)
{
    static const size_t digits[] = {4, 2, 2};
    size_t parts = 0;
    for (str part; name.n; parts++) {
        str_cut(name, '/', &part, &name);
        if (parts == 3 || part.n != digits[parts] || str_span(part, "0123456789") != part.n)
            return false;
    }
    return parts > 0;
}

bool template_address_is_ours(const struct site *site, str stem)
{
    static const str names[] = {STR_INIT("posts"),  STR_INIT("pages"),  STR_INIT("tags"),       STR_INIT("categories"),
                                STR_INIT("drafts"), STR_INIT("search"), STR_INIT("drafts/new"), STR_INIT("posts/new")};
    str name = str_from(str_trim_char_right(stem, '/'), str_starts(str_trim_char_right(stem, '/'), STR("/")));
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (str_eq(name, names[i]))
            return true;
    bool group = str_starts(name, STR("tag/")) || str_starts(name, STR("category/")) ||
                 str_starts(name, STR("atom/")) || str_starts(name, STR("search/"));
    return !name.n || group || is_day(name) || site_find_slug(site_collections(site), name);
}
