#include "hugo/asciidoc.h"

#include "hugo/asciidoc_inline.h"
#include "hugo/asciidoc_table.h"
#include "text/valid.h"

enum {
    DEPTH_MAX = 5, /* lists in a list */
    HEADING_MAX = 6,
    FENCE_MIN = 4,
    ENTRY_MAX = 4096, /* bytes of an attribute */
    FOLDER_MAX = 100  /* bytes of the name of the folder of pictures */
};

/* What the lines are within: text, or up to the line END code, a table, HTML or a comment. */
struct reading {
    struct buf out;
    struct arena *arena;
    struct asciidoc_attributes attributes;
    struct asciidoc_inline words;
    str end;          /* empty: text */
    bool hidden;      /* it is a comment */
    bool html;        /* it is HTML */
    bool filled;      /* references to attributes are obeyed in it */
    struct buf entry; /* of an attribute, which goes on in the next line */
    str language;     /* of the code that comes next */
    bool fills;       /* that code has references to attributes */
    str options;      /* of the table that comes next */
    bool table;       /* the lines are those of CELLS */
    struct asciidoc_table cells;
    int *lines; /* in the author's file, of each line that is out */
    size_t count, capacity;
    int number; /* of the line that is read */
    int offset; /* that the headings of the line are deeper */
    int numbers[DEPTH_MAX];
};

static size_t run_of(str s, char c)
{
    const char marks[] = {c, '\0'};
    return str_span(s, marks);
}

static bool is_row_of(str line, char c)
{
    return line.n >= FENCE_MIN && run_of(line, c) == line.n;
}

/* Takes a line that begins code, a table or a comment. */
static bool take_begin(struct reading *r, str line)
{
    bool fence = str_starts(line, STR("```")), table = str_eq(line, STR("|==="));
    r->hidden = is_row_of(line, '/');
    r->html = is_row_of(line, '+');
    if (!fence && !table && !r->hidden && !r->html && !is_row_of(line, '-') && !is_row_of(line, '.'))
        return false;
    r->table = table && str_find(r->options, STR("format")) == STR_NONE;
    r->end = fence ? STR("```") : line;
    r->filled = r->fills || table;
    if (fence)
        r->language = str_trim(str_from(line, 3));
    if (r->table)
        asciidoc_table_open(&r->cells, r->options, r->arena);
    r->options = STR("");
    if (!r->hidden && !r->html && !r->table) {
        buf_put(&r->out, STR("```"));
        buf_put(&r->out, table ? STR("") : r->language);
    }
    r->language = STR("");
    r->fills = false;
    return true;
}

static void end_line(struct reading *r)
{
    buf_put_char(&r->out, '\n');
    r->lines = arena_grow(r->arena, r->lines, r->count, &r->capacity, sizeof *r->lines);
    r->lines[r->count++] = r->number;
}

static void put_words(struct reading *r, str s)
{
    asciidoc_inline_put(&r->words, asciidoc_attributes_fill(&r->attributes, s, false));
}

/* A bar within a cell has a backslash in Markdown, too. */
static void put_row(struct reading *r, size_t row)
{
    buf_put(&r->out, STR("|"));
    for (size_t i = 0; i < r->cells.columns; i++) {
        buf_put(&r->out, STR(" "));
        put_words(r, asciidoc_table_cell(&r->cells, row, i));
        buf_put(&r->out, STR(" |"));
    }
    end_line(r);
}

/* The first row is the head, since a table of Markdown has one. */
static void end_table(struct reading *r)
{
    size_t rows = asciidoc_table_end(&r->cells);
    end_line(r);
    for (size_t i = 0; i < rows; i++) {
        put_row(r, i);
        if (i > 0)
            continue;
        for (size_t k = 0; k < r->cells.columns; k++)
            buf_put(&r->out, STR("|---"));
        buf_put(&r->out, STR("|"));
        end_line(r);
    }
    r->table = false;
}

static void take_within(struct reading *r, str line)
{
    bool ends = str_eq(str_trim(line), r->end);
    if (r->table) {
        if (ends)
            end_table(r);
        else
            asciidoc_table_take(&r->cells, line);
        r->end = ends ? STR("") : r->end;
        return;
    }
    if (ends) {
        buf_put(&r->out, r->hidden || r->html ? STR("") : STR("```"));
        r->end = STR("");
    } else if (!r->hidden) {
        buf_put(&r->out, r->filled ? asciidoc_attributes_fill(&r->attributes, line, true) : line);
    }
}

