#include "answer/navigation.h"

#include "render/words.h"

void navigation_put_search(struct menu *menu, const struct site *site, str lang)
{
    if (site_is_searched(site) && menu->scope->protocol != LINK_WEB)
        menu_link(menu, '7', STR("/search"), word_of(site_config(site), lang, WORD_SEARCH));
}

void navigation_put_lists(struct menu *menu, const struct site *site, str lang)
{
    const struct site_config *config = site_config(site);
    size_t posts;
    site_main_posts(site, &posts);
    if (posts)
        menu_link(menu, '1', STR("/posts/"), word_of(config, lang, WORD_ALL_POSTS));
    if (site_tags(site)->count)
        menu_link(menu, '1', STR("/tags/"), word_of(config, lang, WORD_TAGS));
    if (site_categories(site)->count)
        menu_link(menu, '1', STR("/categories/"), word_of(config, lang, WORD_CATEGORIES));
    if (posts)
        menu_link(menu, '0', STR("/atom.xml"), word_of(config, lang, WORD_FEED));
    navigation_put_search(menu, site, lang);
}
