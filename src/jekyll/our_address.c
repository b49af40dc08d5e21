#include "jekyll/our_address.h"

#include "jekyll/feed_collection.h"
#include "jekyll/page_template.h"
#include "jekyll/settings.h"
#include "jekyll/template_address.h"
#include "site/links.h"
#include "site/period.h"
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

/* The feed of the collection that jekyll-feed has at PATH; its list, where no document has a date. */
static str of_collection_feed(const struct site *site, const struct data *all, str path, struct arena *arena)
{
    const struct site_group *group = site_find_group(site_collections(site), feed_collection_at(all, path, arena));
    if (!group)
        return STR("");
    return ARENA_CONCAT(arena, STR("/"), group->slug, site_group_has_feed(group) ? STR("/atom.xml") : STR("/"));
}

/* "/feed/by_tag/NAME.xml" where feed.tags has a path of its own. */
static str of_tag_feed(const struct site *site, const struct data *all, str path, struct arena *arena)
{
    str folder = data_text(data_get(data_get(data_get(all, STR("feed")), STR("tags")), STR("path")), arena), name;
    if (folder.n && !str_starts(folder, STR("/")))
        folder = ARENA_CONCAT(arena, STR("/"), folder);
    if (!folder.n || !match(ARENA_CONCAT(arena, folder, STR(":name.xml")), STR(":name"), path, &name))
        return STR("");
    const struct site_group *group = site_find_group(site_tags(site), name);
    return group ? ARENA_CONCAT(arena, STR("/tag/"), group->slug, STR("/atom.xml")) : STR("");
}

static bool lies_in(const struct site *site, const struct page *post, str folder, struct arena *arena)
{
    str root = site_settings(site)->folder;
    str source = root.n ? ARENA_CONCAT(arena, root, STR("/"), post->source) : post->source;
    return str_starts(source, folder) && str_starts(str_from(source, folder.n), STR("/_posts/"));
}

/* The address of a post behind the folder in which its _posts is, and that makes no category: collections_dir, or what
 * `source` names. Versions that did not know these keys had it there. */
static str of_former_category(const struct site *site, str path, struct arena *arena)
{
    for (size_t slash = 1; slash < path.n; slash++) {
        if (path.p[slash] != '/')
            continue;
        str rest = str_from(path, slash);
        const struct page *page = site_find_address(site, rest);
        if (page && page->kind == PAGE_POST && lies_in(site, page, str_between(path, 1, slash), arena))
            return rest;
    }
    return STR("");
}

/* True when NAME is that of one of the folders on PATH. */
static bool is_folder_on(str path, str name)
{
    str folder;
    while (path.n) {
        str_cut(path, '/', &folder, &path);
        if (folder.n && str_eq(folder, name))
            return true;
    }
    return false;
}

/* The list of such a former category, and that of all categories, is that of all posts. */
static str of_former_list(const struct site *site, str path)
{
    const struct settings *s = site_settings(site);
    str name = str_from(path, STR("/category/").n), feed = STR("/atom.xml");
    if (str_eq(path, STR("/categories/")))
        return STR("/posts/");
    if (!str_starts(path, STR("/category/")))
        return STR("");
    bool is_feed = str_ends(name, feed);
    name = is_feed ? str_first(name, name.n - feed.n) : str_trim_char_right(name, '/');
    bool former =
        name.n && (str_eq(name, s->folder) || is_folder_on(s->folder, name) || is_folder_on(s->posts_folder, name));
    return !former ? STR("") : is_feed ? feed : STR("/posts/");
}

/* True when PREFIX is made of folders around POST, or is empty. */
static bool is_around(const struct site *site, const struct page *post, str prefix)
{
    str folder;
    while (prefix.n) {
        str_cut(prefix, '/', &folder, &prefix);
        if (folder.n && !is_folder_on(post->source, folder) && !is_folder_on(site_settings(site)->folder, folder))
            return false;
    }
    return true;
}

/* The only post of DAY ("2024/05/01") whose slug is NAME; NULL: there is none, or several. */
static const struct page *post_of_day(const struct site *site, str day, str name, struct arena *arena)
{
    const struct site_group *posts = site_period(site, day, arena);
    const struct page *found = NULL;
    for (size_t i = 0; posts && i < posts->count; i++)
        if (str_eq(posts->posts[i]->slug, name)) {
            if (found)
                return NULL;
            found = posts->posts[i];
        }
    return found;
}

/* The post of the file "2024-05-01-NAME". */
static const struct page *post_of_file(const struct site *site, str day, str name, struct arena *arena)
{
    str year = str_first(day, 4), month = str_between(day, 5, 7);
    return site_find_post(site, ARENA_CONCAT(arena, year, STR("-"), month, STR("-"), str_from(day, 8), STR("-"), name));
}

/* The post whose day and slug, or whose file's, are at the end of PATH ("/2024/05/01/moon", "/site/2024/05/01/moon"):
 * versions that read less of the front matter, or took more folders for categories, had it there. */
static str of_former_categories(const struct site *site, str path, struct arena *arena)
{
    enum { DAY = sizeof "2024/05/01" - 1 };
    path = str_trim_char_right(path, '/');
    size_t slash = str_find_last(path, '/');
    if (slash == STR_NONE || slash <= DAY || path.p[slash - DAY - 1] != '/')
        return STR("");
    str day = str_between(path, slash - DAY, slash), name = str_from(path, slash + 1);
    name = str_first(name, str_span_not(name, "."));
    if (str_span(day, "0123456789/") != DAY || day.p[4] != '/' || day.p[7] != '/')
        return STR("");
    const struct page *found = post_of_day(site, day, name, arena);
    if (!found)
        found = post_of_file(site, day, name, arena);
    return found && is_around(site, found, str_first(path, slash - DAY)) ? found->stem : STR("");
}

/* Only then is there a folder above _posts that makes no category. */
static bool moves_posts(const struct site *site)
{
    const struct settings *s = site_settings(site);
    return s->folder.n || !str_eq(s->posts_folder, STR("_posts"));
}

str our_address_of_jekyll(const struct site *site, str path, struct arena *arena)
{
    const struct data *all = jekyll_of(site_settings(site))->all;
    if (is_feed(site, path))
        return STR("/atom.xml");
    if (is_further_page(all, path, arena))
        return STR("/posts/");
    str found = of_archive(site, all, path, arena);
    found = found.n ? found : of_collection_feed(site, all, path, arena);
    found = found.n ? found : of_tag_feed(site, all, path, arena);
    if (!found.n && moves_posts(site)) {
        found = of_former_list(site, path);
        found = found.n ? found : of_former_category(site, path, arena);
    }
    return found.n ? found : of_former_categories(site, path, arena);
}
