#include "search/search.h"

#include "base/clock.h"
#include "base/strmap.h"
#include "search/text.h"
#include "text/words.h"

#include <assert.h>
#include <pthread.h>
#include <sqlite3.h>
#include <stdlib.h>

enum {
    FOLLOW_MS = 5000,      /* between two looks for what has changed */
    QUESTION_MS = 250,     /* that one question may take */
    STEPS_PER_LOOK = 1000, /* of SQLite's machine, between two looks at the clock */
    EASY_BYTES = 1 << 16,  /* of a file that is no dear page by its size alone */
    SPARE_ROWS = 1000      /* rows of what was replaced, beyond as many as are in use, before all is made anew */
};

/* A version of a page that is, or was, in the index. */
struct row {
    int64_t mtime_ns, size;
    uint64_t file; /* a hash of the path by which it was opened */
    bool replaced;
    bool waits; /* it is dear, and not in the table yet */
    str source;
};

struct search {
    pthread_mutex_t lock; /* of all below */
    bool making;          /* by a thread that does not hold the lock meanwhile */
    sqlite3 *db;          /* NULL: not made yet */
    sqlite3_stmt *insert;
    struct arena *arena;     /* of the rows */
    struct strmap newest_of; /* source to its newest row + 1 */
    struct row *rows;        /* by rowid - 1 */
    size_t count, capacity, replaced;
    uint64_t generation, ground; /* of the site that is in it */
    int64_t followed;            /* clock_monotonic */
    int64_t slice_ms;            /* that one question may spend on the index */
    size_t slice_pages;          /* easy ones that it reads however long that takes */
    size_t done, all;            /* pages that are searched, of how many, when it was last looked at */
    int64_t deadline;            /* of the question that is being answered; clock_monotonic */
};

struct search *search_create(void)
{
    struct search *s = calloc(1, sizeof *s);
    if (!s || pthread_mutex_init(&s->lock, NULL) != 0)
        abort();
    s->slice_ms = SEARCH_SLICE_MS;
    s->slice_pages = SEARCH_SLICE_PAGES;
    return s;
}

void search_set_slice(struct search *s, int64_t ms, size_t pages)
{
    s->slice_ms = ms;
    s->slice_pages = pages;
}

/* Back to what search_create made. */
static void forget(struct search *s)
{
    sqlite3_finalize(s->insert);
    sqlite3_close(s->db);
    arena_destroy(s->arena);
    s->db = NULL;
    s->insert = NULL;
    s->arena = NULL;
    s->rows = NULL;
    s->count = s->capacity = s->replaced = 0;
}

void search_destroy(struct search *s)
{
    if (!s)
        return;
    forget(s);
    pthread_mutex_destroy(&s->lock);
    free(s);
}

/* ---- the index */

static bool is_late(const struct search *s)
{
    return s->deadline && clock_monotonic() > s->deadline;
}

static int look_at_clock(void *context)
{
    return is_late(context);
}

/* Contentless: what a page says is in its file, and read again for the few that are shown. */
static bool open_index(struct search *s)
{
    static const char tables[] = "PRAGMA journal_mode=OFF; PRAGMA temp_store=MEMORY;"
                                 "CREATE VIRTUAL TABLE pages USING fts5(title, tags, body, content='', "
                                 "tokenize=\"unicode61 remove_diacritics 2\")";
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_MEMORY | SQLITE_OPEN_NOMUTEX;
    s->arena = arena_create();
    s->newest_of = (struct strmap){.arena = s->arena};
    bool opened = sqlite3_open_v2(":memory:", &s->db, flags, NULL) == SQLITE_OK &&
                  sqlite3_exec(s->db, tables, NULL, NULL, NULL) == SQLITE_OK &&
                  sqlite3_prepare_v2(s->db, "INSERT INTO pages (rowid, title, tags, body) VALUES (?, ?, ?, ?)", -1,
                                     &s->insert, NULL) == SQLITE_OK;
    if (opened)
        sqlite3_progress_handler(s->db, STEPS_PER_LOOK, look_at_clock, s);
    else
        forget(s);
    return opened;
}

