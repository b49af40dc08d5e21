#include "answer/listing.h"

#include "answer/folder_list.h"
#include "answer/footer.h"
#include "answer/navigation.h"
#include "answer/page_list.h"
#include "answer/page_words.h"
#include "answer/section_list.h"
#include "render/heading.h"
#include "render/words.h"

#include <stdlib.h>

enum {
    WHOLE_MAX = 500,
    NEWEST = 100
}; /* posts: the most that a page should hold, and the number that it shows when there are more */

static str word(const struct site *site, size_t edition, enum word word)
{
    return word_of(site_config(site), site_edition(site, edition).lang, word);
}

static void put_post(struct menu *menu, const struct page *page)
{
    menu_dated(menu, page, page->has_date ? heading_date(page, menu->arena) : STR(""), page->title);
}

static void put_posts(struct menu *menu, const struct page *const *posts, size_t count)
{
    for (size_t i = 0; i < count; i++)
        put_post(menu, posts[i]);
}

static int by_pin(const void *a, const void *b)
{
    const struct page *const one = *(const struct page *const *)a, *const two = *(const struct page *const *)b;
    if (one->pinned != two->pinned)
        return one->pinned < two->pinned ? 1 : -1;
    if (one->date.seconds != two->date.seconds)
        return one->date.seconds < two->date.seconds ? 1 : -1;
    return str_cmp(one->source, two->source);
}

/* The posts, those that their author has pinned before the others. */
static const struct page *const *pinned_first(const struct page *const *posts, size_t count, struct arena *arena)
{
    size_t pinned = 0;
    for (size_t i = 0; i < count; i++)
        pinned += posts[i]->pinned > 0;
    if (!pinned)
        return posts;
    const struct page **all = ARENA_ARRAY(arena, const struct page *, count);
    size_t first = 0, rest = pinned;
    for (size_t i = 0; i < count; i++)
        all[posts[i]->pinned > 0 ? first++ : rest++] = posts[i];
    qsort(all, pinned, sizeof *all, by_pin);
    return all;
}

static void put_newest(struct menu *menu, const struct site *site, size_t edition)
{
    size_t count, most = site_config(site)->recent;
    const struct page *const *posts = site_edition_posts(site, edition, &count);
    if (!count)
        return;
    menu_gap(menu);
    menu_heading(menu, 2, word(site, edition, WORD_NEWEST));
    menu_gap(menu);
    put_posts(menu, pinned_first(posts, count, menu->arena), count < most ? count : most);
}

void listing_put_home(struct menu *menu, const struct site *site, size_t edition, const struct document *text)
{
    size_t posts;
    site_posts(site, &posts);
    if (edition)
        site_edition_posts(site, edition, &posts);
    put_newest(menu, site, edition);
    if (posts)
        page_list_put_some(menu, site, edition, text);
    else
        page_list_put_all(menu, site, edition);
}

/* With the author's header below it on Gemini, above it on Gopher; on the web header and name stand above all. */
static void put_heading(struct menu *menu, const struct site *site, const struct listing_title *title)
{
    str text = listing_title_text(title, menu->arena);
    if (menu->scope->protocol == LINK_WEB) {
        menu_heading(menu, 1, title->of.n ? title->of : title->name);
        return;
    }
    bool gopher = menu->scope->protocol == LINK_GOPHER;
    if (gopher)
        page_words_put_header(menu, site);
    menu_heading(menu, 1, text);
    menu_gap(menu);
    if (!gopher)
        page_words_put_header(menu, site);
}

static bool has_navigation(const struct menu *menu)
{
    return menu->scope->protocol == LINK_WEB;
}

/* The home of a language, below its title. */
static void put_home(struct menu *menu, const struct site *site, size_t number)
{
    const struct site_edition edition = site_edition(site, number);
    menu_text(menu, edition.description);
    listing_put_home(menu, site, number, NULL);
    navigation_put_languages(menu, site, number);
    if (!has_navigation(menu))
        navigation_put_lists(menu, site, number, edition.lang);
}

/* The posts of one year among POSTS, which are the newest first. */
static size_t same_year(const struct page *const *posts, size_t count, int *year)
{
    size_t n = 0;
    *year = moment_civil(posts[0]->date).year;
    while (n < count && moment_civil(posts[n]->date).year == *year)
        n++;
    return n;
}

static void put_years(struct menu *menu, const struct site *site, size_t edition, const struct page *const *posts,
                      size_t count)
{
    int year;
    menu_heading(menu, 2, word(site, edition, WORD_YEARS));
    menu_gap(menu);
    for (size_t i = 0, n; i < count; i += n) {
        n = same_year(posts + i, count - i, &year);
        str name = arena_printf(menu->arena, "%04d/", year);
        menu_link(menu, '1', place_in_edition(site, edition, name, menu->arena),
                  arena_printf(menu->arena, "%04d (%zu)", year, n));
    }
}

/* A section that is called like the list has its pages there, too. */
static void put_all_posts(struct menu *menu, const struct site *site, const struct place *place)
{
    int year;
    size_t count;
    const struct page *const *posts = site_edition_posts(site, place->edition, &count);
    const struct site_list *section = site_find_list(site, uri_decode(place->address, menu->arena));
    if (section)
        section_list_put_pages(menu, site, section);
    if (count > WHOLE_MAX) {
        put_posts(menu, posts, NEWEST);
        menu_gap(menu);
        put_years(menu, site, place->edition, posts, count);
        return;
    }
    for (size_t i = 0, n; i < count; i += n) {
        n = same_year(posts + i, count - i, &year);
        menu_heading(menu, 2, arena_printf(menu->arena, "%04d", year));
        menu_gap(menu);
        put_posts(menu, posts + i, n);
        menu_gap(menu);
    }
}

