#include "search/slice.h"

#include "base/clock.h"
#include "search/text.h"

enum {
    EASY_BYTES = 1 << 16, /* of a file: a page is not costly by its size alone up to this */
    DEAR_COST = 16        /* the effort of learning that a page is costly, in easy pages */
};

/* The pages that a walk takes into the table. */
enum walk_kind { WALK_EASY, WALK_ALL };

/* One walk over all pages, for the time that is left of a slice. */
struct slice {
    struct index *index;
    int root;
    enum walk_kind kind;
    int64_t end;          /* clock_monotonic */
    size_t least;         /* easy pages that are taken, however long that takes */
    bool over;            /* the time is up, and enough pages were taken */
    size_t taken, behind; /* effort in easy pages; pages, some of them costly */
};

static bool is_current(const struct index_row *row, const struct page *page, uint64_t file)
{
    return row && row->mtime_ns == page->file_mtime_ns && row->size == page->file_size && row->file == file;
}

/* False: PAGE is costly, and this walk takes only easy ones. */
static bool read_page(const struct slice *slice, const struct page *page, struct arena *scratch, str *body)
{
    bool easy = slice->kind == WALK_EASY;
    if (easy && page->file_size > EASY_BYTES)
        return false;
    bool whole = search_text_within(slice->root, page, easy ? SEARCH_EASY_STEPS : SEARCH_DEAR_STEPS, scratch, body);
    return whole || !easy;
}

static void follow_page(struct slice *slice, const struct page *page)
{
    struct index_row *old = index_find(slice->index, page->source);
    uint64_t file = str_hash(STR_HASH_SEED, page_file(page));
    bool known = is_current(old, page, file);
    if (known && (!old->waits || slice->kind == WALK_EASY || slice->over)) {
        slice->behind += old->waits;
        return;
    }
    if (slice->over) {
        slice->behind++;
        return;
    }
    struct arena *scratch = arena_create();
    str body;
    bool read = read_page(slice, page, scratch, &body);
    index_add(slice->index, page, file, read ? &body : NULL, old, scratch);
    arena_destroy(scratch);
    slice->behind += !read;
    slice->taken += read ? 1 : DEAR_COST;
    bool enough = slice->kind == WALK_ALL || slice->taken >= slice->least;
    slice->over = enough && clock_monotonic() >= slice->end;
}

/* Oldest first, so that a higher row is a newer post. */
static void follow_all(struct slice *slice, const struct site *site)
{
    size_t count;
    const struct page *const *pages = site_pages(site, &count);
    for (size_t i = 0; i < count; i++)
        follow_page(slice, pages[i]);
    pages = site_posts(site, &count);
    for (size_t i = count; i-- > 0;)
        follow_page(slice, pages[i]);
}

size_t search_slice(struct index *index, int root, const struct site *site, int64_t ms, size_t least, size_t *all)
{
    size_t posts, pages;
    site_posts(site, &posts);
    site_pages(site, &pages);
    struct slice slice = {
        .index = index, .root = root, .kind = WALK_EASY, .end = clock_monotonic() + ms, .least = least};
    sqlite3_exec(index->db, "BEGIN", NULL, NULL, NULL);
    follow_all(&slice, site);
    if (slice.behind && !slice.over) {
        slice.kind = WALK_ALL;
        slice.behind = 0;
        follow_all(&slice, site);
    }
    sqlite3_exec(index->db, "COMMIT", NULL, NULL, NULL);
    *all = posts + pages;
    return *all - slice.behind;
}