static void bind(sqlite3_stmt *statement, int column, str text)
{
    sqlite3_bind_text(statement, column, text.p, (int)text.n, SQLITE_STATIC);
}

static str names_of(const struct page *page, struct arena *arena)
{
    size_t count = page->tags.count + page->categories.count;
    str *parts = ARENA_ARRAY(arena, str, 2 * count);
    for (size_t i = 0; i < count; i++) {
        parts[2 * i] = STR(" ");
        parts[2 * i + 1] = i < page->tags.count ? page->tags.items[i] : page->categories.items[i - page->tags.count];
    }
    return arena_concat(arena, parts, 2 * count);
}

static void insert(struct search *s, const struct page *page, str body, struct arena *scratch)
{
    str title = text_words(page->title, scratch), tags = text_words(names_of(page, scratch), scratch);
    body = text_words(body, scratch);
    sqlite3_bind_int64(s->insert, 1, (sqlite3_int64)s->count);
    bind(s->insert, 2, title);
    bind(s->insert, 3, tags);
    bind(s->insert, 4, body);
    sqlite3_step(s->insert);
    sqlite3_reset(s->insert);
    sqlite3_clear_bindings(s->insert);
}

static void add_row(struct search *s, const struct page *page, uint64_t file, bool waits, str source)
{
    s->rows = arena_grow(s->arena, s->rows, s->count, &s->capacity, sizeof *s->rows);
    s->rows[s->count++] = (struct row){page->file_mtime_ns, page->file_size, file, false, waits, source};
    *strmap_at(&s->newest_of, source) = (int)s->count;
}

/* Which pages a walk takes into the table. */
enum walk_kind { WALK_EASY, WALK_ALL };

/* One walk over all pages, for the time that is left of a slice. */
struct slice {
    struct search *s;
    int root;
    enum walk_kind kind;
    int64_t end;          /* clock_monotonic */
    bool over;            /* the time is up, and some page was taken */
    size_t taken, behind; /* pages; of those that are behind some are dear */
};

static bool is_current(const struct row *row, const struct page *page, uint64_t file)
{
    return row && row->mtime_ns == page->file_mtime_ns && row->size == page->file_size && row->file == file;
}

/* False: PAGE is dear, and this walk is for those that are not. */
static bool read_page(const struct slice *slice, const struct page *page, struct arena *scratch, str *body)
{
    if (slice->kind == WALK_EASY && page->file_size > EASY_BYTES)
        return false;
    return search_text_within(slice->root, page, slice->kind == WALK_EASY ? SEARCH_EASY_STEPS : 0, scratch, body);
}

