#include "hugo/hugo.h"

#include "hugo/absence.h"
#include "hugo/body.h"
#include "hugo/config.h"
#include "hugo/file_place.h"
#include "hugo/our_address.h"
#include "hugo/page.h"
#include "hugo/place_rules.h"
#include "hugo/settings.h"
#include "hugo/tree.h"
#include "hugo/zola.h"
#include "site/web_address.h"

/* Hugo's feed has the permalink. */
static str feed_id(const struct site *site, const struct page *page, int choice, struct arena *arena)
{
    (void)site;
    str path = web_path(page->url, arena);
    return choice < 2 ? path : ARENA_CONCAT(arena, path, STR("#"), page->source);
}

static str file_name(const struct page *page)
{
    return page->slug;
}

/* As ref means it. */
static const struct page *find_by_name(const struct site *site, str name)
{
    return site_named(site, false, name);
}

/* In the folder where posts are: the first section that themes show, else one of a usual name. */
static str post_path(const struct settings *settings, const struct civil *day, str slug, struct arena *arena)
{
    static const str usual[] = {STR_INIT("posts"), STR_INIT("post"), STR_INIT("blog")};
    (void)day;
    const struct hugo *h = hugo_of(settings);
    str section = usual[0];
    for (size_t i = sizeof usual / sizeof *usual; i-- > 0;)
        if (tree_has_section(h->tree, usual[i], arena))
            section = usual[i];
    for (size_t i = h->main_sections.count; i-- > 0;)
        if (tree_has_section(h->tree, h->main_sections.items[i], arena))
            section = h->main_sections.items[i];
    return ARENA_CONCAT(arena, h->languages[h->main_language].content, STR("/"), section, STR("/"), slug, STR(".md"));
}

/* Of the bundle "moon/index.md" and the file "moon.md", Hugo writes the bundle. */
static bool is_later(const struct page *one, const struct page *two)
{
    size_t folder = str_find(one->source, STR("/index.")), dot = str_find_last(two->source, '.');
    return folder != STR_NONE && str_eq(str_first(one->source, folder), str_first(two->source, dot));
}

static void lint_absent(const struct site *site, int root, const struct record *record, struct diag *diag)
{
    if (record->absence == ABSENT_UNPUBLISHED)
        absence_tell(site, root, record->path, diag);
    if (record->absence == ABSENT_TEMPLATE)
        diag_add(diag, SEVERITY_NOTE, record->path, 0, "it has no text, and readers find our search at its address");
}

static void lint_page(const struct site *site, int root, const struct page *page, struct diag *diag)
{
    if (page->headless)
        absence_tell(site, root, page->source, diag);
}

bool hugo_made(int root)
{
    return root >= 0 && config_is_hugos(root);
}

bool zola_made(int root)
{
    return root >= 0 && config_is_zolas(root);
}

#define HUGO_RULES                                                                                                     \
    .from_root = true, .pages_have_terms = true, .place_of = place_in_content, .is_ground = place_is_configuration,    \
    .is_shared = place_is_shared, .judge = page_of_hugo_judge, .read_page = page_of_hugo_read,                         \
    .read_alone = page_of_hugo_alone, .read_body = body_of_hugo, .feed_id = feed_id,                                   \
    .file_addresses = file_addresses_of_hugo, .short_name = file_name, .find_post = find_by_name,                      \
    .our_address = our_address_of_hugo, .post_path = post_path, .lint_absent = lint_absent, .lint_page = lint_page,    \
    .is_later = is_later

#define FIRST_POST "posts belong in a folder of content/, such as content/posts; splashdown new \"Title\" begins one"

const struct generator hugo = {.name = STR_INIT("Hugo"),
                               .address_key = STR_INIT("url"),
                               .content_folder = STR_INIT("content/"),
                               .first_post = FIRST_POST,
                               .read_settings = settings_of_hugo,
                               HUGO_RULES};
const struct generator zola = {.name = STR_INIT("Zola"),
                               .address_key = STR_INIT("path"),
                               .content_folder = STR_INIT("content/"),
                               .first_post = FIRST_POST,
                               .read_settings = settings_of_zola,
                               HUGO_RULES};
