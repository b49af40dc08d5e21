#include "search/index.h"

#include "base/clock.h"
#include "text/unmarked.h"
#include "text/words.h"

enum { STEPS_PER_LOOK = 50 /* of SQLite's machine, between two looks at the clock */ };

void index_close(struct index *index)
{
    sqlite3_finalize(index->insert);
    sqlite3_finalize(index->insert_stems);
    sqlite3_close(index->db);
    arena_destroy(index->arena);
    index->db = NULL;
    index->insert = index->insert_stems = NULL;
    index->arena = NULL;
    index->rows = NULL;
    index->count = index->capacity = index->replaced = 0;
}

static int is_late(void *context)
{
    const struct index *index = context;
    return index->deadline && clock_monotonic() > index->deadline;
}

static bool prepare(struct index *index, const char *sql, sqlite3_stmt **statement)
{
    return sqlite3_prepare_v2(index->db, sql, -1, statement, NULL) == SQLITE_OK;
}

/* Contentless tables: the text of a page is in its file, and is read again for the few pages that are shown. Stems are
 * asked for one by one and not ranked, so that the places of words within a text are not kept. */
bool index_open(struct index *index)
{
    static const char tables[] = "PRAGMA journal_mode=OFF; PRAGMA temp_store=MEMORY;"
                                 "CREATE VIRTUAL TABLE pages USING fts5(title, tags, body, content='', "
                                 "tokenize=\"unicode61 remove_diacritics 2\");"
                                 "CREATE VIRTUAL TABLE stems USING fts5(title, tags, body, content='', detail=column, "
                                 "columnsize=0, tokenize=\"porter unicode61 remove_diacritics 2\")";
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_MEMORY | SQLITE_OPEN_NOMUTEX;
    index->arena = arena_create();
    index->newest_of = (struct strmap){.arena = index->arena};
    bool opened =
        sqlite3_open_v2(":memory:", &index->db, flags, NULL) == SQLITE_OK &&
        sqlite3_exec(index->db, tables, NULL, NULL, NULL) == SQLITE_OK &&
        prepare(index, "INSERT INTO pages (rowid, title, tags, body) VALUES (?, ?, ?, ?)", &index->insert) &&
        prepare(index, "INSERT INTO stems (rowid, title, tags, body) VALUES (?, ?, ?, ?)", &index->insert_stems);
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

static bool is_english(const struct page *page)
{
    return str_starts_nocase(page->lang, STR("en")) && (page->lang.n == 2 || !char_is_alnum(page->lang.p[2]));
}

static void insert_row(sqlite3_stmt *insert, size_t row, const str columns[3])
{
    sqlite3_bind_int64(insert, 1, (sqlite3_int64)row);
    for (int i = 0; i < 3; i++)
        index_bind(insert, i + 2, columns[i]);
    sqlite3_step(insert);
    sqlite3_reset(insert);
    sqlite3_clear_bindings(insert);
}

static void insert(struct index *index, const struct page *page, str body, struct arena *scratch)
{
    const str columns[] = {text_words(page->title, scratch), text_words(names_of(page, scratch), scratch),
                           text_words(body, scratch)};
    insert_row(index->insert, index->count, columns);
    if (is_english(page))
        insert_row(index->insert_stems, index->count, columns);
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

void index_count_memory(void)
{
    /* Distributions turn that off. Refused, and done already, once SQLite is at work. */
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 1);
}

uint64_t index_memory(void)
{
    /* Nothing else in this process uses SQLite. */
    sqlite3_int64 bytes = sqlite3_memory_used();
    return bytes > 0 ? (uint64_t)bytes : 0;
}
