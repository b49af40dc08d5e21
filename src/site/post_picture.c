#include "site/post_picture.h"

#include "base/strmap.h"
#include "uri/uri.h"

enum { SHARED_MAX = 3 /* posts with one picture */ };

static bool has_own(const struct page *page)
{
    str scheme = {0};
    bool fetched = !uri_has_scheme(page->image, &scheme) || str_eq_nocase(scheme, STR("http")) ||
                   str_eq_nocase(scheme, STR("https")) || str_eq_nocase(scheme, STR("gemini"));
    return page->image_own && page->image.n && page->kind != PAGE_PAGE && fetched;
}

/* As in jekyll-feed, a path begins at the root of the site. */
static str address_of(const struct page *page, struct arena *arena)
{
    bool whole = uri_has_scheme(page->image, NULL) || str_starts(page->image, STR("/"));
    return whole ? page->image : ARENA_CONCAT(arena, STR("/"), page->image);
}

void post_pictures_settle(struct site *site)
{
    size_t all = site->post_count + site->page_count + site->unlisted_count + site->draft_count;
    struct arena *scratch = arena_create();
    struct strmap shared = {.arena = scratch};
    for (size_t i = 0; i < all; i++)
        if (has_own(site->all[i]))
            ++*strmap_at(&shared, site->all[i]->image);
    for (size_t i = 0; i < all; i++) {
        struct page *page = (struct page *)(uintptr_t)site->all[i];
        bool shown = has_own(page) && strmap_get(&shared, page->image) <= SHARED_MAX;
        page->picture = shown ? address_of(page, site->arena) : STR("");
    }
    arena_destroy(scratch);
}
