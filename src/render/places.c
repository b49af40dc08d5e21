#include "render/places.h"

#include "render/feed_archive.h"
#include "site/our_address.h"
#include "site/period.h"
#include "uri/uri.h"

static str address_of(const char *folder, const struct site_group *group, struct arena *arena)
{
    return ARENA_CONCAT(arena, str_of(folder), uri_encode_path(group->slug, arena), STR("/"));
}

str place_of_tag(const struct site_group *group, struct arena *arena)
{
    return address_of("/tag/", group, arena);
}

str place_of_category(const struct site_group *group, struct arena *arena)
{
    return address_of("/category/", group, arena);
}

str place_of_year(const struct site_group *group, struct arena *arena)
{
    return address_of("/", group, arena);
}

str place_of_collection(const struct site_group *group, struct arena *arena)
{
    return address_of("/", group, arena);
}

str place_of_list(const struct site_list *list, struct arena *arena)
{
    return uri_encode_path(list->address, arena);
}

bool place_has_collection(str label)
{
    static const str ours[] = {STR_INIT("posts"),      STR_INIT("pages"),  STR_INIT("tags"),   STR_INIT("tag"),
                               STR_INIT("categories"), STR_INIT("drafts"), STR_INIT("search"), STR_INIT("category"),
                               STR_INIT("feed"),       STR_INIT("atom")};
    bool number = label.n > 0;
    for (size_t i = 0; i < label.n; i++)
        number = number && char_is_digit(label.p[i]);
    for (size_t i = 0; i < sizeof ours / sizeof *ours; i++)
        if (str_eq_nocase(label, ours[i]))
            return false;
    return !number;
}

str place_of_feed(const struct site *site, struct arena *arena)
{
    str path = site_config(site)->feed_path;
    return str_eq(path, STR("/feed.xml")) ? STR("/atom.xml") : uri_encode_path(path, arena);
}

/* The group that REST names, or its feed when REST ends in "/atom.xml". */
static struct place find_in(const struct site_groups *groups, enum place_kind kind, str rest, struct arena *arena)
{
    bool feed = str_ends(rest, STR("/atom.xml"));
    str slug = str_trim_char_right(feed ? str_first(rest, rest.n - STR("/atom.xml").n) : rest, '/');
    const struct site_group *group = site_find_slug(groups, slug);
    if (!group)
        return (struct place){0};
    str address = kind == PLACE_TAG          ? place_of_tag(group, arena)
                  : kind == PLACE_CATEGORY   ? place_of_category(group, arena)
                  : kind == PLACE_COLLECTION ? place_of_collection(group, arena)
                                             : place_of_year(group, arena);
    if (!feed)
        return (struct place){.kind = kind, .group = group, .address = address};
    if (kind == PLACE_YEAR || !group->count || (kind == PLACE_COLLECTION && !site_group_has_feed(group)))
        return (struct place){0};
    return (struct place){.kind = PLACE_FEED, .group = group, .address = ARENA_CONCAT(arena, address, STR("atom.xml"))};
}

/* The feed at an address of jekyll-feed's: "/feed/NAME.xml" of a category, "/feed/by_tag/NAME.xml" of a tag, whose NAME
 * is as its author writes it, or a slug; REST follows "/feed/". */
static struct place find_jekyll_feed(const struct site *site, str rest, struct arena *arena)
{
    bool by_tag = str_starts(rest, STR("by_tag/"));
    str name = by_tag ? str_from(rest, STR("by_tag/").n) : rest;
    if (!str_ends(name, STR(".xml")) || str_has_char(name, '/'))
        return (struct place){0};
    const struct site_groups *groups = by_tag ? site_tags(site) : site_categories(site);
    const struct site_group *group = site_find_group(groups, str_first(name, name.n - STR(".xml").n));
    enum place_kind kind = by_tag ? PLACE_TAG : PLACE_CATEGORY;
    return group ? find_in(groups, kind, ARENA_CONCAT(arena, group->slug, STR("/atom.xml")), arena) : (struct place){0};
}

str place_in_edition(const struct site *site, size_t edition, str name, struct arena *arena)
{
    str home = site_edition(site, edition).home;
    return ARENA_CONCAT(arena, uri_encode_path(home.n ? home : STR("/"), arena), name);
}

/* "search", and "search/2" to "search/9" for results that do not fit on one page; REST follows "search". */
static struct place find_search(const struct site *site, size_t edition, str rest, struct arena *arena)
{
    struct place place = {.kind = PLACE_SEARCH, .edition = edition, .number = 1};
    place.address = place_in_edition(site, edition, STR("search"), arena);
    bool further = rest.n == 2 && rest.p[0] == '/' && rest.p[1] >= '2' && rest.p[1] <= '9';
    if (further) {
        place.number = (size_t)(rest.p[1] - '0');
        place.address = ARENA_CONCAT(arena, place.address, rest);
    }
    bool named = further || !rest.n || str_eq(rest, STR("/"));
    return named && site_is_searched(site) ? place : (struct place){0};
}

