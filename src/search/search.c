#include "search/search.h"

#include "base/clock.h"
#include "search/index.h"
#include "search/question.h"
#include "search/slice.h"
#include "search/text.h"

#include <assert.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum {
    FOLLOW_MS = 5000,  /* between two checks for changes */
    QUESTION_MS = 250, /* that one question may take when nobody else waits */
    NEWEST_MS = 50,    /* and its second, cheaper way at least */
    STEMS_MS = 100,    /* and other forms of its words */
    SPARE_ROWS = 1000  /* replaced rows, beyond as many as are in use, before the index is built anew */
};

struct search {
    pthread_mutex_t lock;        /* guards everything below */
    bool making;                 /* a thread is building, which does not hold the lock meanwhile */
    struct index index;          /* not open: not built yet */
    uint64_t generation, ground; /* of the site whose pages are in it */
    int64_t followed;            /* the last check for changes; clock_monotonic */
    int64_t slice_ms;            /* that one question may spend on the index when nobody else waits */
    size_t slice_pages;          /* easy pages that it reads, however long that takes */
    size_t done, all;            /* numbers of pages in the index and of all pages, at the last check */
};

struct search *search_create(void)
{
    struct search *s = calloc(1, sizeof *s);
    if (!s || pthread_mutex_init(&s->lock, NULL) != 0)
        abort();
    index_count_memory();
    s->slice_ms = SEARCH_SLICE_MS;
    s->slice_pages = SEARCH_SLICE_PAGES;
    return s;
}

void search_set_slice(struct search *s, int64_t ms, size_t pages)
{
    s->slice_ms = ms;
    s->slice_pages = pages;
}

void search_destroy(struct search *s)
{
    if (!s)
        return;
    index_close(&s->index);
    pthread_mutex_destroy(&s->lock);
    free(s);
}

/* ---- the index */

static bool is_behind(const struct search *s, uint64_t generation)
{
    bool changed = generation > s->generation && clock_monotonic() - s->followed >= FOLLOW_MS;
    return !s->index.db || s->done < s->all || changed;
}

/* Whoever waits behind a question shares its time. */
static int64_t share_of(int64_t ms, size_t behind)
{
    return ms / (int64_t)(1 + behind);
}

static void make(struct search *s, const struct search_question *q)
{
    bool worn = s->index.replaced > SPARE_ROWS && s->index.replaced > s->index.count / 2;
    if (s->index.db && (worn || s->ground != site_ground(q->site)))
        index_close(&s->index);
    s->index.deadline = 0;
    int64_t ms = share_of(s->slice_ms, q->behind);
    if (s->index.db || index_open(&s->index))
        s->done = search_slice(&s->index, q->root, q->site, ms, s->slice_pages, &s->all);
    s->ground = site_ground(q->site);
}

/* Called under the lock, which is released meanwhile: a question that arrives then gets SEARCH_BUSY, and blocks no
 * other thread. */
static bool follow(struct search *s, const struct search_question *q)
{
    if (s->making)
        return false;
    if (!is_behind(s, q->generation))
        return true;
    s->making = true;
    pthread_mutex_unlock(&s->lock);
    make(s, q);
    pthread_mutex_lock(&s->lock);
    s->making = false;
    s->generation = q->generation;
    s->followed = clock_monotonic();
    return s->index.db;
}

/* ---- questions */

/* The page of a row, if readers may still see it. */
static const struct page *page_of(const struct search *s, sqlite3_int64 rowid, const struct site *site)
{
    if (rowid < 1 || (size_t)rowid > s->index.count || s->index.rows[rowid - 1].replaced)
        return NULL;
    const struct page *page = site_find_source(site, s->index.rows[rowid - 1].source);
    return page && !page->unlisted ? page : NULL;
}

/* A question under way. */
struct asking {
    struct search *s;
    const struct search_question *q;
    struct search_result *result;
    unsigned char *marks; /* by rowid - 1 */
    bool needs;           /* only rows with MARK_NEEDED are taken */
    size_t skipped;
    const struct page **others; /* hits in other languages, as many as may be shown */
    size_t other_count;
};

enum { MARK_OUT = 1 /* taken, or excluded */, MARK_NEEDED = 2 };

typedef void each_row(struct asking *, sqlite3_int64 rowid);

static void put(struct asking *a, const struct page *page)
{
    struct search_result *result = a->result;
    if (a->skipped < a->q->skip)
        a->skipped++;
    else if (result->count == a->q->most)
        result->more = true;
    else
        result->pages[result->count++] = page;
}

/* A language without a home of its own is asked for with the main one. */
static bool is_in_language(const struct page *page, size_t edition)
{
    return (page->home.n ? page->edition : 0) == edition;
}

static void take(struct asking *a, sqlite3_int64 rowid)
{
    const struct page *page = page_of(a->s, rowid, a->q->site);
    if (!page || (a->marks[rowid - 1] & MARK_OUT) || (a->needs && !(a->marks[rowid - 1] & MARK_NEEDED)))
        return;
    a->marks[rowid - 1] |= MARK_OUT;
    a->result->hits++;
    if (is_in_language(page, a->q->edition)) {
        a->result->own_hits++;
        put(a, page);
    } else if (a->other_count <= a->q->skip + a->q->most) {
        a->others[a->other_count++] = page;
    }
}