/* A contentless table forgets nothing: another version gets a row of its own, and the old one is passed over. */
static void follow_page(struct slice *slice, const struct page *page)
{
    struct search *s = slice->s;
    int newest = strmap_get(&s->newest_of, page->source);
    struct row *old = newest ? &s->rows[newest - 1] : NULL;
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
    if (old) {
        old->replaced = true;
        s->replaced += !old->waits;
    }
    add_row(s, page, file, !read, old ? old->source : arena_str(s->arena, page->source));
    if (read)
        insert(s, page, body, scratch);
    arena_destroy(scratch);
    slice->behind += !read;
    slice->taken++;
    bool enough = slice->kind == WALK_ALL || slice->taken >= s->slice_pages;
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

/* As much as one slice allows, but at least one page, so that each question brings it on. */
static void follow_slice(struct search *s, int root, const struct site *site)
{
    size_t posts, pages;
    site_posts(site, &posts);
    site_pages(site, &pages);
    struct slice slice = {.s = s, .root = root, .kind = WALK_EASY, .end = clock_monotonic() + s->slice_ms};
    sqlite3_exec(s->db, "BEGIN", NULL, NULL, NULL);
    follow_all(&slice, site);
    if (slice.behind && !slice.over) {
        slice.kind = WALK_ALL;
        slice.behind = 0;
        follow_all(&slice, site);
    }
    sqlite3_exec(s->db, "COMMIT", NULL, NULL, NULL);
    s->all = posts + pages;
    s->done = s->all - slice.behind;
}

static bool is_behind(const struct search *s, uint64_t generation)
{
    bool changed = generation > s->generation && clock_monotonic() - s->followed >= FOLLOW_MS;
    return !s->db || s->done < s->all || changed;
}

static void make(struct search *s, int root, const struct site *site)
{
    bool worn = s->replaced > SPARE_ROWS && s->replaced > s->count / 2;
    if (s->db && (worn || s->ground != site_ground(site)))
        forget(s);
    s->deadline = 0;
    if (s->db || open_index(s))
        follow_slice(s, root, site);
    s->ground = site_ground(site);
}

/* Under the lock, which is given up meanwhile: who asks then is told so, rather than holding up another thread. */
static bool follow(struct search *s, int root, const struct site *site, uint64_t generation)
{
    if (s->making)
        return false;
    if (!is_behind(s, generation))
        return true;
    s->making = true;
    pthread_mutex_unlock(&s->lock);
    make(s, root, site);
    pthread_mutex_lock(&s->lock);
    s->making = false;
    s->generation = generation;
    s->followed = clock_monotonic();
    return s->db;
}

/* ---- questions */

struct question {
    const struct site *site;
    size_t skip, most;
    const struct page **pages;
    struct search_result *result;
};

/* The page of a row, if that is still what readers may see. */
static const struct page *page_of(const struct search *s, sqlite3_int64 rowid, const struct site *site)
{
    if (rowid < 1 || (size_t)rowid > s->count || s->rows[rowid - 1].replaced)
        return NULL;
    const struct page *page = site_find_source(site, s->rows[rowid - 1].source);
    return page && !page->unlisted ? page : NULL;
}

/* False: it took too long. */
static bool ask(struct search *s, const char *sql, str expression, const struct question *q)
{
    sqlite3_stmt *statement;
    if (sqlite3_prepare_v2(s->db, sql, -1, &statement, NULL) != SQLITE_OK)
        return true;
    bind(statement, 1, expression);
    s->deadline = clock_monotonic() + QUESTION_MS;
    struct search_result *result = q->result;
    size_t skipped = 0;
    int state;
    while ((state = sqlite3_step(statement)) == SQLITE_ROW && !result->more) {
        const struct page *page = page_of(s, sqlite3_column_int64(statement, 0), q->site);
        if (!page)
            continue;
        if (skipped < q->skip)
            skipped++;
        else if (result->count == q->most)
            result->more = true;
        else
            q->pages[result->count++] = page;
    }
    assert(state != SQLITE_ERROR); /* no words make an expression that is none */
    sqlite3_finalize(statement);
    s->deadline = 0;
    return state != SQLITE_INTERRUPT;
}

static void ask_ranked(struct search *s, str expression, const struct question *q)
{
    static const char ranked[] = "SELECT rowid FROM pages WHERE pages MATCH ? "
                                 "ORDER BY bm25(pages, 10.0, 5.0, 1.0), rowid DESC";
    static const char newest[] = "SELECT rowid FROM pages WHERE pages MATCH ? ORDER BY rowid DESC";
    if (ask(s, ranked, expression, q))
        return;
    *q->result = (struct search_result){.pages = q->pages};
    ask(s, newest, expression, q);
}

enum search_answer search_find(struct search *s, int root, const struct site *site, uint64_t generation, str words,
                               size_t skip, size_t most, struct arena *arena, struct search_result *result)
{
    str expression = search_expression(search_clean(words, arena), arena);
    const struct page **pages = ARENA_ARRAY(arena, const struct page *, most);
    *result = (struct search_result){.pages = pages};
    if (!expression.n)
        return SEARCH_NO_WORDS;
    pthread_mutex_lock(&s->lock);
    bool ready = follow(s, root, site, generation);
    const struct question question = {site, skip, most, pages, result};
    if (ready)
        ask_ranked(s, expression, &question);
    result->searched = s->done;
    result->pages_in_all = s->all;
    result->old = s->generation != generation;
    pthread_mutex_unlock(&s->lock);
    return ready ? SEARCH_FOUND : SEARCH_BUSY;
}
