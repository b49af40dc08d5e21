#include "hugo/our_address.h"

#include "hugo/mount.h"
#include "hugo/name.h"
#include "hugo/rules.h"
#include "uri/uri.h"

/* "/tag/moon/" with what follows it, for the term NAME; empty: no post has it. */
static str of_term(const struct site_groups *groups, str folder, str name, str file, struct arena *arena)
{
    const struct site_group *group = site_find_group(groups, name);
    if (group && file.n && !group->count)
        return STR("/atom.xml");
    return group ? ARENA_CONCAT(arena, folder, group->slug, STR("/"), file) : STR("");
}

/* PATH of the main language without the prefix that Hugo gives it when even that is below one. */
static str without_prefix(const struct hugo *h, str path)
{
    str prefix = h->languages[h->main_language].prefix;
    bool below = prefix.n && str_starts(path, prefix) && (path.n == prefix.n || path.p[prefix.n] == '/');
    return below ? str_from(path, prefix.n) : path;
}

/* "/tag/x/" for "tags/x", and the like for its feed. */
static str of_terms(const struct site *site, str name, bool feed, struct arena *arena)
{
    str top, term;
    str_cut(name, '/', &top, &term);
    bool tags = str_eq(top, STR("tags")), categories = str_eq(top, STR("categories"));
    if (!term.n && (tags || categories) && feed)
        return STR("/atom.xml");
    if (!term.n || (!tags && !categories))
        return STR("");
    return of_term(tags ? site_tags(site) : site_categories(site), tags ? STR("/tag/") : STR("/category/"), term,
                   feed ? STR("atom.xml") : STR(""), arena);
}

/* The feed of a list that has posts, else that of all posts. */
static str of_list_feed(const struct site *site, str folder, struct arena *arena)
{
    const struct site_list *list = site_find_list(site, folder);
    if (!list)
        return STR("");
    return list->posts.count ? ARENA_CONCAT(arena, folder, STR("atom.xml")) : STR("/atom.xml");
}

/* The address of the page whose path in content/ is PATH, whatever its case, as ref and hooks for links take it. */
static str of_content(const struct site *site, const struct hugo *h, str path, struct arena *arena)
{
    enum { ENDS = 4 };
    static const str ends[ENDS] = {STR_INIT(""), STR_INIT(".md"), STR_INIT("/index.md"), STR_INIT("/_index.md")};
    str name = str_trim_char_right(str_from(path, 1), '/');
    struct str_list places = name.n ? mount_places(h, h->main_language, name, arena) : (struct str_list){0};
    for (size_t i = 0; i < places.count * ENDS; i++) {
        const struct page *page = site_find_source(site, ARENA_CONCAT(arena, places.items[i / ENDS], ends[i % ENDS]));
        if (page && !page->headless)
            return page->stem;
    }
    str clean = ARENA_CONCAT(arena, STR("/"), sanitise(name, &h->style, arena), STR("/"));
    const struct page *page = str_eq(clean, path) ? NULL : site_find_address(site, clean);
    return page ? page->stem : STR("");
}

str our_address_of_hugo(const struct site *site, str path, struct arena *arena)
{
    const struct hugo *h = hugo_of(site_settings(site));
    bool feed = str_ends(path, STR("/index.xml")), ugly = str_ends(path, STR(".html"));
    str folder = feed ? str_first(path, path.n - STR("index.xml").n) : path;
    if (ugly)
        folder = ARENA_CONCAT(arena, str_first(path, path.n - STR(".html").n), STR("/"));
    str inner = without_prefix(h, folder), name = str_trim_char_right(str_from(inner, 1), '/');
    if (!name.n && inner.p != folder.p)
        return feed ? STR("/atom.xml") : STR("/");
    str found = of_terms(site, name, feed, arena);
    if (!found.n && feed)
        found = of_list_feed(site, folder, arena);
    if (!found.n && (ugly || inner.p != folder.p))
        found = site_find_list(site, folder) ? folder : str_eq(inner, folder) ? STR("") : inner;
    return found.n || feed ? found : of_content(site, h, path, arena);
}
