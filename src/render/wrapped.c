#include "render/wrapped.h"

#include "render/escape.h"
#include "text/plain.h"
#include "text/width.h"
#include "text/wrap.h"
#include "uri/uri.h"

#include <stdint.h>

enum { TAB_COLUMNS = 8, TEXT_COLUMNS_MIN = 10, GOPHER_FIELDS = 100 };

static void note_err(struct wrapped *w, enum err err)
{
    if (w->err == OK)
        w->err = err;
}

static void put_raw(struct wrapped *w, str line)
{
    if (!w->menu) {
        size_t start = w->out->n;
        note_err(w, text_put_lines(w->out, line));
        /* A dot alone in a line would end the text for strict clients. */
        if (str_eq(str_from(buf_str(w->out), start), STR(".")))
            note_err(w, buf_insert_char(w->out, start, ' '));
        note_err(w, buf_put_char(w->out, '\n'));
        return;
    }
    if (line.n <= GOPHER_LINE_MAX / 2) {
        note_err(w, gopher_put_info(w->out, line));
        return;
    }
    /* What has to be made plain may grow. */
    size_t limit = text_is_plain(line) ? GOPHER_LINE_MAX - GOPHER_FIELDS : GOPHER_LINE_MAX / 2;
    while (line.n > limit) {
        size_t most = limit;
        while (most > 1 && ((unsigned char)line.p[most] & 0xc0) == 0x80)
            most--;
        size_t fits = text_fit(str_first(line, most), GOPHER_LINE_MAX / 4);
        fits = fits ? fits : most;
        note_err(w, gopher_put_info(w->out, str_first(line, fits)));
        line = str_from(line, fits);
    }
    note_err(w, gopher_put_info(w->out, line));
}

static void put_gap(struct wrapped *w)
{
    if (w->gap && w->any)
        put_raw(w, str_trim_char_right(w->gap_prefix, ' '));
    w->gap = false;
    w->any = true;
}

void wrapped_gap(struct wrapped *w)
{
    w->gap = true;
    w->gap_prefix = w->rest;
}

static void put_line(struct wrapped *w, str line)
{
    put_gap(w);
    str whole = w->first.n ? ARENA_CONCAT(w->arena, w->first, line) : line;
    put_raw(w, str_trim(line).n ? whole : str_trim_char_right(whole, ' '));
    w->first = w->rest;
}

/* Writes LINE after its prefix, without spaces at its end. */
void wrapped_line(struct wrapped *w, str line)
{
    put_line(w, str_trim_char_right(line, ' '));
}

static int columns(const struct wrapped *w)
{
    int least = text_width(w->rest) + TEXT_COLUMNS_MIN;
    return w->width > least ? w->width : least;
}

/* Columns for TEXT: where a client would take it for a link or a toggle, gopher_put_info puts a space before it,
 * which needs room. */
static int text_columns(const struct wrapped *w, str text)
{
    bool live = w->menu && (str_find(text, STR("=>")) != STR_NONE || str_find(text, STR("```")) != STR_NONE);
    return columns(w) - live;
}

/* Sets LONGEST, which may be NULL, to the width of the longest line without its prefix. */
static void put_text(struct wrapped *w, str text, int *longest)
{
    str hard;
    while (str_line(&text, &hard)) {
        int most = text_columns(w, hard), first = text_width(w->first), rest = text_width(w->rest);
        struct text_lines lines =
            w->menu ? text_wrap(hard, most, first, rest, w->arena) : text_wrap_whole(hard, most, first, rest, w->arena);
        for (size_t i = 0; i < lines.count; i++) {
            int width = longest ? text_width(lines.lines[i]) : 0;
            if (longest && width > *longest)
                *longest = width;
            wrapped_line(w, lines.lines[i]);
        }
    }
}

void wrapped_text(struct wrapped *w, str text)
{
    put_text(w, text, NULL);
}

void wrapped_heading(struct wrapped *w, int level, str text)
{
    if (!text.n)
        return;
    int longest = 0;
    put_text(w, text_label(text, w->arena), &longest);
    size_t width = (size_t)longest;
    char mark = level == 1 ? '=' : level == 2 ? '-' : '~';
    char *rule = arena_alloc(w->arena, width, 1);
    for (size_t i = 0; i < width; i++)
        rule[i] = mark;
    wrapped_line(w, (str){rule, width});
}

static str expand_tabs(str line, struct arena *arena)
{
    if (!str_has_char(line, '\t'))
        return line;
    struct buf out;
    buf_init(&out, SIZE_MAX);
    int column = 0;
    while (line.n) {
        size_t run = str_span_not(line, "\t");
        buf_put(&out, str_first(line, run));
        column += text_width(str_first(line, run));
        if (run == line.n)
            break;
        int spaces = TAB_COLUMNS - column % TAB_COLUMNS;
        buf_put_repeat(&out, ' ', (size_t)spaces);
        column += spaces;
        line = str_from(line, run + 1);
    }
    str expanded = arena_str(arena, buf_str(&out));
    buf_finish(&out);
    return expanded;
}