static void mark_needed(struct asking *a, sqlite3_int64 rowid)
{
    if (page_of(a->s, rowid, a->q->site))
        a->marks[rowid - 1] |= MARK_NEEDED;
}

static void mark_out(struct asking *a, sqlite3_int64 rowid)
{
    if (page_of(a->s, rowid, a->q->site))
        a->marks[rowid - 1] |= MARK_OUT;
}

/* Asks the index until DEADLINE. False: it took too long. */
static bool ask(struct asking *a, const char *sql, str expression, int64_t deadline, each_row *each)
{
    sqlite3_stmt *statement;
    if (sqlite3_prepare_v2(a->s->index.db, sql, -1, &statement, NULL) != SQLITE_OK)
        return true;
    index_bind(statement, 1, expression);
    a->s->index.deadline = deadline;
    int state;
    while ((state = sqlite3_step(statement)) == SQLITE_ROW)
        each(a, sqlite3_column_int64(statement, 0));
    assert(state != SQLITE_ERROR); /* every expression made of words is valid */
    sqlite3_finalize(statement);
    a->s->index.deadline = 0;
    return state != SQLITE_INTERRUPT;
}

static const char newest[] = "SELECT rowid FROM pages WHERE pages MATCH ? ORDER BY rowid DESC";

/* Where ranking all pages would take too long, the newest come first. */
static bool ask_exact(struct asking *a, str expression)
{
    static const char ranked[] = "SELECT rowid FROM pages WHERE pages MATCH ? "
                                 "ORDER BY bm25(pages, 10.0, 5.0, 1.0), rowid DESC";
    int64_t ms = share_of(QUESTION_MS, a->q->behind);
    if (ask(a, ranked, expression, clock_monotonic() + ms, take))
        return true;
    if (a->result->more)
        return false;
    memset(a->marks, 0, a->s->index.count);
    *a->result = (struct search_result){.pages = a->result->pages, .hurried = a->q->behind > 0};
    a->skipped = a->other_count = 0;
    return ask(a, newest, expression, clock_monotonic() + (ms > NEWEST_MS ? ms : NEWEST_MS), take);
}

/* Pages in English with other forms of the words: those with all of them in title or tags first, then the newest. */
static bool ask_stems(struct asking *a, const struct search_terms *terms, struct arena *arena)
{
    static const char stems[] = "SELECT rowid FROM stems WHERE stems MATCH ? ORDER BY rowid DESC";
    str stemmed = search_stemmed(terms, arena), needed = search_unstemmed(terms, arena),
        excluded = search_excluded(terms, arena);
    int64_t ms = share_of(STEMS_MS, a->q->behind), deadline = clock_monotonic() + ms;
    a->needs = needed.n > 0;
    if (!stemmed.n)
        return true;
    if ((needed.n && !ask(a, newest, needed, deadline, mark_needed)) ||
        (excluded.n && !ask(a, newest, excluded, deadline, mark_out)))
        return false;
    str titled = ARENA_CONCAT(arena, STR("{title tags} : ("), stemmed, STR(")"));
    return ask(a, stems, titled, deadline, take) && ask(a, stems, stemmed, deadline, take);
}

/* Called under the lock. */
static void ask_all(struct search *s, const struct search_terms *terms, const struct search_question *q,
                    struct arena *arena, struct search_result *result)
{
    struct asking a = {
        .s = s, .q = q, .result = result, .marks = ARENA_ARRAY(arena, unsigned char, s->index.count + 1)};
    a.others = ARENA_ARRAY(arena, const struct page *, q->skip + q->most + 1);
    memset(a.marks, 0, s->index.count + 1);
    bool counted = ask_exact(&a, search_exact(terms, arena)) && ask_stems(&a, terms, arena);
    result->own = result->count;
    for (size_t i = 0; i < a.other_count; i++)
        put(&a, a.others[i]);
    result->uncounted = !counted;
    result->hurried = result->hurried || (!counted && q->behind > 0);
}

enum search_answer search_find(struct search *s, const struct search_question *q, struct arena *arena,
                               struct search_result *result)
{
    const struct search_terms terms = search_terms_parse(search_clean(q->words, arena));
    *result = (struct search_result){.pages = ARENA_ARRAY(arena, const struct page *, q->most)};
    if (!search_exact(&terms, arena).n)
        return SEARCH_NO_WORDS;
    pthread_mutex_lock(&s->lock);
    bool ready = follow(s, q);
    if (ready)
        ask_all(s, &terms, q, arena, result);
    result->searched = s->done;
    result->pages_in_all = s->all;
    result->old = s->generation != q->generation;
    pthread_mutex_unlock(&s->lock);
    return ready ? SEARCH_FOUND : SEARCH_BUSY;
}

uint64_t search_memory(void)
{
    return index_memory();
}