/* The month "2024/05", the day "2024/05/01". */
static struct place find_period(const struct site *site, str name, struct arena *arena)
{
    const struct site_group *group = site_period(site, name, arena);
    if (!group)
        return (struct place){0};
    return (struct place){.kind = PLACE_YEAR, .group = group, .address = place_of_year(group, arena)};
}

/* A list of the author's web site, or the feed of its posts. */
static struct place find_list(const struct site *site, str path, struct arena *arena)
{
    bool feed = str_ends(path, STR("/atom.xml"));
    str address = feed ? str_first(path, path.n - STR("atom.xml").n) : path;
    if (!str_ends(address, STR("/")))
        address = ARENA_CONCAT(arena, address, STR("/"));
    const struct site_list *list = site_find_list(site, address);
    if (!list || (feed && !list->posts.count))
        return (struct place){0};
    str encoded = place_of_list(list, arena);
    if (feed)
        return (struct place){.kind = PLACE_FEED,
                              .group = &list->posts,
                              .edition = list->edition,
                              .address = ARENA_CONCAT(arena, encoded, STR("atom.xml"))};
    return (struct place){.kind = PLACE_LIST, .list = list, .edition = list->edition, .address = encoded};
}

/* Of the places that each language has, the one whose address ends in NAME. */
static struct place find_in_edition(const struct site *site, size_t edition, str name, struct arena *arena)
{
    const struct site_list *list = site_edition_list(site, edition);
    size_t posts, pages;
    site_edition_posts(site, edition, &posts);
    site_pages(site, &pages);
    if (edition && !list)
        return (struct place){0};
    if (str_starts(name, STR("search"))) {
        struct place place = find_search(site, edition, str_from(name, STR("search").n), arena);
        if (place.kind != PLACE_NONE)
            return place;
    }
    struct place place = {.edition = edition};
    str bare = str_trim_char_right(name, '/');
    if (!bare.n)
        place.kind = PLACE_HOME;
    else if (str_eq(bare, STR("posts")) && (posts || !edition))
        place.kind = PLACE_POSTS;
    else if (str_eq(bare, STR("pages")) && (edition ? list->page_count : pages))
        place.kind = PLACE_PAGES;
    bare = bare.n ? ARENA_CONCAT(arena, bare, STR("/")) : bare;
    place.address = place.kind == PLACE_NONE ? STR("") : place_in_edition(site, edition, bare, arena);
    return place;
}

/* The list of a collection, or the feed that its author wants of it. */
static struct place find_collection(const struct site *site, str name, struct arena *arena)
{
    str label = str_first(name, str_span_not(name, "/"));
    return place_has_collection(label) ? find_in(site_collections(site), PLACE_COLLECTION, name, arena)
                                       : (struct place){0};
}

/* Of a tag or a category; below a section of the author's that is called so there may be other things. */
static struct place find_term(const struct site *site, str path, struct arena *arena)
{
    if (str_starts(path, STR("/tag/")))
        return find_in(site_tags(site), PLACE_TAG, str_from(path, STR("/tag/").n), arena);
    if (str_starts(path, STR("/category/")))
        return find_in(site_categories(site), PLACE_CATEGORY, str_from(path, STR("/category/").n), arena);
    return (struct place){0};
}

static struct place find(const struct site *site, str path, struct arena *arena)
{
    if (str_eq(path, STR("/atom.xml")) || str_eq(path, STR("/feed.xml")) || str_eq(path, STR("/rss.xml")))
        return (struct place){.kind = PLACE_FEED, .address = STR("/atom.xml")};
    if (str_eq(path, site_config(site)->feed_path))
        return (struct place){.kind = PLACE_FEED, .address = place_of_feed(site, arena)};
    struct place term = find_term(site, path, arena);
    if (term.kind != PLACE_NONE)
        return term;
    size_t archive = feed_archive_find(site, path);
    if (archive)
        return (struct place){.kind = PLACE_FEED, .number = archive, .address = feed_archive_address(archive, arena)};
    if (str_starts(path, STR("/feed/")))
        return find_jekyll_feed(site, str_from(path, STR("/feed/").n), arena);
    str name;
    size_t edition = site_edition_at(site, path, &name);
    struct place place = find_in_edition(site, edition, name, arena);
    if (place.kind != PLACE_NONE)
        return place;
    name = str_trim_char_right(str_from(path, 1), '/');
    if (str_eq(name, STR("tags")) && site_tags(site)->count)
        return (struct place){.kind = PLACE_TAGS, .address = STR("/tags/")};
    if (str_eq(name, STR("categories")) && site_categories(site)->count)
        return (struct place){.kind = PLACE_CATEGORIES, .address = STR("/categories/")};
    struct place collection = find_collection(site, name, arena);
    if (collection.kind != PLACE_NONE)
        return collection;
    struct place list = find_list(site, path, arena);
    if (list.kind == PLACE_NONE)
        list = find_in(site_years(site), PLACE_YEAR, name, arena);
    return list.kind == PLACE_NONE ? find_period(site, name, arena) : list;
}

struct place place_find(const struct site *site, str path, struct arena *arena)
{
    struct place place = find(site, path, arena);
    str ours = place.kind == PLACE_NONE ? site_our_address(site, path, arena) : STR("");
    return ours.n ? find(site, ours, arena) : place;
}