/* From the folder of pictures, which lies at the root, ".." leads no higher than that. */
static void obey_pictures(struct reading *r)
{
    str folder = asciidoc_attributes_get(&r->attributes, STR("imagesdir"));
    r->words.pictures = str_first(str_trim_char_right(folder, '/'), FOLDER_MAX);
}

/* A value goes on in the next line behind a backslash. */
static bool take_entry(struct reading *r, str line)
{
    bool goes_on = r->entry.n, more = str_ends(line, STR(" \\")) && (goes_on || str_starts(line, STR(":")));
    if (more || goes_on)
        buf_put(&r->entry, str_first(line, line.n - more));
    if (more)
        return true;
    bool taken = asciidoc_attributes_take(&r->attributes, goes_on ? arena_str(r->arena, buf_str(&r->entry)) : line);
    buf_clear(&r->entry);
    if (taken)
        obey_pictures(r);
    return taken || goes_on;
}

/* Takes what readers do not see: attributes, comments, the edges of blocks. */
static bool take_unseen(struct reading *r, str line)
{
    if (take_entry(r, line))
        return true;
    if (str_starts(line, STR("[")) && str_ends(line, STR("]"))) {
        str kind, rest;
        str_cut(str_between(line, 1, line.n - 1), ',', &kind, &rest);
        r->options = str_between(line, 1, line.n - 1);
        r->fills = str_find(rest, STR("subs=")) != STR_NONE && str_find(rest, STR("attributes")) != STR_NONE;
        if (str_eq(kind, STR("source")))
            r->language = str_trim(str_first(rest, str_span_not(rest, ",")));
        else if (kind.n > 2 && str_span(kind, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == kind.n) {
            buf_put(&r->out, STR("**"));
            buf_put(&r->out, text_title_case(text_lower(kind, r->arena), r->arena));
            buf_put(&r->out, STR("**"));
        }
        return true;
    }
    return str_starts(line, STR("//")) || is_row_of(line, '=') || is_row_of(line, '*') || is_row_of(line, '_') ||
           str_eq(line, STR("--")) || str_eq(line, STR("+"));
}

static bool take_heading(struct reading *r, str line)
{
    size_t level = run_of(line, '=');
    if (level && level <= HEADING_MAX && level < line.n && line.p[level] == ' ') {
        size_t deep = level + (size_t)r->offset;
        buf_put_repeat(&r->out, '#', deep < HEADING_MAX ? deep : HEADING_MAX);
        put_words(r, str_from(line, level));
        for (size_t i = 0; i < DEPTH_MAX; i++)
            r->numbers[i] = 0;
        return true;
    }
    bool title = line.n > 1 && line.p[0] == '.' && line.p[1] != '.' && line.p[1] != ' ';
    if (title) {
        buf_put(&r->out, STR("**"));
        put_words(r, str_from(line, 1));
        buf_put(&r->out, STR("**"));
        r->numbers[0] = 0;
    }
    return title;
}

/* "** item" and ".. item" are items of the second level. */
static bool take_item(struct reading *r, str line)
{
    bool numbered = line.n && line.p[0] == '.';
    size_t level = !line.n ? 0 : numbered || line.p[0] == '*' ? run_of(line, line.p[0]) : line.p[0] == '-' ? 1 : 0;
    if (!level || level > DEPTH_MAX || level == line.n || line.p[level] != ' ')
        return false;
    buf_put_repeat(&r->out, ' ', 3 * (level - 1));
    if (numbered) {
        for (size_t i = level; i < DEPTH_MAX; i++)
            r->numbers[i] = 0;
        buf_put(&r->out, arena_printf(r->arena, "%d. ", ++r->numbers[level - 1]));
    } else {
        buf_put(&r->out, STR("* "));
    }
    put_words(r, str_trim(str_from(line, level)));
    return true;
}

/* "<1> words": what is said of a place in the code above. */
static bool take_callout(struct reading *r, str line)
{
    size_t n = str_starts(line, STR("<")) ? str_span(str_from(line, 1), "0123456789.") : 0;
    if (!n || !str_starts(str_from(line, n + 1), STR("> ")))
        return false;
    buf_put(&r->out, str_starts(str_from(line, 1), STR(".")) ? STR("*") : str_between(line, 1, n + 1));
    buf_put(&r->out, str_starts(str_from(line, 1), STR(".")) ? STR(" ") : STR(". "));
    put_words(r, str_trim(str_from(line, n + 2)));
    return true;
}

/* "Term:: words": what a list explains. */
static bool take_term(struct reading *r, str line)
{
    size_t end = str_find(line, STR("::"));
    str rest = end == STR_NONE ? STR("") : str_from(line, end + 2);
    if (end == STR_NONE || !end || (rest.n && *rest.p != ' ') || str_find(str_first(line, end), STR(": ")) != STR_NONE)
        return false;
    buf_put(&r->out, STR("**"));
    put_words(r, str_first(line, end));
    buf_put(&r->out, STR(":**"));
    put_words(r, rest);
    return true;
}

static void take_line(struct reading *r, str whole)
{
    static const str notes[] = {STR_INIT("NOTE: "), STR_INIT("TIP: "), STR_INIT("IMPORTANT: "), STR_INIT("WARNING: "),
                                STR_INIT("CAUTION: ")};
    str line = str_trim(whole);
    if (r->end.n) {
        take_within(r, whole);
        return;
    }
    if (take_begin(r, line) || take_unseen(r, line) || take_heading(r, line) || take_item(r, line) ||
        take_callout(r, line) || take_term(r, line))
        return;
    for (size_t i = 0; i < sizeof notes / sizeof *notes; i++)
        if (str_starts(line, notes[i])) {
            str kind = str_first(notes[i], notes[i].n - 2);
            buf_put(&r->out, STR("**"));
            buf_put(&r->out, text_title_case(text_lower(kind, r->arena), r->arena));
            buf_put(&r->out, STR(":** "));
            line = str_from(line, notes[i].n);
        }
    put_words(r, line);
}

/* The place that LINE names for the heading that follows: "[[place]]", "[#place]", "[id=\"place\"]"; empty: none. */
static str anchor_of(str line)
{
    static const str begins[] = {STR_INIT("[["), STR_INIT("[#"), STR_INIT("[id=\""), STR_INIT("[id='")};
    for (size_t i = 0; i < sizeof begins / sizeof *begins; i++)
        if (str_starts(line, begins[i]))
            return str_first(str_from(line, begins[i].n), str_span_not(str_from(line, begins[i].n), "],.\"'"));
    return STR("");
}

/* The titles of the places that a text names, for those who refer to them without words. */
static void find_anchors(struct asciidoc_inline *words, str text)
{
    str line, anchor = STR("");
    str *titles = NULL;
    size_t count = 0, capacity = 0;
    if (str_find(text, STR("<<")) == STR_NONE && str_find(text, STR("xref:")) == STR_NONE)
        return;
    while (str_line(&text, &line)) {
        size_t level = run_of(line, '=');
        str found = anchor_of(str_trim(line));
        if (found.n) {
            anchor = found;
        } else if (level && level < line.n && line.p[level] == ' ' && anchor.n) {
            titles = arena_grow(words->arena, titles, count, &capacity, sizeof *titles);
            titles[count++] = str_trim(str_from(line, level));
            *strmap_at(&words->anchors, anchor) = (int)count;
            anchor = STR("");
        }
    }
    words->titles = titles;
}

struct mapped asciidoc_as_markdown(str text, const struct asciidoc_scope *scope, struct arena *arena)
{
    struct reading r = {.arena = arena};
    struct asciidoc_source source;
    struct asciidoc_line line;
    buf_init(&r.out, SIZE_MAX / 2);
    buf_init(&r.entry, ENTRY_MAX);
    r.words = (struct asciidoc_inline){
        .out = &r.out, .arena = arena, .anchors = {.arena = arena}, .attributes = &r.attributes};
    asciidoc_attributes_open(&r.attributes, scope->attributes, arena);
    obey_pictures(&r);
    find_anchors(&r.words, text);
    asciidoc_source_open(&source, text, scope, &r.attributes, arena);
    while (asciidoc_source_next(&source, &line)) {
        r.offset = line.offset;
        r.number = line.number;
        take_line(&r, line.text);
        end_line(&r);
    }
    if (r.table)
        end_table(&r);
    buf_finish(&r.entry);
    return (struct mapped){buf_keep(&r.out, arena), r.lines, r.count};
}
