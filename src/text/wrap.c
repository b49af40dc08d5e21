#include "text/wrap.h"

#include "text/width.h"

#include <unigbrk.h>
#include <unilbrk.h>

/* One paragraph on its way to lines. */
struct wrap {
    str text;
    char *breaks;    /* per byte: UC_BREAK_POSSIBLE where a line may begin */
    char *graphemes; /* per byte: 1 where a grapheme begins */
    struct arena *arena;
    struct text_lines lines;
    size_t capacity;
    int columns, rest;

    int limit;         /* of the present line */
    size_t start;      /* of the present line */
    int width;         /* of the present line so far */
    size_t last_break; /* where it may be broken; START: nowhere */
    int break_width;   /* its width up to there */
};

/* Kinsoku beyond what UAX #14 asks for: marks that close or go on, and so begin no line. */
static bool begins_no_line(uint32_t c)
{
    static const uint32_t marks[] = {0x2019, 0x201d, 0x2026, 0x2014, 0x2025, 0x00b7, 0x2027, 0x301c,
                                     0xff5e, 0x30fb, 0x30fc, 0x3005, 0x303b, 0x3001, 0x3002, 0xff0c,
                                     0xff0e, 0xff1a, 0xff1b, 0xff1f, 0xff01, 0xff09, 0x300d, 0x300f,
                                     0x3011, 0x300b, 0x3009, 0x3015, 0x3017, 0xff3d, 0xff5d, 0x301f};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (marks[i] == c)
            return true;
    bool small_kana = c == 0x3041 || c == 0x3043 || c == 0x3045 || c == 0x3047 || c == 0x3049 || c == 0x3063 ||
                      c == 0x3083 || c == 0x3085 || c == 0x3087 || c == 0x308e || c == 0x30a1 || c == 0x30a3 ||
                      c == 0x30a5 || c == 0x30a7 || c == 0x30a9 || c == 0x30c3 || c == 0x30e3 || c == 0x30e5 ||
                      c == 0x30e7 || c == 0x30ee || c == 0x30f5 || c == 0x30f6;
    return small_kana;
}

static bool ends_no_line(uint32_t c)
{
    static const uint32_t marks[] = {0x2018, 0x201c, 0xff08, 0x300c, 0x300e, 0x3010, 0x300a,
                                     0x3008, 0x3014, 0x3016, 0xff3b, 0xff5b, 0x301d};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (marks[i] == c)
            return true;
    return false;
}

static bool may_break_between(uint32_t before, uint32_t after)
{
    if (text_is_hangul(before) && text_is_hangul(after))
        return false;
    return !begins_no_line(after) && !ends_no_line(before);
}

/* Takes back the breaks that kinsoku and Korean forbid. */
static void forbid_breaks(struct wrap *w)
{
    uint32_t before = 0;
    for (size_t i = 0; i < w->text.n;) {
        uint32_t c;
        size_t n = text_decode(str_from(w->text, i), &c);
        if (i > 0 && w->breaks[i] == UC_BREAK_POSSIBLE && (c >= 0x80 || before >= 0x80) &&
            !may_break_between(before, c))
            w->breaks[i] = UC_BREAK_PROHIBITED;
        before = c;
        i += n;
    }
}

static void end_line(struct wrap *w, size_t end)
{
    str line = str_between(w->text, w->start, end);
    while (line.n && (line.p[line.n - 1] == ' ' || line.p[line.n - 1] == '\t'))
        line.n--;
    w->lines.lines = arena_grow(w->arena, w->lines.lines, w->lines.count, &w->capacity, sizeof *w->lines.lines);
    w->lines.lines[w->lines.count++] = line;
    w->start = w->last_break = end;
    w->limit = w->columns - w->rest < 2 ? 2 : w->columns - w->rest;
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
        while (previous > w->start && !w->graphemes[previous]);
        text_decode(str_from(w->text, previous), &before);
        if (previous <= w->start)
            break;
        if (!begins_no_line(next) && !ends_no_line(before))
            return cut;
        cut = previous;
    }
    return at;
}

static void overflow(struct wrap *w, size_t at)
{
    if (w->last_break > w->start) {
        int kept = w->break_width;
        end_line(w, w->last_break);
        w->width -= kept;
    } else if (at > w->start) {
        size_t cut = cut_point(w, at);
        end_line(w, cut);
        w->width = text_width(str_between(w->text, cut, at));
    }
}

static void fill(struct wrap *w)
{
    for (size_t i = 0; i < w->text.n;) {
        size_t end = i + 1;
        while (end < w->text.n && !w->graphemes[end])
            end++;
        if (i > w->start && w->breaks[i] == UC_BREAK_POSSIBLE) {
            w->last_break = i;
            w->break_width = w->width;
        }
        int width = text_width(str_between(w->text, i, end));
        /* A space at the end of a line takes no room. */
        bool hangs = w->text.p[i] == ' ';
        while (!hangs && w->width + width > w->limit && i > w->start)
            overflow(w, i);
        w->width += width;
        i = end;
    }
}

struct text_lines text_wrap(str s, int columns, int first, int rest, struct arena *arena)
{
    s = str_trim(s);
    struct wrap w = {.text = s, .arena = arena, .columns = columns, .rest = rest};
    w.limit = columns - first < 2 ? 2 : columns - first;
    if (s.n) {
        w.breaks = arena_alloc(arena, s.n, 1);
        w.graphemes = arena_alloc(arena, s.n, 1);
        u8_possible_linebreaks((const uint8_t *)s.p, s.n, "UTF-8", w.breaks);
        u8_grapheme_breaks((const uint8_t *)s.p, s.n, w.graphemes);
        forbid_breaks(&w);
        fill(&w);
    }
    end_line(&w, s.n);
    return w.lines;
}
