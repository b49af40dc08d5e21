#include "jekyll/our_address.h"

#include "jekyll/page_template.h"
#include "jekyll/settings.h"
#include "jekyll/template_address.h"
#include "site/links.h"
#include "text/valid.h"

/* The part of PATH that stands where PATTERN has the placeholder NAME; false: it differs elsewhere, or there is none.
 */
static bool match(str pattern, str name, str path, str *part)
{
    pattern = str_trim_char_right(pattern, '/');
    path = str_trim_char_right(path, '/');
    if (str_ends(path, STR(".html")) && !str_ends(pattern, STR(".html")))
        path.n -= STR(".html").n;
    size_t at = str_find(pattern, name);
    if (at == STR_NONE || !str_starts(path, str_first(pattern, at)))
        return false;
    str after = str_from(pattern, at + name.n), rest = str_from(path, at);
    if (!str_ends(rest, after) || rest.n <= after.n)
        return false;
    *part = str_first(rest, rest.n - after.n);
    return !str_has_char(*part, '/');
}

/* "/page2/" and the like of a list in pages. */
static bool is_further_page(const struct data *all, str path, struct arena *arena)
{
    str own = data_text(data_get(all, STR("paginate_path")), arena), number;
    own = own.n ? own : STR("/page:num");
    if (!str_starts(own, STR("/")))
        own = ARENA_CONCAT(arena, STR("/"), own);
    return data_get(all, STR("paginate")) && match(own, STR(":num"), path, &number) &&
           str_span(number, "0123456789") == number.n;
}

static str of_group(const struct site_groups *groups, bool tag, str name, struct arena *arena)
{
    const struct site_group *group = site_find_group(groups, name);
    return group ? template_address_of_group(group, tag, arena) : STR("");
}

/* The list of a tag or a category where the author has them by jekyll-archives. */
static str of_archive(const struct site *site, const struct data *all, str path, struct arena *arena)
{
    const struct data *permalinks = data_get(data_get(all, STR("jekyll-archives")), STR("permalinks"));
    str name, tag = data_text(data_get(permalinks, STR("tag")), arena),
              category = data_text(data_get(permalinks, STR("category")), arena);
    if (match(tag, STR(":name"), path, &name))
        return of_group(site_tags(site), true, name, arena);
    return match(category, STR(":name"), path, &name) ? of_group(site_categories(site), false, name, arena) : STR("");
}

/* A template of the author's in XML that is named after a feed. */
static bool is_feed(const struct site *site, str path)
{
    const struct record *record = str_ends(path, STR(".xml")) ? site_record(site, str_from(path, 1)) : NULL;
    return record && record->absence == ABSENT_TEMPLATE && list_of_name(path) == LIST_FEED;
}

/* The address of jekyll-feed's feed of the collection LABEL, with the META that feed.collections has for it. */
static bool is_feed_of(str label, const struct data *meta, str path, struct arena *arena)
{
    str own = data_text(data_get(meta, STR("path")), arena);
    str usual = ARENA_CONCAT(arena, STR("/feed/"), label, STR(".xml"));
    return str_eq(path, !own.n ? usual : str_starts(own, STR("/")) ? own : ARENA_CONCAT(arena, STR("/"), own));
}

/* The list of the collection whose feed is at PATH: readers of Gemini subscribe to lists. */
static str of_collection_feed(const struct site *site, const struct data *all, str path, struct arena *arena)
{
    const struct data *named = data_get(data_get(all, STR("feed")), STR("collections"));
    bool is_map = named && named->kind == DATA_MAP;
    for (size_t i = 0; named && (is_map || named->kind == DATA_LIST) && i < named->count; i++) {
        str label = is_map ? named->pairs[i].key : data_text(named->items[i], arena);
        const struct site_group *group = site_find_group(site_collections(site), label);
        if (group && is_feed_of(label, is_map ? named->pairs[i].value : NULL, path, arena))
            return ARENA_CONCAT(arena, STR("/"), group->slug, STR("/"));
    }
    return STR("");
}

str our_address_of_jekyll(const struct site *site, str path, struct arena *arena)
{
    const struct data *all = jekyll_of(site_settings(site))->all;
    if (is_feed(site, path))
        return STR("/atom.xml");
    if (is_further_page(all, path, arena))
        return STR("/posts/");
    str archive = of_archive(site, all, path, arena);
    return archive.n ? archive : of_collection_feed(site, all, path, arena);
}
