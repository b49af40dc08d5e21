#include "hexo/our_address.h"

#include "hexo/term.h"
#include "site/period.h"

/* The part of NAME behind FOLDER and a slash; false: it is elsewhere. */
static bool below(str name, str folder, str *rest)
{
    if (!folder.n || !str_starts(name, folder) || (name.n > folder.n && name.p[folder.n] != '/'))
        return false;
    *rest = str_from(name, folder.n + 1);
    return true;
}

/* NAME without "page/2" at its end. */
static str first_page(str name)
{
    size_t slash = str_find_last(name, '/');
    str number = slash == STR_NONE ? name : str_from(name, slash + 1);
    str rest = slash == STR_NONE ? STR("") : str_first(name, slash);
    if (slash == STR_NONE || !number.n || str_span(number, "0123456789") != number.n)
        return name;
    if (str_eq(rest, STR("page")))
        return STR("");
    return str_ends(rest, STR("/page")) ? str_first(rest, rest.n - STR("/page").n) : name;
}

static str of_term(const struct hexo *h, const struct site_groups *groups, const char *folder, str name, bool path,
                   struct arena *arena)
{
    str map = path ? STR("category_map") : STR("tag_map");
    for (size_t i = 0; i < groups->count; i++) {
        const struct site_group *group = &groups->items[i];
        bool same = str_eq(term_slug(h, group->name, map, path, arena), name) ||
                    (path && str_eq(term_slug(h, group->name, map, false, arena), name));
        if (same)
            return ARENA_CONCAT(arena, str_of(folder), group->slug, STR("/"));
    }
    const struct site_group *other = site_find_group(groups, name);
    return other ? ARENA_CONCAT(arena, str_of(folder), other->slug, STR("/")) : STR("");
}

/* "2024", "2024/05" */
static str of_archive(const struct site *site, str rest, struct arena *arena)
{
    str year, month;
    str_cut(rest, '/', &year, &month);
    if (!rest.n)
        return STR("/posts/");
    if (month.n && site_period(site, rest, arena))
        return ARENA_CONCAT(arena, STR("/"), rest, STR("/"));
    return site_find_slug(site_years(site), year) ? ARENA_CONCAT(arena, STR("/"), year, STR("/")) : STR("");
}

static bool is_feed(const struct hexo *h, str path)
{
    for (size_t i = 0; i < h->feed_paths.count; i++)
        if (str_eq(h->feed_paths.items[i], path))
            return true;
    return str_eq(path, STR("/rss2.xml"));
}

/* The file of a post whose folder is asked for by an old address of the post, such as that of the day in UTC. */
static str of_old_folder(const struct site *site, str path, struct arena *arena)
{
    for (size_t slash = str_find_last(path, '/'); slash != STR_NONE && slash > 0;
         slash = str_find_last(str_first(path, slash), '/')) {
        const struct page *page = site_find_alias(site, str_first(path, slash + 1));
        if (!page)
            page = site_find_alias(site, ARENA_CONCAT(arena, str_first(path, slash), STR(".html")));
        if (!page || !page->files.n)
            continue;
        str file = ARENA_CONCAT(arena, page->files, str_from(path, slash + 1));
        return site_find_file(site, str_from(file, 1)) ? file : STR("");
    }
    return STR("");
}

str our_address_of_hexo(const struct site *site, str path, struct arena *arena)
{
    const struct hexo *h = hexo_of(site_settings(site));
    str name = str_trim_char_right(str_from(path, 1), '/'), rest;
    if (is_feed(h, path))
        return STR("/atom.xml");
    if (str_ends(name, STR("/index.html")))
        name.n -= STR("/index.html").n;
    str first = first_page(name);
    if (!first.n && name.n)
        return STR("/");
    if (below(first, h->archive_dir, &rest))
        return of_archive(site, rest, arena);
    if (below(first, h->tag_dir, &rest))
        return rest.n                   ? of_term(h, site_tags(site), "/tag/", rest, false, arena)
               : site_tags(site)->count ? STR("/tags/")
                                        : STR("");
    if (below(first, h->category_dir, &rest))
        return rest.n                         ? of_term(h, site_categories(site), "/category/", rest, true, arena)
               : site_categories(site)->count ? STR("/categories/")
                                              : STR("");
    return h->assets ? of_old_folder(site, path, arena) : STR("");
}
