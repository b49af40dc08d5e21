#include "data/csv.h"

#include "base/buf.h"
#include "base/strmap.h"
#include "text/clean.h"
#include "text/valid.h"

struct reading {
    str rest, file;
    char separator;
    int line;
    size_t fields;
    struct arena *arena;
    struct diag *diag;
    bool failed;
};

struct row {
    const struct data **items;
    size_t count, capacity;
};

/* The names of the columns: of two with one name the first counts. */
struct head {
    const str *names;
    const bool *counts;
    size_t count;
};

static void complain(struct reading *r, const char *words)
{
    if (!r->failed)
        diag_add(r->diag, SEVERITY_ERROR, r->file, r->line, "%s", words);
    r->failed = true;
}

static bool at_end(const struct reading *r)
{
    return !r->rest.n || *r->rest.p == '\n' || *r->rest.p == '\r';
}

static str read_quoted(struct reading *r)
{
    struct buf out;
    bool closed = false;
    buf_init(&out, r->rest.n);
    r->rest = str_from(r->rest, 1);
    while (r->rest.n && !closed) {
        char c = *r->rest.p;
        bool doubled = c == '"' && r->rest.n > 1 && r->rest.p[1] == '"';
        closed = c == '"' && !doubled;
        r->line += c == '\n';
        if (!closed)
            buf_put_char(&out, c);
        r->rest = str_from(r->rest, 1 + (size_t)doubled);
    }
    if (!closed)
        complain(r, "a quote is never closed; write \" at the end of the field");
    else if (!at_end(r) && *r->rest.p != r->separator)
        complain(r, "text follows a quoted field; write a quote within it twice");
    str text = arena_str(r->arena, buf_str(&out));
    buf_finish(&out);
    return text;
}

static const struct data *read_field(struct reading *r)
{
    struct data *field = ARENA_NEW(r->arena, struct data);
    field->line = r->line;
    if (!at_end(r) && *r->rest.p == '"') {
        field->kind = DATA_STRING;
        field->text = clean_controls(read_quoted(r), r->arena);
        return field;
    }
    size_t n = 0;
    while (n < r->rest.n && r->rest.p[n] != r->separator && r->rest.p[n] != '\n' && r->rest.p[n] != '\r')
        n++;
    str text = str_first(r->rest, n);
    if (str_has_char(text, '"'))
        complain(r, "a quote stands within a field; put the whole field in quotes, and write this one twice");
    field->kind = n ? DATA_STRING : DATA_NULL;
    field->text = clean_controls(text, r->arena);
    r->rest = str_from(r->rest, n);
    return field;
}

static struct row read_row(struct reading *r)
{
    struct row row = {0};
    bool more = !at_end(r);
    while (more && !r->failed) {
        row.items = arena_grow(r->arena, row.items, row.count, &row.capacity, sizeof *row.items);
        row.items[row.count++] = read_field(r);
        if (row.count > CSV_COLUMNS_MAX || ++r->fields > CSV_FIELDS_MAX)
            complain(r, "a table has at most 1000 columns and 1000000 fields; make it smaller");
        more = r->rest.n && *r->rest.p == r->separator;
        r->rest = str_from(r->rest, more);
    }
    r->rest = str_from(r->rest, str_starts(r->rest, STR("\r")));
    r->rest = str_from(r->rest, str_starts(r->rest, STR("\n")));
    r->line++;
    return row;
}

static struct head read_head(struct reading *r)
{
    const struct row row = read_row(r);
    struct strmap seen = {.arena = r->arena};
    str *names = ARENA_ARRAY(r->arena, str, row.count);
    bool *counts = ARENA_ARRAY(r->arena, bool, row.count);
    for (size_t i = 0; i < row.count; i++) {
        names[i] = row.items[i]->text;
        counts[i] = !(*strmap_at(&seen, names[i]))++;
    }
    return (struct head){names, counts, row.count};
}

static const struct data *map_of(struct reading *r, const struct head *head, const struct row *row, int line)
{
    static const struct data null = {.kind = DATA_NULL};
    struct data *map = ARENA_NEW(r->arena, struct data);
    struct data_pair *pairs = ARENA_ARRAY(r->arena, struct data_pair, head->count);
    *map = (struct data){.kind = DATA_MAP, .line = line, .pairs = pairs};
    for (size_t i = 0; i < head->count; i++)
        if (head->counts[i])
            pairs[map->count++] = (struct data_pair){head->names[i], i < row->count ? row->items[i] : &null, line};
    data_index(map, r->arena);
    return map;
}

const struct data *csv_parse(str text, char separator, str file, struct arena *arena, struct diag *diag)
{
    struct reading r = {.rest = text_without_bom(text), .file = file, .separator = separator, .line = 1};
    r.arena = arena;
    r.diag = diag;
    struct data *list = ARENA_NEW(arena, struct data);
    const struct data **items = NULL;
    size_t capacity = 0;
    *list = (struct data){.kind = DATA_LIST, .line = 1};
    const struct head head = read_head(&r);
    while (r.rest.n && !r.failed) {
        int line = r.line;
        const struct row row = read_row(&r);
        r.fields += head.count;
        items = arena_grow(arena, items, list->count, &capacity, sizeof *items);
        items[list->count++] = map_of(&r, &head, &row, line);
    }
    list->items = items;
    return r.failed ? NULL : list;
}
