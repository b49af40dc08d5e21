#include "render/gemtext_line.h"

static void put(struct gemtext_lines *lines, str s)
{
    enum err err = buf_put(lines->out, s);
    if (lines->err == OK)
        lines->err = err;
}

void gemtext_gap(struct gemtext_lines *lines, enum gemtext_gap gap)
{
    if (gap > lines->gap)
        lines->gap = gap;
}

/* What comes before a line, which is a QUOTED one or not. */
static void begin_line(struct gemtext_lines *lines, bool quoted)
{
    bool within = lines->gap == GAP_IN_QUOTE && lines->quoted && quoted;
    if (lines->any && lines->gap != GAP_NONE)
        put(lines, within ? STR(">\n") : STR("\n"));
    lines->gap = GAP_NONE;
    lines->any = true;
    lines->quoted = quoted;
}

/* Whether a client would take the paragraph TEXT for another type of line. */
static bool is_live(str text)
{
    return str_starts(text, STR("#")) || str_starts(text, STR("=>")) || str_starts(text, STR("* ")) ||
           str_starts(text, STR(">")) || str_starts(text, STR("```"));
}

void gemtext_line(struct gemtext_lines *lines, str prefix, str text)
{
    begin_line(lines, str_starts(prefix, STR(">")));
    put(lines, prefix);
    if (!prefix.n && is_live(text))
        put(lines, STR(" "));
    put(lines, text);
    put(lines, STR("\n"));
}

void gemtext_link(struct gemtext_lines *lines, str address, str label)
{
    begin_line(lines, false);
    put(lines, STR("=> "));
    put(lines, address);
    if (label.n)
        put(lines, STR(" "));
    put(lines, label);
    put(lines, STR("\n"));
}

void gemtext_fence(struct gemtext_lines *lines, str alt, str text)
{
    begin_line(lines, false);
    put(lines, STR("```"));
    put(lines, alt);
    put(lines, STR("\n"));
    str line;
    while (str_line(&text, &line)) {
        if (str_starts(line, STR("```")))
            put(lines, STR(" "));
        put(lines, line);
        put(lines, STR("\n"));
    }
    put(lines, STR("```\n"));
}
