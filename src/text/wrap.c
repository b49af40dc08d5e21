#include "text/wrap.h"

#include "text/break_kind.h"
#include "text/breaks.h"
#include "text/width.h"

enum { NO_CUT = 128 }; /* of a mark: within an address that no line parts */

/* One paragraph on its way to lines. */
struct wrap {
    str text;
    unsigned char *marks; /* see text/breaks.h */
    struct arena *arena;
    struct text_lines lines;
    size_t capacity;
    int columns, rest;
    bool whole; /* addresses are never cut */

    int limit;    /* of the present line */
    size_t start; /* of the present line */
    int width;    /* of the present line so far */
};

/* The text between two places where a line may end. */
struct piece {
    size_t end;
    int columns, solid; /* with and without the spaces at its end, which take no room at the end of a line */
};

/* The offset where the scheme begins that ends at AT; AT when there is none. */
static size_t scheme_start(str s, size_t at)
{
    while (at > 0 && char_is_alpha(s.p[at - 1]))
        at--;
    return at;
}

/* An address that fits on a line of its own is not broken: people copy it. */
static void keep_addresses(struct wrap *w)
{
    for (size_t from = 0, found; (found = str_find(str_from(w->text, from), STR("://"))) != STR_NONE;) {
        size_t at = from + found, begin = scheme_start(w->text, at);
        uint32_t c = 0;
        from = at + 3;
        for (size_t n; (n = text_decode(str_from(w->text, from), &c)) && c > ' ' && !text_is_cjk(c);)
            from += n;
        bool fits = begin < at && text_width(str_between(w->text, begin, from)) <= w->columns - w->rest;
        for (size_t i = begin + 1; (fits || w->whole) && begin < at && i < from; i++) {
            w->marks[i] &= (unsigned char)~BREAK_LINE;
            w->marks[i] |= fits ? 0 : NO_CUT;
        }
    }
}

static bool is_mail_char(char c)
{
    return char_is_alnum(c) || c == '.' || c == '_' || c == '-' || c == '+' || c == '@';
}

/* Bytes of the character of a mail address that ends before AT; 0 when there is none. */
static size_t mail_before(str s, size_t at)
{
    uint32_t c;
    size_t n = text_decode_before(s, at, &c);
    return c < 0x80 ? is_mail_char((char)c) : text_is_cjk(c) ? 0 : n;
}

/* A mail address is not broken at its marks. */
static void keep_mail(struct wrap *w)
{
    for (size_t from = 0, found; (found = str_find_char(str_from(w->text, from), '@')) != STR_NONE;) {
        size_t begin = from + found, end = begin;
        for (size_t n; begin > from && (n = mail_before(w->text, begin));)
            begin -= n;
        while (end < w->text.n && is_mail_char(w->text.p[end]))
            end++;
        bool fits = text_width(str_between(w->text, begin, end)) <= w->columns - w->rest;
        for (size_t i = begin + 1; fits && i < end; i++)
            w->marks[i] &= (unsigned char)~BREAK_LINE;
        from = end;
    }
}

static void end_line(struct wrap *w, size_t end)
{
    str line = str_between(w->text, w->start, end);
    while (line.n && (line.p[line.n - 1] == ' ' || line.p[line.n - 1] == '\t'))
        line.n--;
    w->lines.lines = arena_grow(w->arena, w->lines.lines, w->lines.count, &w->capacity, sizeof *w->lines.lines);
    w->lines.lines[w->lines.count++] = line;
    w->start = end;
    w->width = 0;
    w->limit = w->columns - w->rest < 2 ? 2 : w->columns - w->rest;
}

static int asked_width(const struct wrap *w, size_t from)
{
    size_t end = from + 1;
    while (end < w->text.n && !(w->marks[end] & BREAK_GRAPHEME))
        end++;
    return text_width(str_between(w->text, from, end));
}

/* Columns of the grapheme that begins at FROM. */
static int grapheme_width(const struct wrap *w, size_t from)
{
    int columns = w->marks[from] / BREAK_COLUMNS;
    return columns < BREAK_COLUMNS_MAX ? columns : asked_width(w, from);
}

