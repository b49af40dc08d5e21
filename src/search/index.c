#include "search/index.h"

#include "base/clock.h"
#include "text/unmarked.h"
#include "text/words.h"

enum { STEPS_PER_LOOK = 50 /* of SQLite's machine, between two looks at the clock */ };

void index_close(struct index *index)
{
    sqlite3_finalize(index->insert);
    sqlite3_close(index->db);
    arena_destroy(index->arena);
    index->db = NULL;
    index->insert = NULL;
    index->arena = NULL;
    index->rows = NULL;
    index->count = index->capacity = index->replaced = 0;
}

static int is_late(void *context)
{
    const struct index *index = context;
    return index->deadline && clock_monotonic() > index->deadline;
}

/* A contentless table: the text of a page is in its file, and is read again for the few pages that are shown. */
bool index_open(struct index *index)
{
    static const char tables[] = "PRAGMA journal_mode=OFF; PRAGMA temp_store=MEMORY;"
                                 "CREATE VIRTUAL TABLE pages USING fts5(title, tags, body, content='', "
                                 "tokenize=\"unicode61 remove_diacritics 2\")";
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_MEMORY | SQLITE_OPEN_NOMUTEX;
    index->arena = arena_create();
    index->newest_of = (struct strmap){.arena = index->arena};
    bool opened = sqlite3_open_v2(":memory:", &index->db, flags, NULL) == SQLITE_OK &&
                  sqlite3_exec(index->db, tables, NULL, NULL, NULL) == SQLITE_OK &&
                  sqlite3_prepare_v2(index->db, "INSERT INTO pages (rowid, title, tags, body) VALUES (?, ?, ?, ?)", -1,
                                     &index->insert, NULL) == SQLITE_OK;
    if (opened)
        sqlite3_progress_handler(index->db, STEPS_PER_LOOK, is_late, index);
    else
        index_close(index);
    return opened;
}

void index_bind(sqlite3_stmt *statement, int column, str text)
{
    sqlite3_bind_text(statement, column, text.p, (int)text.n, SQLITE_STATIC);
}

static str names_of(const struct page *page, struct arena *arena)
{
    size_t count = page->tags.count + page->categories.count;
    str *parts = ARENA_ARRAY(arena, str, 2 * count);
    for (size_t i = 0; i < count; i++) {
        parts[2 * i] = STR(" ");
        str name = i < page->tags.count ? page->tags.items[i] : page->categories.items[i - page->tags.count];
        parts[2 * i + 1] = text_unmark(name, arena);
    }
    return arena_concat(arena, parts, 2 * count);
}

static void insert(struct index *index, const struct page *page, str body, struct arena *scratch)
{
    str title = text_words(page->title, scratch), tags = text_words(names_of(page, scratch), scratch);
    body = text_words(body, scratch);
    sqlite3_bind_int64(index->insert, 1, (sqlite3_int64)index->count);
    index_bind(index->insert, 2, title);
    index_bind(index->insert, 3, tags);
    index_bind(index->insert, 4, body);
    sqlite3_step(index->insert);
    sqlite3_reset(index->insert);
    sqlite3_clear_bindings(index->insert);
}

struct index_row *index_find(struct index *index, str source)
{
    int newest = strmap_get(&index->newest_of, source);
    return newest ? &index->rows[newest - 1] : NULL;
}

void index_add(struct index *index, const struct page *page, uint64_t file, const str *body, struct index_row *old,
               struct arena *scratch)
{
    str source = old ? old->source : arena_str(index->arena, page->source);
    if (old) {
        old->replaced = true;
        index->replaced += !old->waits;
    }
    index->rows = arena_grow(index->arena, index->rows, index->count, &index->capacity, sizeof *index->rows);
    index->rows[index->count++] = (struct index_row){page->file_mtime_ns, page->file_size, file, false, !body, source};
    *strmap_at(&index->newest_of, source) = (int)index->count;
    if (body)
        insert(index, page, *body, scratch);
}
