#include "hugo/file_place.h"

#include "hugo/mount.h"
#include "hugo/permalink.h"
#include "hugo/schedule.h"
#include "hugo/tree.h"

/* Of two files with one address, readers get content's, and of two static ones that of the later folder. */
enum { RANK_OF_CONTENT = 0, RANK_OF_LAST_STATIC = 1 };

/* One file while its places are found. */
struct placing {
    const struct site *site;
    const struct hugo *hugo;
    str path;
    struct name name;
    str file; /* the name with its language and extension */
    struct arena *arena;
    struct file_address *items;
    size_t count;
};

static void add(struct placing *p, str address, int rank)
{
    p->items[p->count++] = (struct file_address){str_from(address, 1), rank};
}

/* The path of the file of the same name for LANGUAGE; MARKED: it names that language. */
static str variant(const struct placing *p, size_t language, bool marked)
{
    str folder = str_first(p->path, p->path.n - p->file.n);
    str mark = marked ? ARENA_CONCAT(p->arena, STR("."), p->hugo->languages[language].name) : STR("");
    return ARENA_CONCAT(p->arena, folder, p->name.base, mark, p->name.extension);
}

/* True when the file is there, in this spelling, for LANGUAGE. */
static bool has_variant(const struct placing *p, size_t language)
{
    struct name name;
    str plain = variant(p, language, false);
    bool own = name_of(p->hugo, plain, p->arena, &name) && !name.names_language && name.language == language;
    return site_has_file(p->site, variant(p, language, true)) || (own && site_has_file(p->site, plain));
}

/* Pages of LANGUAGE have the file of their language, else that of the main one, else of the first that has it. */
static bool serves(const struct placing *p, size_t language)
{
    const struct hugo *h = p->hugo;
    if (p->name.language == language)
        return true;
    if (has_variant(p, language))
        return false;
    if (p->name.language == h->main_language)
        return true;
    if (has_variant(p, h->main_language))
        return false;
    for (size_t i = 0; i < p->name.language; i++)
        if (has_variant(p, i))
            return false;
    return true;
}

/* The outermost folder around the file that is a bundle's in any language. */
static bool find_bundle(const struct placing *p, str *bundle)
{
    str folder = p->name.folder;
    for (size_t n = 0; n <= folder.n; n++) {
        if (n < folder.n && n > 0 && folder.p[n] != '/')
            continue;
        *bundle = str_first(folder, n);
        for (size_t i = 0; i < p->hugo->language_count; i++)
            if (tree_index(p->hugo->tree, i, *bundle).n)
                return true;
    }
    return false;
}

/* Beside each page of the bundle that readers may see. */
static void place_in_bundle(struct placing *p, str bundle)
{
    str below = str_from(p->name.folder, bundle.n ? bundle.n + 1 : 0);
    for (size_t i = 0; i < p->hugo->language_count; i++) {
        str index = tree_index(p->hugo->tree, i, bundle);
        const struct page *page = index.n ? site_shown_page(p->site, index) : NULL;
        if (page && page->files.n && serves(p, i))
            add(p, ARENA_CONCAT(p->arena, page->files, below, below.n ? STR("/") : STR(""), p->file), RANK_OF_CONTENT);
    }
}

/* The role of the file for LANGUAGE, as if it were a page without front matter. */
static struct origin origin_in(const struct placing *p, size_t language, const struct page_reading *reading)
{
    str rest;
    struct origin s = {.reading = reading, .hugo = p->hugo, .name = p->name, .parent = p->name.folder};
    s.name.language = language;
    s.language = &p->hugo->languages[language];
    str_cut(s.parent, '/', &s.section, &rest);
    return s;
}

/* True when readers may see what lies in the folder of S by now. */
static bool is_open(const struct placing *p, const struct origin *s)
{
    const struct site_options *options = site_options(p->site);
    const struct settings *settings = site_settings(p->site);
    int64_t from = INT64_MIN, until = INT64_MAX;
    schedule_parent_span(s, &from, &until);
    return !s->language->off && (options->drafts || settings->show_drafts || !schedule_parent_is_draft(s)) &&
           (options->future || settings->future || from <= options->now) && options->now < until;
}

/* Files of a section with an _index belong to its list; other ones lie where their folder is. */
static void place_beside_pages(struct placing *p)
{
    const struct page_reading reading = {.root = -1, .settings = site_settings(p->site), .arena = p->arena};
    str folder = p->name.folder, slash = folder.n ? STR("/") : STR("");
    bool belongs = tree_is_branch(p->hugo->tree, p->name.language, folder);
    for (size_t i = 0; i < p->hugo->language_count; i++) {
        const struct origin s = origin_in(p, i, &reading);
        if ((i != p->name.language && (!belongs || !tree_is_branch(p->hugo->tree, i, folder))) || !is_open(p, &s) ||
            (belongs && !serves(p, i)))
            continue;
        if (belongs)
            add(p, ARENA_CONCAT(p->arena, permalink_of_branch_files(&s), p->file), RANK_OF_CONTENT);
        else
            add(p, ARENA_CONCAT(p->arena, s.language->prefix, STR("/"), folder, slash, p->file), RANK_OF_CONTENT);
    }
}

struct file_addresses file_addresses_of_hugo(const struct site *site, str path, struct arena *arena)
{
    struct placing p = {.site = site, .hugo = hugo_of(site_settings(site)), .path = path, .arena = arena};
    str inner, bundle;
    const struct mount *mount = mount_of(p.hugo, path, arena, &inner);
    p.items = ARENA_ARRAY(arena, struct file_address, p.hugo->language_count);
    if (!mount)
        return (struct file_addresses){0};
    if (mount->is_static) {
        int later = (int)(p.hugo->mounts + p.hugo->mount_count - 1 - mount);
        add(&p, ARENA_CONCAT(arena, STR("/"), inner), RANK_OF_LAST_STATIC + later);
    } else if (name_of(p.hugo, path, arena, &p.name)) {
        size_t slash = str_find_last(inner, '/');
        p.file = slash == STR_NONE ? inner : str_from(inner, slash + 1);
        if (find_bundle(&p, &bundle))
            place_in_bundle(&p, bundle);
        else
            place_beside_pages(&p);
    }
    return (struct file_addresses){p.items, p.count};
}
