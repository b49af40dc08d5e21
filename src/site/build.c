#include "site/build.h"

#include "site/collection_list.h"
#include "site/feed_ids.h"
#include "site/file_table.h"
#include "site/group_table.h"
#include "site/links.h"
#include "site/list_table.h"
#include "site/post_picture.h"
#include "site/root_readme.h"
#include "site/shadow.h"
#include "site/shown.h"
#include "site/template_pages.h"
#include "site/unlisted.h"

#include <stdlib.h>

static bool is_post(const struct page *page)
{
    return page->kind != PAGE_PAGE;
}

size_t site_shown(const struct site *site, const struct site_options *options)
{
    size_t count = 0;
    for (size_t i = 0; i < site->record_count; i++) {
        const struct record *record = site->records[i];
        count += record->kind == RECORD_PAGE && site_shows(site, options, record) &&
                 !site_awaits(site, options, record->page);
    }
    return count;
}

enum place_in_all { LISTED_POST, LISTED_PAGE, UNLISTED, HIDDEN_DRAFT, HEADLESS, WITHDRAWN, YIELDING };

static enum place_in_all place_of(const struct site *site, const struct page *page)
{
    if (page->headless)
        return HEADLESS;
    if (site_hides_draft(site, page) || (page->link && site_hides_draft(site, page->link->page)))
        return HIDDEN_DRAFT;
    if (page->withdrawn)
        return WITHDRAWN;
    if (page->yields)
        return YIELDING;
    bool about = site->post_count && page->kind == PAGE_PAGE && unlisted_name(page->source);
    if (about || page->shadowed || page->hidden || site_awaits(site, &site->options, page) ||
        unlisted_page(&site->options.unlisted, page))
        return UNLISTED;
    return is_post(page) ? LISTED_POST : LISTED_PAGE;
}

/* Appends the pages of PLACE to site->all, which has BEFORE already; returns their number. */
static size_t collect(struct site *site, enum place_in_all place, size_t before)
{
    size_t count = before;
    for (size_t i = 0; i < site->record_count; i++) {
        struct record *record = site->records[i];
        if (record->kind != RECORD_PAGE || !site_shows(site, &site->options, record))
            continue;
        struct page *page = record_page(record);
        page->link = site_link(site, record);
        if (place_of(site, page) != place)
            continue;
        page->site = site;
        page->unlisted = place != LISTED_POST && place != LISTED_PAGE;
        site->all[count++] = page;
    }
    return count - before;
}

static size_t collect_posts(struct site *site, enum place_in_all place, size_t before)
{
    size_t count = collect(site, place, before);
    if (count)
        qsort(site->all + before, count, sizeof *site->all, site_newest_first);
    return count;
}

static const struct page *of_same_edition(const struct page *page, const struct page *other)
{
    return other->edition == page->edition ? other : NULL;
}

static void chain(struct site *site)
{
    for (size_t i = 0; i < site->post_count; i++) {
        struct page *page = (struct page *)(uintptr_t)site->all[i];
        page->newer = i > 0 ? of_same_edition(page, site->all[i - 1]) : NULL;
        page->older = i + 1 < site->post_count ? of_same_edition(page, site->all[i + 1]) : NULL;
        site->main_post_count += page->edition == 0;
        site->feed_count += page->edition == 0 && page->in_feed;
    }
}

/* A hash of everything that Liquid sees of the pages: their front matter, by the versions of their files, their
 * addresses and their order. */
static uint64_t version_of(const struct page *const *pages, size_t count)
{
    uint64_t hash = STR_HASH_SEED;
    for (size_t i = 0; i < count; i++) {
        const int64_t version[] = {pages[i]->file_mtime_ns, pages[i]->file_size, pages[i]->date.seconds};
        hash = str_hash(str_hash(hash, pages[i]->source), (str){(const char *)version, sizeof version});
        hash = str_hash(hash, pages[i]->url);
    }
    return hash;
}

static struct hidden_posts collect_hidden(const struct site *site)
{
    const struct page *const *unlisted = site->all + site->post_count + site->page_count;
    struct hidden_posts hidden = {.posts = ARENA_ARRAY(site->arena, const struct page *, site->unlisted_count),
                                  .shown = ARENA_ARRAY(site->arena, const struct page *, site->unlisted_count)};
    for (size_t i = 0; i < site->unlisted_count; i++)
        if (unlisted[i]->shadowed && is_post(unlisted[i]) && !unlisted[i]->edition)
            hidden.posts[hidden.count++] = unlisted[i];
    if (hidden.count)
        qsort(hidden.posts, hidden.count, sizeof *hidden.posts, site_newest_first);
    size_t count = 0;
    for (size_t i = 0; i < hidden.count; i++) {
        const struct page *shown = path_table_source(&site->paths, hidden.posts[i]->source);
        if (!shown || !is_post(shown))
            continue;
        hidden.posts[count] = hidden.posts[i];
        hidden.shown[count++] = shown;
    }
    hidden.count = count;
    return hidden;
}

