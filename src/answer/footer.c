#include "answer/footer.h"

#include "answer/navigation.h"
#include "answer/web_place.h"
#include "base/strmap.h"
#include "protocol/finger.h"
#include "protocol/gopher.h"
#include "protocol/nex.h"
#include "protocol/spartan.h"
#include "render/places.h"
#include "render/words.h"
#include "text/unmarked.h"
#include "uri/uri.h"

static str word(const struct page *page, enum word word)
{
    return word_of(site_config(page->site), page->lang, word);
}

/* The home of the page's language. */
static str home_of(const struct page *page)
{
    return page->home.n ? page->home : STR("/");
}

/* The number of the language whose lists it leads to. */
static size_t edition_of(const struct page *page)
{
    return page->home.n ? page->edition : 0;
}

static bool is_year(str label)
{
    return label.n == 4 && str_span(label, "0123456789") == 4;
}

static void put_neighbour(struct menu *menu, const struct page *page, const struct page *neighbour, enum word which)
{
    if (!neighbour)
        return;
    str label = ARENA_CONCAT(menu->arena, word(page, which), STR(": "), neighbour->title);
    menu_page(menu, neighbour, label);
}

static void put_group(struct menu *menu, const struct page *page, str address, enum word kind, str name)
{
    menu_link(menu, '1', address,
              ARENA_CONCAT(menu->arena, word(page, kind), STR(": "), text_unmark(name, menu->arena)));
}

static bool has_same_posts(const struct site_group *one, const struct site_group *two)
{
    bool same = one->count == two->count && one->page_count == two->page_count;
    for (size_t i = 0; same && i < one->count; i++)
        same = one->posts[i] == two->posts[i];
    for (size_t i = 0; same && i < one->page_count; i++)
        same = one->pages[i] == two->pages[i];
    return same;
}

/* A tag that is just another way to the posts of the category of its name is left to it. */
static bool is_category_too(const struct page *page, const struct site_group *tag)
{
    const struct site_group *category = site_find_slug(site_categories(page->site), tag->slug);
    return category && has_same_posts(tag, category);
}

static void put_groups(struct menu *menu, const struct page *page)
{
    struct arena *arena = menu->arena;
    for (size_t i = 0; i < page->categories.count; i++) {
        const struct site_group *group = site_find_group(site_categories(page->site), page->categories.items[i]);
        if (group)
            put_group(menu, page, place_of_category(group, arena), WORD_CATEGORY, page->categories.items[i]);
    }
    /* Two spellings of a tag, or one that is named twice, have one list. */
    struct strmap shown = {.arena = arena};
    for (size_t i = 0; i < page->tags.count; i++) {
        const struct site_group *group = site_find_group(site_tags(page->site), page->tags.items[i]);
        if (group && !is_category_too(page, group) && !(*strmap_at(&shown, group->slug))++)
            put_group(menu, page, place_of_tag(group, arena), WORD_TAG, page->tags.items[i]);
    }
}

/* What the list ABOVE that of a term is called: as the terms of the main language are. */
static str name_above(const struct page *page, const struct site_list *above)
{
    str below = str_starts(above->address, home_of(page)) ? str_from(above->address, home_of(page).n) : STR("");
    return above->index                        ? above->posts.label
           : str_eq(below, STR("tags/"))       ? word(page, WORD_TAG)
           : str_eq(below, STR("categories/")) ? word(page, WORD_CATEGORY)
                                               : above->posts.label;
}

/* The lists of the author's web site that PAGE is in, but for its language's and its years. */
static void put_lists(struct menu *menu, const struct page *page)
{
    const struct site_lists *all = site_lists(page->site);
    for (size_t i = 0; i < page->lists.count; i++) {
        const struct list_place *place = &page->lists.items[i];
        const struct site_list *list = place->around ? NULL : site_find_list(page->site, place->address);
        if (!list || list->index == page || str_eq(list->address, home_of(page)) || is_year(list->posts.label))
            continue;
        const struct site_list *above = list->above ? &all->items[list->above - 1] : NULL;
        bool named = above && !str_eq(above->address, home_of(page));
        str label = named ? ARENA_CONCAT(menu->arena, name_above(page, above), STR(": "), list->posts.label)
                          : list->posts.label;
        menu_link(menu, '1', place_of_list(list, menu->arena), label);
    }
}

static void put_translations(struct menu *menu, const struct page *page)
{
    const struct page *other = page->translation;
    for (; other && other != page; other = other->translation)
        menu_page(menu, other, ARENA_CONCAT(menu->arena, other->lang, STR(": "), other->title));
}