static struct piece piece_at(const struct wrap *w, size_t from)
{
    struct piece piece = {.end = from};
    do {
        if (w->marks[piece.end] & BREAK_GRAPHEME) {
            piece.columns += grapheme_width(w, piece.end);
            if (w->text.p[piece.end] != ' ')
                piece.solid = piece.columns;
        }
        piece.end++;
    } while (piece.end < w->text.n && !(w->marks[piece.end] & BREAK_LINE));
    return piece;
}

/* A line without a break ends before AT, or a grapheme earlier when the next would begin with a mark that may not. */
static size_t cut_point(const struct wrap *w, size_t at)
{
    size_t cut = at;
    for (int moved = 0; moved < 4; moved++) {
        uint32_t next, before;
        text_decode(str_from(w->text, cut), &next);
        size_t previous = cut;
        do
            previous--;
        while (previous > w->start && !(w->marks[previous] & BREAK_GRAPHEME));
        text_decode(str_from(w->text, previous), &before);
        if (previous <= w->start)
            break;
        if (!break_begins_no_line(next) && !break_ends_no_line(before))
            return cut;
        cut = previous;
    }
    return at;
}

/* Puts a piece that is longer than a line. */
static void cut(struct wrap *w, size_t from, size_t end)
{
    bool behind = false; /* an address, where no line may begin */
    for (size_t i = from; i < end; i++) {
        bool inside = w->marks[i] & NO_CUT;
        behind = inside || (behind && !(w->marks[i] & BREAK_LINE));
        if (!(w->marks[i] & BREAK_GRAPHEME))
            continue;
        int width = grapheme_width(w, i);
        bool hangs = w->text.p[i] == ' ' || inside || behind;
        while (!hangs && w->width + width > w->limit && i > w->start) {
            end_line(w, cut_point(w, i));
            w->width = text_width(str_between(w->text, w->start, i));
        }
        w->width += width;
    }
}

static void fill(struct wrap *w)
{
    for (size_t i = 0; i < w->text.n;) {
        struct piece piece = piece_at(w, i);
        if (w->width + piece.solid > w->limit && i > w->start)
            end_line(w, i);
        if (w->width + piece.solid > w->limit)
            cut(w, i, piece.end);
        else
            w->width += piece.columns;
        i = piece.end;
    }
}

static enum break_kind kind_at(str s, size_t at)
{
    return break_kind_of((unsigned char)s.p[at]);
}

/* The "[" at AT opens "[3]", which stays with the word before it. */
static bool is_citation(str s, size_t at)
{
    size_t i = at + 1;
    while (i < s.n && char_is_digit(s.p[i]))
        i++;
    return i > at + 1 && i < s.n && s.p[i] == ']';
}

/* Does a Han, a kana, or a mark of theirs end before AT, none of which goes on with a word? */
static bool cjk_ends(str s, size_t at)
{
    uint32_t c;
    text_decode_before(s, at, &c);
    return text_is_cjk(c);
}

/* True when the marks that end before AT open a word: ":name", "--option", "//host", "/etc". */
static bool marks_open_word(str s, size_t at)
{
    size_t begin = at;
    while (begin > 0 && char_is_punct(s.p[begin - 1]))
        begin--;
    return begin < at && (begin == 0 || s.p[begin - 1] == ' ' || cjk_ends(s, begin));
}

/* A place where no line begins: at a citation, within names such as "a.bashrc" (UAX #14 LB29) and "C++", and behind
 * marks that belong to the word after them. */
static inline bool is_held(str s, size_t at)
{
    if (s.p[at] == '[')
        return is_citation(s, at);
    if (s.p[at] == '+')
        return s.p[at - 1] == '+';
    return char_is_alnum(s.p[at]) && char_is_punct(s.p[at - 1]) &&
           ((s.p[at - 1] == '.' && char_is_alpha(s.p[at])) || marks_open_word(s, at));
}

