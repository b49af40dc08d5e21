#include "answer/navigation.h"

#include "render/places.h"
#include "render/words.h"

static void put(struct menu *menu, const struct site *site, size_t edition, str lang, char type, str name,
                enum word word)
{
    menu_link(menu, type, place_in_edition(site, edition, name, menu->arena), word_of(site_config(site), lang, word));
}

void navigation_put_search(struct menu *menu, const struct site *site, size_t edition, str lang)
{
    enum link_protocol protocol = menu->scope->protocol;
    if (site_is_searched(site) && protocol != LINK_NEX && protocol != LINK_WEB)
        put(menu, site, edition, lang, '7', STR("search"), WORD_SEARCH);
}

/* Terms of the main language have lists of ours, those of another one lists like those of its sections. */
static bool has_terms(const struct site *site, size_t edition, str name, const struct site_groups *groups,
                      struct arena *arena)
{
    if (!edition)
        return groups->count;
    return site_find_list(site, ARENA_CONCAT(arena, site_edition(site, edition).home, name));
}

void navigation_put_lists(struct menu *menu, const struct site *site, size_t edition, str lang)
{
    size_t posts;
    site_edition_posts(site, edition, &posts);
    if (posts)
        put(menu, site, edition, lang, '1', STR("posts/"), WORD_ALL_POSTS);
    if (has_terms(site, edition, STR("tags/"), site_tags(site), menu->arena))
        put(menu, site, edition, lang, '1', STR("tags/"), WORD_TAGS);
    if (has_terms(site, edition, STR("categories/"), site_categories(site), menu->arena))
        put(menu, site, edition, lang, '1', STR("categories/"), WORD_CATEGORIES);
    if (posts)
        put(menu, site, edition, lang, '0', STR("atom.xml"), WORD_FEED);
    navigation_put_search(menu, site, edition, lang);
}

void navigation_put_languages(struct menu *menu, const struct site *site, size_t edition)
{
    menu_gap(menu);
    for (size_t i = 0; i < site_config(site)->edition_count; i++) {
        const struct site_edition other = site_edition(site, i);
        if (i != edition && (!i || site_edition_list(site, i)))
            menu_link(menu, '1', place_in_edition(site, i, STR(""), menu->arena), other.name);
    }
    menu_gap(menu);
}
