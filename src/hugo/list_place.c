#include "hugo/list_place.h"

#include "hugo/param.h"
#include "hugo/permalink.h"
#include "hugo/taxonomy.h"
#include "hugo/tree.h"
#include "text/slug.h"
#include "text/unmarked.h"

struct gathered {
    const struct origin *s;
    struct arena *arena;
    struct list_place *items;
    size_t count, capacity;
};

static void add(struct gathered *g, str address, str label, bool around)
{
    g->items = arena_grow(g->arena, g->items, g->count, &g->capacity, sizeof *g->items);
    g->items[g->count++] = (struct list_place){.address = address, .label = label, .around = around};
}

static str above(str folder)
{
    size_t slash = str_find_last(folder, '/');
    return slash == STR_NONE ? STR("") : str_first(folder, slash);
}

static str last_of(str folder)
{
    size_t slash = str_find_last(folder, '/');
    return slash == STR_NONE ? folder : str_from(folder, slash + 1);
}

static bool is_main(const struct origin *s)
{
    return s->name.language == s->hugo->main_language;
}

static str section_label(const struct origin *s, str folder)
{
    struct arena *arena = s->reading->arena;
    str title =
        str_trim(param_text(data_get(tree_front(s->hugo->tree, s->name.language, folder), STR("title")), arena));
    if (title.n)
        return text_unmark(arena_one_line(arena, title), arena);
    bool term = str_has_char(folder, '/') || taxonomy_is_known(s->hugo, folder);
    return taxonomy_title(last_of(folder), !term && s->hugo->plural_titles, arena);
}

/* A top folder has a list, one in it only where an _index says so. */
static void add_sections(struct gathered *g)
{
    const struct origin *s = g->s;
    bool around = false;
    for (str folder = origin_sections(s); folder.n; folder = above(folder)) {
        if (str_has_char(folder, '/') && !tree_is_branch(s->hugo->tree, s->name.language, folder))
            continue;
        add(g, permalink_of_section(s, folder), section_label(s, folder), around);
        around = true;
    }
}

struct str_list list_place_terms(const struct origin *s, str plural)
{
    return taxonomy_is_known(s->hugo, plural) ? param_list(origin_value(s, plural), s->reading->arena)
                                              : (struct str_list){0};
}

/* Tags and categories of the main language are lists of ours. */
static bool is_ours(const struct origin *s, str plural)
{
    return is_main(s) && (str_eq(plural, STR("tags")) || str_eq(plural, STR("categories")));
}

static void add_terms(struct gathered *g, str plural)
{
    const struct origin *s = g->s;
    struct arena *arena = g->arena;
    struct str_list terms = list_place_terms(s, plural);
    if (is_ours(s, plural) || !terms.count)
        return;
    for (size_t i = 0; i < terms.count; i++) {
        str folder = ARENA_CONCAT(arena, plural, STR("/"), terms.items[i]);
        str head = ARENA_CONCAT(arena, plural, STR("/"), sanitise(terms.items[i], &s->hugo->style, arena));
        bool titled = tree_front(s->hugo->tree, s->name.language, head) != NULL;
        add(g, permalink_of_section(s, folder), titled ? section_label(s, head) : text_unmark(terms.items[i], arena),
            false);
        g->items[g->count - 1].term = true;
    }
    add(g, permalink_of_section(s, plural), section_label(s, plural), true);
}

/* Our own lists are of the main language; another one has its own below its prefix. */
static void add_language(struct gathered *g, bool post)
{
    const struct origin *s = g->s;
    struct arena *arena = g->arena;
    str prefix = s->language->prefix;
    if (is_main(s) || !prefix.n)
        return;
    bool member = post || !origin_sections(s).n;
    add(g, ARENA_CONCAT(arena, prefix, STR("/")), s->language->label, !member);
    if (post) {
        str year = arena_printf(arena, "%04d", moment_civil(s->date).year);
        add(g, ARENA_CONCAT(arena, prefix, STR("/"), year, STR("/")), year, false);
    }
}

/* An _index stands in its own list, as its head, and in those around it. */
static void add_headed(struct gathered *g)
{
    str old;
    const struct origin *s = g->s;
    str folder = s->name.folder, top, rest, address = list_place_headed(s, &old);
    str_cut(folder, '/', &top, &rest);
    if (!folder.n) {
        if (!is_main(s))
            add(g, address, s->language->label, false);
        return;
    }
    if (!is_ours(s, top) || !taxonomy_is_known(s->hugo, top)) {
        add(g, address, section_label(s, folder), false);
        for (folder = above(folder); folder.n; folder = above(folder))
            if (!str_has_char(folder, '/') || tree_is_branch(s->hugo->tree, s->name.language, folder))
                add(g, permalink_of_section(s, folder), section_label(s, folder), true);
        if (!is_main(s) && s->language->prefix.n)
            add(g, ARENA_CONCAT(g->arena, s->language->prefix, STR("/")), s->language->label, true);
    }
}

struct list_places list_places_of(const struct origin *s, bool post)
{
    struct gathered g = {.s = s, .arena = s->reading->arena};
    if (s->name.is_branch)
        add_headed(&g);
    else
        add_sections(&g);
    for (size_t i = 0; i < s->hugo->taxonomies.count; i++)
        add_terms(&g, s->hugo->taxonomies.items[i]);
    if (!s->name.is_branch)
        add_language(&g, post);
    return (struct list_places){g.items, g.count};
}

str list_place_headed(const struct origin *s, str *old)
{
    struct arena *arena = s->reading->arena;
    str folder = s->name.folder, plural, term, address = permalink_of_section(s, folder);
    str_cut(folder, '/', &plural, &term);
    *old = STR("");
    if (!folder.n && is_main(s)) {
        *old = s->language->prefix.n ? address : STR("");
        return STR("/");
    }
    if (!term.n || !is_ours(s, plural) || !taxonomy_is_known(s->hugo, plural))
        return address;
    str slug = text_slug(term, SLUG_DEFAULT, false, arena);
    *old = address;
    return ARENA_CONCAT(arena, str_eq(plural, STR("tags")) ? STR("/tag/") : STR("/category/"), slug.n ? slug : term,
                        STR("/"));
}

str list_place_label(const struct origin *s)
{
    str site = s->reading->settings->config.title, own = s->language->title;
    if (s->name.folder.n)
        return section_label(s, s->name.folder);
    return own.n && !is_main(s) ? own : is_main(s) || site.n ? site : s->language->label;
}
