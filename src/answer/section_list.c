#include "answer/section_list.h"

#include "render/heading.h"
#include "render/places.h"
#include "render/words.h"

enum {
    WHOLE_MAX = 500,
    NEWEST = 100
}; /* posts: the most that a page should hold, and the number that it shows when there are more */

str section_list_label(const struct site *site, const struct site_list *list)
{
    const struct site_edition edition = site_edition(site, list->edition);
    str below = list->edition && !list->index && str_starts(list->address, edition.home)
                    ? str_from(list->address, edition.home.n)
                    : STR("");
    return str_eq(below, STR("tags/"))         ? word_of(site_config(site), edition.lang, WORD_TAGS)
           : str_eq(below, STR("categories/")) ? word_of(site_config(site), edition.lang, WORD_CATEGORIES)
                                               : list->posts.label;
}

/* The lists that a home names otherwise: those of years, terms and other languages. */
static bool is_named_elsewhere(const struct site *site, const struct site_list *list, size_t edition)
{
    const struct site_edition of = site_edition(site, list->edition);
    str label = list->posts.label;
    if (list->edition && str_eq(list->address, of.home))
        return true;
    str below = edition ? str_trim_char_right(str_from(list->address, of.home.n), '/') : STR("");
    bool year = below.n == 4 && str_span(below, "0123456789") == 4 && str_eq(below, label);
    return year || str_eq(below, STR("tags")) || str_eq(below, STR("categories"));
}

static void put_link(struct menu *menu, const struct site *site, const struct site_list *list)
{
    size_t count = list->posts.count + list->page_count;
    str label = section_list_label(site, list);
    if (count)
        label = arena_printf(menu->arena, "%.*s (%zu)", STR_ARG(label), count);
    struct place place = place_find(site, list->address, menu->arena);
    menu_link(menu, '1', place.kind == PLACE_NONE ? place_of_list(list, menu->arena) : place.address, label);
}

/* The lists that stand in number ABOVE, counted from 1. */
static void put_lists_in(struct menu *menu, const struct site *site, size_t above)
{
    const struct site_lists *lists = site_lists(site);
    for (size_t i = above; i < lists->count; i++) {
        const struct site_list *list = &lists->items[i];
        if (!str_starts(list->address, lists->items[above - 1].address))
            break;
        if (list->above == above)
            put_link(menu, site, list);
    }
}

static void put_page(struct menu *menu, const struct page *page, bool dated)
{
    str date = dated && page->has_date ? heading_date(page, menu->arena) : STR("");
    str title = page->title.n ? page->title : page->source;
    menu_dated(menu, page, date, title);
}

static void put_pages(struct menu *menu, const struct site_list *list)
{
    menu_gap(menu);
    for (size_t i = 0; i < list->page_count; i++)
        put_page(menu, list->pages[i], false);
    menu_gap(menu);
}

void section_list_put_pages(struct menu *menu, const struct site *site, const struct site_list *list)
{
    put_lists_in(menu, site, (size_t)(list - site_lists(site)->items) + 1);
    put_pages(menu, list);
}

void section_list_put(struct menu *menu, const struct site *site, const struct site_list *list)
{
    const struct site_config *config = site_config(site);
    size_t shown = list->posts.count > WHOLE_MAX ? NEWEST : list->posts.count;
    put_lists_in(menu, site, (size_t)(list - site_lists(site)->items) + 1);
    if (!list->term)
        put_pages(menu, list);
    menu_gap(menu);
    for (size_t i = 0; i < shown; i++)
        put_page(menu, list->posts.posts[i], true);
    menu_gap(menu);
    if (list->term)
        put_pages(menu, list);
    if (list->posts.count)
        menu_link(menu, '0', ARENA_CONCAT(menu->arena, place_of_list(list, menu->arena), STR("atom.xml")),
                  word_of(config, site_edition(site, list->edition).lang, WORD_FEED));
}

void section_list_put_top(struct menu *menu, const struct site *site, size_t edition)
{
    const struct site_lists *lists = site_lists(site);
    const struct site_list *home = site_edition_list(site, edition);
    str all_posts = ARENA_CONCAT(menu->arena, site_edition(site, edition).home, STR("posts/"));
    size_t posts, above = home ? (size_t)(home - lists->items) + 1 : 0;
    site_edition_posts(site, edition, &posts);
    menu_gap(menu);
    for (size_t i = above; i < lists->count; i++) {
        const struct site_list *list = &lists->items[i];
        if (home && !str_starts(list->address, home->address))
            break;
        bool ours = posts && str_eq(list->address, all_posts);
        bool all = ours || (!list->index && !list->page_count && list->posts.count == posts);
        if (list->above == above && !all && !is_named_elsewhere(site, list, edition))
            put_link(menu, site, list);
    }
}