/* Adds the pages of the main language to MEMBERS. */
static void add_pages(const struct site *site, struct group_members *members)
{
    const struct page **pages = ARENA_ARRAY(site->arena, const struct page *, site->page_count);
    for (size_t i = 0; i < site->page_count; i++)
        if (!site->all[site->post_count + i]->edition)
            pages[members->page_count++] = site->all[site->post_count + i];
    members->pages = pages;
}

static void make_groups(struct site *site)
{
    const struct generator *generator = site->settings.generator;
    struct group_members members = {.posts = site->all, .count = site->main_post_count, .hidden = collect_hidden(site)};
    site->years = group_table(&members, group_names_years, true, false, site->arena);
    if (generator->pages_have_terms)
        add_pages(site, &members);
    site->tags = group_table(&members, group_names_tags, false, false, site->arena);
    site->categories = group_table(&members, group_names_categories, false, generator->category_paths, site->arena);
}

/* Forgets what an earlier arrangement made of the pages. */
static void forget(struct site *site)
{
    for (size_t i = 0; i < site->record_count; i++)
        if (site->records[i]->kind == RECORD_PAGE) {
            struct page *page = record_page(site->records[i]);
            page->shadowed = false;
            page->translation = NULL;
            root_readme_forget(page);
        }
    site->main_post_count = site->feed_count = site->awaited_count = site->file_count = 0;
}

/* Ties all records together, as far as it is known which of them are pages. */
static void arrange(struct site *site, struct diag *diag)
{
    forget(site);
    site->all = ARENA_ARRAY(site->arena, const struct page *, site->record_count + 1);
    site->post_count = collect_posts(site, LISTED_POST, 0);
    site->page_count = collect(site, LISTED_PAGE, site->post_count);
    root_readme_settle(site->records, site->record_count, site->all, site->post_count + site->page_count);
    shadow_settle(site->all, site->post_count + site->page_count, site->settings.generator, diag);
    site->post_count = collect_posts(site, LISTED_POST, 0);
    site->page_count = collect(site, LISTED_PAGE, site->post_count);
    size_t listed = site->post_count + site->page_count;
    site->unlisted_count = collect(site, UNLISTED, listed);
    size_t found = listed + site->unlisted_count;
    site->draft_count = collect_posts(site, HIDDEN_DRAFT, found);
    for (size_t i = listed; i < found + site->draft_count; i++)
        site->awaited_count += site_awaits(site, &site->options, site->all[i]);
    site->posts_version = version_of(site->all, site->post_count);
    site->pages_version = version_of(site->all + site->post_count, site->page_count);
    chain(site);
    feed_ids_settle(site, diag);
    post_pictures_settle(site);
    size_t addressed = found + site->draft_count;
    site->headless_count = collect(site, HEADLESS, addressed);
    site->template_count = collect(site, WITHDRAWN, addressed + site->headless_count);
    site->yielding_count = collect(site, YIELDING, addressed + site->headless_count + site->template_count);
    file_table_init(site);
    path_table_init(&site->paths, site->all, found, site->settings.generator, site->arena, diag);
    path_table_init(&site->draft_paths, site->all + found, site->draft_count, site->settings.generator, site->arena,
                    NULL);
    path_table_init(&site->template_paths, site->all + addressed + site->headless_count, site->template_count,
                    site->settings.generator, site->arena, NULL);
    make_groups(site);
    site->lists = list_table(site->all, site->post_count, listed, site->arena);
    list_table_tie_translations(site->all, found);
    site->collections = collection_list(site, site->all + site->post_count, site->page_count, site->arena);
}

void site_build(struct site *site, int root, struct diag *diag)
{
    struct diag found;
    diag_init(&found);
    arrange(site, diag ? &found : NULL);
    if (template_pages_settle(site, root)) {
        diag_finish(&found);
        diag_init(&found);
        arrange(site, diag ? &found : NULL);
    }
    if (diag)
        diag_append(diag, &found);
    diag_finish(&found);
}
