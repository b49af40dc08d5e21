#include "plain/mdx.h"

#include "base/buf.h"

static bool begins_statement(str line)
{
    return str_starts(line, STR("import ")) || str_starts(line, STR("import{")) || str_starts(line, STR("export "));
}

/* LINE without the comments that it holds, of which one may go on in the next: OPEN. */
static void put_without_comments(struct buf *out, str line, bool *open)
{
    while (line.n) {
        size_t mark = str_find(line, *open ? STR("*/}") : STR("{/*"));
        if (!*open)
            buf_put(out, mark == STR_NONE ? line : str_first(line, mark));
        if (mark == STR_NONE)
            return;
        *open = !*open;
        line = str_from(line, mark + 3);
    }
}

/* A statement ends at a blank line. */
str mdx_text(str text, struct arena *arena)
{
    struct buf out;
    bool code = false, statement = false, gap = true, open = false;
    buf_init(&out, SIZE_MAX);
    for (str line; str_line(&text, &line);) {
        bool blank = !str_trim(line).n;
        if (str_starts(str_trim_left(line), STR("```")) && !statement)
            code = !code;
        statement = !code && !blank && (statement || (gap && begins_statement(line)));
        if (code)
            buf_put(&out, line);
        else if (!statement)
            put_without_comments(&out, line, &open);
        buf_put_char(&out, '\n');
        gap = blank || statement;
    }
    return buf_keep(&out, arena);
}