/* The networks with no word of their own on each page. */
static void put_other_networks(struct menu *menu)
{
    const struct link_scope *scope = menu->scope;
    const struct {
        const char *scheme, *name;
        int port, usual;
    } others[] = {
        {"spartan", "Spartan", scope->others.spartan, SPARTAN_PORT},
        {"nex", "Nex", scope->protocol == LINK_NEX ? 0 : scope->others.nex, NEX_PORT},
        {"finger", "Finger", scope->others.finger, FINGER_PORT},
    };
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        if (!others[i].port)
            continue;
        str origin = uri_origin(others[i].scheme, scope->host, others[i].port, others[i].usual, menu->arena);
        menu_outside(menu, ARENA_CONCAT(menu->arena, origin, STR("/")), str_of(others[i].name));
    }
}

/* "gemini://host:port", unless readers are there; empty: the capsule is not there. */
static str root_on_gemini(const struct link_scope *scope, struct arena *arena)
{
    bool there = scope->protocol != LINK_GEMINI && scope->protocol != LINK_WEB && scope->gemini_port;
    return there ? uri_origin("gemini", scope->host, scope->gemini_port, GEMINI_PORT, arena) : scope->gemini;
}

static str root_on_gopher(const struct link_scope *scope, struct arena *arena)
{
    bool there = scope->protocol == LINK_GEMINI && scope->gopher_port;
    return there ? uri_origin("gopher", scope->host, scope->gopher_port, GOPHER_PORT, arena) : scope->gopher;
}

static void put_other_protocol(struct menu *menu, str gemini, str gopher, const struct site_config *config, str lang)
{
    struct arena *arena = menu->arena;
    str on_gemini = root_on_gemini(menu->scope, arena), on_gopher = root_on_gopher(menu->scope, arena);
    if (on_gemini.n)
        menu_outside(menu, ARENA_CONCAT(arena, on_gemini, gemini), word_of(config, lang, WORD_ON_GEMINI));
    if (on_gopher.n)
        menu_outside(menu, ARENA_CONCAT(arena, on_gopher, STR("/1"), gopher), word_of(config, lang, WORD_ON_GOPHER));
    if (str_eq(gemini, STR("/")))
        put_other_networks(menu);
}

/* A page on the web that stands there for the author's site itself has no other place there. */
static void put_on_web(struct menu *menu, const struct page *page)
{
    str address = menu->scope->alone ? STR("") : web_place_of(page, menu->arena);
    if (address.n)
        menu_outside(menu, address, word(page, WORD_ON_WEB));
}

/* From a page in LANG, or the list at ADDRESS, to what every reader may want next. */
static void put_ways(struct menu *menu, const struct site *site, size_t edition, str address, str lang)
{
    const struct site_config *config = site_config(site);
    str all = place_in_edition(site, edition, STR("posts/"), menu->arena);
    size_t posts;
    site_edition_posts(site, edition, &posts);
    if (posts && !str_eq(address, all))
        menu_link(menu, '1', all, word_of(config, lang, WORD_ALL_POSTS));
    menu_link(menu, '1', place_in_edition(site, edition, STR(""), menu->arena), word_of(config, lang, WORD_HOME));
    navigation_put_search(menu, site, edition, lang);
}

void footer_put(struct menu *menu, const struct page *page)
{
    const struct site_config *config = site_config(page->site);
    struct arena *arena = menu->arena;
    if (!config->post_footer)
        return;
    menu_gap(menu);
    put_neighbour(menu, page, page->older, WORD_PREVIOUS);
    put_neighbour(menu, page, page->newer, WORD_NEXT);
    menu_gap(menu);
    if (!page->edition)
        put_groups(menu, page);
    put_lists(menu, page);
    menu_gap(menu);
    bool home = str_eq(page->stem, home_of(page));
    if (home)
        navigation_put_languages(menu, page->site, edition_of(page));
    else
        put_translations(menu, page);
    menu_gap(menu);
    if (menu->scope->protocol == LINK_WEB)
        menu_gap(menu); /* its header leads to the lists */
    else if (home)
        navigation_put_lists(menu, page->site, edition_of(page), page->lang);
    else
        put_ways(menu, page->site, edition_of(page), uri_encode_path(page->stem, arena), page->lang);
    if (menu->scope->protocol == LINK_GOPHER)
        menu_link(menu, '0', link_page_text(page, arena), word(page, WORD_AS_TEXT));
    put_other_protocol(menu, link_page(page, LINK_GEMINI, arena), link_page(page, LINK_GOPHER, arena), config,
                       page->lang);
    put_on_web(menu, page);
}

void footer_put_elsewhere(struct menu *menu, const struct site *site, size_t number, str address)
{
    const struct site_config *config = site_config(site);
    const struct site_edition edition = site_edition(site, number);
    if (!config->post_footer)
        return;
    menu_gap(menu);
    if (!str_eq(address, place_in_edition(site, number, STR(""), menu->arena)) && menu->scope->protocol != LINK_WEB)
        put_ways(menu, site, number, address, edition.lang);
    put_other_protocol(menu, address, address, config, edition.lang);
}
