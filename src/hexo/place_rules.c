#include "hexo/place_rules.h"

#include "hexo/glob.h"
#include "hexo/post_name.h"

static bool is_hidden(str path)
{
    for (str name; path.n;) {
        str_cut(path, '/', &name, &path);
        if (str_starts(name, STR("_")) || str_starts(name, STR(".")))
            return true;
    }
    return false;
}

/* A pattern of include: may mean something below the folder PATH. */
static bool may_include_below(const struct str_list *patterns, str path)
{
    for (size_t i = 0; i < patterns->count; i++) {
        str pattern = patterns->items[i];
        if (str_starts(pattern, STR("**")) ||
            (str_starts(pattern, path) && str_starts(str_from(pattern, path.n), STR("/"))))
            return true;
    }
    return false;
}

bool place_includes(const struct settings *settings, str path, bool is_folder, struct arena *scratch)
{
    const struct str_list *include = &hexo_of(settings)->include;
    (void)scratch;
    return glob_any(include, path) || (is_folder && may_include_below(include, path));
}

bool place_is_post(str path, str *inner)
{
    bool post = str_starts(path, STR("_posts/")), draft = str_starts(path, STR("_drafts/"));
    *inner = str_from(path, post ? STR("_posts/").n : draft ? STR("_drafts/").n : 0);
    return post || draft;
}

static bool is_ignored(const struct hexo *h, str path, struct arena *scratch)
{
    return h->ignore.count &&
           (glob_any(&h->ignore, path) || glob_any(&h->ignore, ARENA_CONCAT(scratch, STR("source/"), path)));
}

bool place_in_source(const struct settings *settings, bool drafts, str path, str name, bool is_folder,
                     enum place *place, struct arena *scratch)
{
    const struct hexo *h = hexo_of(settings);
    str inner;
    if (*place == PLACE_GROUND)
        return name.p[0] != '.';
    if (str_ends(name, STR("~")) || str_ends(name, STR("%")) || is_ignored(h, path, scratch))
        return false;
    if (is_folder && str_eq(path, STR("_posts")))
        return true;
    if (is_folder && str_eq(path, STR("_drafts"))) {
        *place = PLACE_DRAFTS;
        return drafts;
    }
    if (place_is_post(path, &inner))
        return !str_starts(name, STR("_")) && !str_starts(name, STR("."));
    if (place_is_data(name) && str_eq(path, name))
        return false;
    if (is_hidden(path))
        return place_includes(settings, path, is_folder, scratch) && !glob_any(&h->exclude, path);
    return is_folder || !glob_any(&h->exclude, path);
}

bool place_is_data(str name)
{
    return str_eq(name, STR("_data"));
}

str place_extension(str path)
{
    return str_from(path, post_name_bare(path).n);
}

/* The post whose folder of files is the innermost one around PATH. */
static const struct page *owner_of(const struct site *site, str path, str *rest, struct arena *arena)
{
    static const str extensions[] = {STR_INIT(".md"), STR_INIT(".markdown"), STR_INIT(".html")};
    str own = place_extension(hexo_of(site_settings(site))->new_post_name);
    for (size_t n = path.n; n-- > 0;) {
        if (path.p[n] != '/')
            continue;
        str folder = str_first(path, n);
        *rest = str_from(path, n + 1);
        const struct page *page = site_shown_page(site, ARENA_CONCAT(arena, folder, own));
        for (size_t i = 0; !page && i < sizeof extensions / sizeof *extensions; i++)
            page = site_shown_page(site, ARENA_CONCAT(arena, folder, extensions[i]));
        if (page)
            return page;
    }
    return NULL;
}

struct file_addresses place_of_file(const struct site *site, str path, struct arena *arena)
{
    struct file_address *address = ARENA_NEW(arena, struct file_address);
    str inner, rest;
    address->address = path;
    if (place_is_post(path, &inner)) {
        bool assets = hexo_of(site_settings(site))->assets;
        const struct page *page = assets ? owner_of(site, path, &rest, arena) : NULL;
        if (!page || !page->files.n)
            return (struct file_addresses){0};
        address->address = ARENA_CONCAT(arena, str_from(page->files, 1), rest);
    }
    return (struct file_addresses){address, 1};
}
