#include "liquid/markdown_block.h"

#include "base/buf.h"

#include <string.h>

/* True when a line may be more than the next words of a paragraph. */
static bool begins_block(str line)
{
    return !line.n || char_is_space(*line.p) || char_is_digit(*line.p) || strchr("#-*+>|`~<=:_$[{", *line.p) != NULL;
}

static bool is_wide(char c)
{
    return (unsigned char)c >= 0x80;
}

/* True when nothing is lost if blanks take the place of its line ends. */
static bool is_paragraph(str text)
{
    str line, last = STR("");
    while (str_line(&text, &line)) {
        bool broken = last.n && (str_ends(last, STR("  ")) || str_ends(last, STR("\\")) ||
                                 is_wide(last.p[last.n - 1]) || begins_block(line) || is_wide(*line.p));
        if (broken)
            return false;
        last = line;
    }
    return true;
}

static str as_line(str text, struct arena *arena)
{
    char *line = arena_z(arena, text);
    for (size_t i = 0; i < text.n; i++)
        if (line[i] == '\n')
            line[i] = ' ';
    return (str){line, text.n};
}

/* The beginning of the lines that continue the items and quotations that BEFORE begins. */
static str continuation(str before, struct arena *arena)
{
    enum { CODE_COLUMNS = 4 };
    bool blank = str_span(before, " ") == before.n;
    if (str_span(before, " >-*+.)0123456789") < before.n || (blank && before.n >= CODE_COLUMNS))
        return STR("");
    char *line = arena_z(arena, before);
    for (size_t i = 0; i < before.n; i++)
        if (line[i] != '>')
            line[i] = ' ';
    return (str){line, before.n};
}

str markdown_block(str text, str before, struct arena *arena)
{
    text = str_trim(text);
    if (!text.n)
        return text;
    if (is_paragraph(text))
        return ARENA_CONCAT(arena, STR("<div markdown=\"1\">"), as_line(text, arena), STR("</div>"));
    struct buf out;
    str start = continuation(before, arena), line;
    buf_init(&out, SIZE_MAX);
    buf_put(&out, STR("<div markdown=\"1\">\n"));
    while (str_line(&text, &line)) {
        buf_put(&out, STR("\n"));
        buf_put(&out, line.n ? start : str_trim_right(start));
        buf_put(&out, line);
    }
    buf_put(&out, STR("\n\n"));
    buf_put(&out, start);
    buf_put(&out, STR("</div>"));
    str block = arena_str(arena, buf_str(&out));
    buf_finish(&out);
    return block;
}