/* Looks no further than ROOM may take it, unless characters have no columns: LINE may be long. */
static bool fits_in(str line, int room)
{
    return line.n <= 4 * (size_t)room ? text_width(line) <= room : text_fit(line, room) == line.n;
}

/* Bytes of LINE that fit before a backslash, and at least one grapheme; all of it where no backslash is needed. */
static size_t code_fit(str line, int room)
{
    if (fits_in(line, room))
        return line.n;
    size_t fits = text_fit(line, room - 1);
    return fits ? escape_keep(line, fits) : text_next_grapheme(line);
}

static void put_code_line(struct wrapped *w, str line)
{
    int most = !text_has_wide(line) && WRAPPED_CODE_MAX > w->width ? WRAPPED_CODE_MAX : columns(w);
    int room = most - text_width(w->rest);
    for (size_t fits; (fits = code_fit(line, room)) < line.n; line = str_from(line, fits))
        wrapped_line(w, ARENA_CONCAT(w->arena, str_first(line, fits), STR("\\")));
    put_line(w, line);
}

void wrapped_code(struct wrapped *w, str lines)
{
    str line;
    while (str_line(&lines, &line))
        put_code_line(w, expand_tabs(line, w->arena));
}

/* The address as people would type it elsewhere. */
static str full_address(const struct link_target *target, struct arena *arena)
{
    if (str_starts(target->address, STR("URL:")))
        return str_from(target->address, STR("URL:").n);
    /* A selector of ours begins with a slash; with an origin before it, it is whole. */
    if (target->gopher_type == 'i' || (target->ours && !str_starts(target->address, STR("/"))))
        return target->address;
    str origin = uri_origin("gopher", target->host, target->port, GOPHER_PORT, arena);
    return arena_printf(arena, "%.*s/%c%.*s", STR_ARG(origin), target->gopher_type, STR_ARG(target->address));
}

/* Puts a link that no menu can carry as text. */
static void put_uncarried(struct wrapped *w, const struct link_line *link)
{
    str address = full_address(&link->target, w->arena);
    wrapped_text(w, link->label.n && !link->bare ? ARENA_CONCAT(w->arena, link->label, STR(": "), address) : address);
}

/* An address in the wrapper of RFC 3986, appendix C: "<URL:" would be a line of its own before a long one. */
static str without_wrapper(str label)
{
    static const str open = STR_INIT("<URL:");
    str inner = str_starts_nocase(label, open) ? str_trim(str_from(label, open.n)) : STR("");
    if (str_ends(inner, STR(">")))
        inner.n--;
    return inner.n ? inner : label;
}

static void put_item(struct wrapped *w, const struct link_line *link)
{
    str label = link->label.n ? without_wrapper(link->label) : full_address(&link->target, w->arena);
    struct text_lines lines = text_wrap(label, w->width, 0, 0, w->arena);
    struct gopher_item item = {.type = link->target.gopher_type,
                               .display = lines.lines[0],
                               .selector = link->target.address,
                               .host = link->target.host,
                               .port = link->target.port};
    /* The text above has the address that its author typed; of what no "h" item carries to all clients, lynx opens that
     * of a file. */
    if (item.type == 'i' && link->bare) {
        if (!str_starts_nocase(item.selector, STR("ftp://")))
            return;
        item.type = 'h';
        item.selector = ARENA_CONCAT(w->arena, STR("URL:"), item.selector);
    }
    put_gap(w);
    if (item.type == 'i' || gopher_put_item(w->out, &item) != OK) {
        put_uncarried(w, link);
        return;
    }
    for (size_t i = 1; i < lines.count; i++)
        put_raw(w, lines.lines[i]);
}

void wrapped_link(struct wrapped *w, const struct link_line *link)
{
    str first = w->first, rest = w->rest;
    w->first = w->rest = STR("");
    if (w->menu)
        put_item(w, link);
    else
        wrapped_line(w,
                     arena_printf(w->arena, "[%d] %.*s", link->number, STR_ARG(full_address(&link->target, w->arena))));
    w->first = first;
    w->rest = rest;
}

void wrapped_item(struct wrapped *w, const struct gopher_item *item)
{
    put_gap(w);
    if (gopher_put_item(w->out, item) == OK)
        return;
    struct text_lines lines = text_wrap(item->display, w->width, 0, 0, w->arena);
    struct gopher_item first = *item;
    first.display = lines.lines[0];
    bool carried = gopher_put_item(w->out, &first) == OK;
    for (size_t i = carried; i < lines.count; i++)
        put_raw(w, lines.lines[i]);
}
