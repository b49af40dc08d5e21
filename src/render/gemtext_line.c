#include "render/gemtext_line.h"

#include "text/plain.h"

static void note(struct gemtext_lines *lines, enum err err)
{
    if (lines->err == OK)
        lines->err = err;
}

static void put(struct gemtext_lines *lines, str s)
{
    note(lines, buf_put(lines->out, s));
}

/* The beginning of a line is judged as written: characters before it in the source may have been removed. */
static str written_since(const struct gemtext_lines *lines, size_t start)
{
    return str_from(buf_str(lines->out), start);
}

void gemtext_gap(struct gemtext_lines *lines, enum gemtext_gap gap)
{
    if (gap > lines->gap)
        lines->gap = gap;
}

/* Writes the gap before a line, which is QUOTED or not. */
static void begin_line(struct gemtext_lines *lines, bool quoted)
{
    bool within = lines->gap == GAP_IN_QUOTE && lines->quoted && quoted;
    if (lines->any && lines->gap != GAP_NONE)
        put(lines, within ? STR(">\n") : STR("\n"));
    lines->gap = GAP_NONE;
    lines->any = true;
    lines->quoted = quoted;
}

/* Would a client take TEXT, a line of a paragraph, for another type of line? "=:" asks for input on Spartan. */
static bool is_live(str text)
{
    return str_starts(text, STR("#")) || str_starts(text, STR("=>")) || str_starts(text, STR("=:")) ||
           str_starts(text, STR("* ")) || str_starts(text, STR(">")) || str_starts(text, STR("```"));
}

void gemtext_line(struct gemtext_lines *lines, str prefix, str text)
{
    begin_line(lines, str_starts(prefix, STR(">")));
    put(lines, prefix);
    size_t start = lines->out->n;
    bool heading = str_starts(prefix, STR("#"));
    note(lines, heading ? text_put_label(lines->out, text) : text_put_lines(lines->out, text));
    if (!prefix.n && is_live(written_since(lines, start)))
        note(lines, buf_insert_char(lines->out, start, ' '));
    put(lines, STR("\n"));
}

void gemtext_link(struct gemtext_lines *lines, str address, str label)
{
    begin_line(lines, false);
    put(lines, STR("=> "));
    note(lines, text_put_label(lines->out, address));
    if (label.n)
        put(lines, STR(" "));
    note(lines, text_put_label(lines->out, label));
    put(lines, STR("\n"));
}

/* Writes the author's own gemtext as it is, except for characters that would steer a terminal. */
enum err gemtext_put_verbatim(struct buf *out, str source)
{
    if (text_is_plain(source))
        return buf_put(out, source);
    enum err err = OK;
    bool code = false;
    for (str line, rest = source; err == OK && str_line(&rest, &line);) {
        bool last = !rest.n && !str_ends(source, STR("\n"));
        size_t start = out->n;
        err = text_put_lines(out, line);
        str written = str_from(buf_str(out), start);
        bool label = !code && (str_starts(written, STR("#")) || str_starts(written, STR("=>")));
        code ^= str_starts(written, STR("```"));
        if (err == OK && label) {
            buf_cut(out, start);
            err = text_put_label(out, line);
        }
        if (err == OK && !last)
            err = buf_put_char(out, '\n');
    }
    return err;
}

void gemtext_fence(struct gemtext_lines *lines, str info, str text)
{
    info = str_trim(info);
    str alt = str_first(info, str_span_not(info, " \t,{"));
    begin_line(lines, false);
    put(lines, STR("```"));
    note(lines, text_put_label(lines->out, alt));
    put(lines, STR("\n"));
    str line;
    while (str_line(&text, &line)) {
        size_t start = lines->out->n;
        note(lines, text_put_lines(lines->out, line));
        if (str_starts(written_since(lines, start), STR("```")))
            note(lines, buf_insert_char(lines->out, start, ' '));
        put(lines, STR("\n"));
    }
    put(lines, STR("```\n"));
}