static void keep_held(struct wrap *w)
{
    for (size_t i = 1; i < w->text.n; i++)
        if ((w->marks[i] & BREAK_LINE) && is_held(w->text, i))
            w->marks[i] &= (unsigned char)~BREAK_LINE;
}

/*
 * The end of the line that begins at START, spaces included, such that its visible part takes at most LIMIT bytes;
 * START when no line can end there. More than LIMIT bytes follow START; neither it nor the last byte of S is a space.
 */
static size_t last_break(str s, size_t start, size_t limit)
{
    size_t at = start + limit;
    while (s.p[at] == ' ')
        at++;
    for (; at > start; at--) {
        size_t solid = at;
        if (s.p[at] == ' ')
            continue;
        while (s.p[solid - 1] == ' ')
            solid--;
        if (break_between(kind_at(s, solid - 1), kind_at(s, at), solid < at) && !is_held(s, at))
            break;
    }
    return at;
}

/*
 * Fills lines of ASCII, where columns are bytes and only the ends of lines have to be examined. False when a word is
 * longer than a line.
 */
static bool fill_ascii(struct wrap *w)
{
    while (w->text.n - w->start > (size_t)w->limit) {
        size_t end = last_break(w->text, w->start, (size_t)w->limit);
        if (end == w->start)
            return false;
        end_line(w, end);
    }
    return true;
}

/* Fills lines of characters that the table knows. False when there is another, or a word longer than a line. */
static bool fill_common(struct wrap *w)
{
    enum break_kind before = BREAK_KINDS;
    bool spaced = false;
    int piece_at = 0; /* columns of the line before PIECE, the last place where another line may begin */
    for (size_t i = 0, next = 0, piece = 0; i < w->text.n; i = next) {
        uint32_t c = break_next(w->text, &next);
        int columns = c < 0x3000 ? 1 : 2;
        enum break_kind kind = c == ' ' ? BREAK_KINDS : break_kind_of(c);
        if (kind != BREAK_KINDS) {
            bool may_hold =
                kind == BREAK_OP || kind == BREAK_PR || before == BREAK_IS || before == BREAK_HY || before == BREAK_BA;
            if (before != BREAK_KINDS && break_between(before, kind, spaced) && !(may_hold && is_held(w->text, i))) {
                piece = i;
                piece_at = w->width;
            }
            if (w->width + columns > w->limit) {
                int kept = w->width - piece_at;
                end_line(w, piece);
                w->width = kept;
                piece_at = 0;
            }
            if (w->width + columns > w->limit)
                return false;
            before = kind;
        } else if (c != ' ') {
            return false;
        }
        spaced = c == ' ';
        w->width += columns;
    }
    return true;
}

/* Fills W quickly, if nothing in it requires more. */
static bool fill_simple(struct wrap *w)
{
    if (str_find(w->text, STR("://")) != STR_NONE || str_has_char(w->text, '@'))
        return false;
    struct wrap before = *w;
    bool filled = text_span_ascii(w->text) == w->text.n ? fill_ascii(w) : fill_common(w);
    if (!filled)
        *w = before;
    return filled;
}

static void fill_any(struct wrap *w)
{
    w->marks = arena_alloc(w->arena, w->text.n, 1);
    text_breaks(w->text, w->marks, w->arena);
    keep_addresses(w);
    keep_mail(w);
    keep_held(w);
    fill(w);
}

static struct text_lines wrap(struct wrap *w, int first)
{
    w->limit = w->columns - first < 2 ? 2 : w->columns - first;
    /* No character takes more columns than bytes. */
    if (w->text.n > (size_t)w->limit && !fill_simple(w))
        fill_any(w);
    end_line(w, w->text.n);
    return w->lines;
}

struct text_lines text_wrap(str s, int columns, int first, int rest, struct arena *arena)
{
    struct wrap w = {.text = str_trim(s), .arena = arena, .columns = columns, .rest = rest};
    return wrap(&w, first);
}

struct text_lines text_wrap_whole(str s, int columns, int first, int rest, struct arena *arena)
{
    struct wrap w = {.text = str_trim(s), .arena = arena, .columns = columns, .rest = rest, .whole = true};
    return wrap(&w, first);
}