static void put_group(struct menu *menu, const struct site *site, const struct place *place)
{
    put_posts(menu, place->group->posts, place->group->count);
    menu_gap(menu);
    for (size_t i = 0; i < place->group->page_count; i++)
        menu_page(menu, place->group->pages[i], place->group->pages[i]->title);
    if (place->kind == PLACE_YEAR || !place->group->count ||
        (place->kind == PLACE_COLLECTION && !site_group_has_feed(place->group)))
        return;
    menu_gap(menu);
    menu_link(menu, '0', ARENA_CONCAT(menu->arena, place->address, STR("atom.xml")),
              word(site, place->edition, WORD_FEED));
}

static void put_groups(struct menu *menu, const struct site_groups *groups, bool tags)
{
    for (size_t i = 0; i < groups->count; i++) {
        const struct site_group *group = &groups->items[i];
        str address = tags ? place_of_tag(group, menu->arena) : place_of_category(group, menu->arena);
        size_t count = group->count + group->page_count;
        menu_link(menu, '1', address, arena_printf(menu->arena, "%.*s (%zu)", STR_ARG(group->label), count));
    }
}

/* The title of PLACE, behind the site's name. */
static str title_of(const struct site *site, const struct place *place)
{
    switch (place->kind) {
    case PLACE_POSTS:
        return word(site, place->edition, WORD_ALL_POSTS);
    case PLACE_YEAR:
    case PLACE_TAG:
    case PLACE_CATEGORY:
    case PLACE_COLLECTION:
        return place->group->label;
    case PLACE_LIST:
        return section_list_label(site, place->list);
    case PLACE_TAGS:
        return word(site, place->edition, WORD_TAGS);
    case PLACE_CATEGORIES:
        return word(site, place->edition, WORD_CATEGORIES);
    case PLACE_PAGES:
        return word(site, place->edition, WORD_ALL_PAGES);
    case PLACE_HOME:
    case PLACE_FEED:
    case PLACE_SEARCH:
    case PLACE_NONE:
        break;
    }
    return STR("");
}

/* The list of PLACE, without its title. */
static void put_content(struct menu *menu, const struct site *site, const struct place *place,
                        const struct document *text)
{
    switch (place->kind) {
    case PLACE_HOME:
        listing_put_home(menu, site, place->edition, text);
        break;
    case PLACE_POSTS:
        put_all_posts(menu, site, place);
        break;
    case PLACE_YEAR:
    case PLACE_TAG:
    case PLACE_CATEGORY:
    case PLACE_COLLECTION:
        put_group(menu, site, place);
        break;
    case PLACE_LIST:
        section_list_put(menu, site, place->list);
        break;
    case PLACE_TAGS:
        put_groups(menu, site_tags(site), true);
        break;
    case PLACE_CATEGORIES:
        put_groups(menu, site_categories(site), false);
        break;
    case PLACE_PAGES:
        page_list_put_all(menu, site, place->edition);
        break;
    case PLACE_FEED:
    case PLACE_SEARCH:
    case PLACE_NONE:
        break;
    }
}

void listing_put_below(struct menu *menu, const struct site *site, const struct place *place,
                       const struct document *document)
{
    menu_gap(menu);
    put_content(menu, site, place, document);
    menu_gap(menu);
}

/* A language's home is called as the capsule is in it, else by the language, too. */
static struct listing_title title_of_place(const struct site *site, const struct place *place, str name)
{
    const struct site_edition edition = site_edition(site, place->edition);
    bool home = place->kind == PLACE_HOME, unnamed = place->edition && !edition.title.n;
    return (struct listing_title){.name = edition.title.n ? edition.title : name,
                                  .of = !home     ? title_of(site, place)
                                        : unnamed ? edition.name
                                                  : STR("")};
}

struct listing_title listing_title(const struct view *view, const struct site *site,
                                   const struct capsule_options *options, struct arena *arena)
{
    struct listing_title title = {.name = site_title(site, options->name)};
    switch (view->kind) {
    case VIEW_PLACE:
        title = title_of_place(site, &view->place, title.name);
        break;
    case VIEW_FOLDER:
    case VIEW_MENU:
        title.of = ARENA_CONCAT(arena, STR("/"), view->folder, view->folder.n ? STR("/") : STR(""));
        break;
    case VIEW_DRAFTS:
        title.of = word(site, 0, WORD_DRAFTS);
        break;
    default:
        break;
    }
    return title;
}

str listing_title_text(const struct listing_title *title, struct arena *arena)
{
    return title->of.n ? ARENA_CONCAT(arena, title->name, STR(" · "), title->of) : title->name;
}

void listing_put(struct menu *menu, const struct view *view, const struct site *site,
                 const struct capsule_options *options)
{
    const struct listing_title title = listing_title(view, site, options, menu->arena);
    size_t count;
    put_heading(menu, site, &title);
    if (view->kind == VIEW_FOLDER) {
        folder_list_put(menu, site, view->folder);
    } else if (view->kind == VIEW_DRAFTS) {
        const struct page *const *drafts = site_drafts(site, &count);
        put_posts(menu, drafts, count);
    } else if (view->place.kind == PLACE_HOME) {
        put_home(menu, site, view->place.edition);
    } else {
        put_content(menu, site, &view->place, NULL);
    }
}
