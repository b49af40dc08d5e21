#include "hexo/literal.h"

static str line_at(str text, size_t offset)
{
    str rest = str_from(text, offset);
    size_t end = str_find_char(rest, '\n');
    return end == STR_NONE ? rest : str_first(rest, end + 1);
}

/* The fence that LINE begins with, behind blanks and marks of quotes and items; 0: none. */
static size_t fence_length(str line, char *mark)
{
    str rest = str_trim_left(line);
    while (rest.n > 1 && (rest.p[0] == '>' || (str_has_char(STR("-*+"), rest.p[0]) && rest.p[1] == ' ')))
        rest = str_trim_left(str_from(rest, 1));
    *mark = rest.n ? rest.p[0] : '\0';
    size_t n = *mark == '`' ? str_span(rest, "`") : *mark == '~' ? str_span(rest, "~") : 0;
    bool inside = *mark == '`' && str_has_char(str_from(rest, n), '`');
    return n >= 3 && !inside ? n : 0;
}

static bool closes(str line, char mark, size_t length)
{
    char own;
    size_t n = fence_length(line, &own);
    str rest = str_trim(line);
    return n >= length && own == mark && rest.p[rest.n - 1] == mark;
}

static size_t fenced(str text, size_t offset)
{
    char mark;
    str line = line_at(text, offset);
    size_t length = fence_length(line, &mark);
    if (!length)
        return 0;
    for (size_t at = offset + line.n; at < text.n; at += line.n) {
        line = line_at(text, at);
        if (closes(line, mark, length))
            return at + line.n - offset;
    }
    return text.n - offset;
}

static bool begins_item(str line)
{
    size_t digits = str_span(line, "0123456789");
    str rest = str_from(line, digits ? digits : 0);
    return rest.n > 1 && str_has_char(digits ? STR(".)") : STR("-*+"), rest.p[0]) && rest.p[1] == ' ';
}

size_t literal_columns(str line)
{
    size_t columns = 0, blanks = str_span(line, " \t");
    for (size_t i = 0; i < blanks; i++)
        columns += line.p[i] == '\t' ? LITERAL_TAB : 1;
    return columns;
}

size_t literal_blanks(str line, size_t columns)
{
    size_t n = 0;
    for (size_t seen = 0; seen < columns && n < line.n && (line.p[n] == ' ' || line.p[n] == '\t'); n++)
        seen += line.p[n] == '\t' ? LITERAL_TAB : 1;
    return n;
}

/* Where the text of the item begins that LINE does. */
static size_t item_column(str line)
{
    str item = str_trim_left(line);
    size_t digits = str_span(item, "0123456789"), mark = digits ? digits + 1 : 1;
    size_t blanks = literal_columns(str_from(item, mark));
    return literal_columns(line) + mark + (blanks > LITERAL_TAB ? 1 : blanks);
}

size_t literal_block(struct literal *l, str text, size_t offset)
{
    str line = line_at(text, offset), words = str_trim(line);
    bool indented = str_starts(line, STR("    ")) || str_starts(line, STR("\t"));
    size_t n = fenced(text, offset);
    bool code = !n && words.n && indented && l->blank && !l->list;
    bool item = words.n && begins_item(str_trim_left(line));
    if (words.n && (!indented || item))
        l->list = item || (l->list && line.p[0] == ' ');
    l->column = item ? item_column(line) : l->list ? l->column : 0;
    l->blank = !words.n || code;
    return code ? line.n : n;
}

size_t literal_span(struct literal *l, str text, size_t offset)
{
    size_t run = str_span(str_from(text, offset), "`");
    size_t end = offset + line_at(text, offset).n;
    if (l->line_end != end)
        l->failed = 0;
    l->line_end = end;
    if (run >= 32 || (l->failed >> run & 1))
        return run;
    for (size_t at = offset + run; at < end;) {
        size_t n = str_span(str_between(text, at, end), "`");
        if (n == run)
            return at + n - offset;
        at += n ? n : str_span_not(str_between(text, at, end), "`");
    }
    l->failed |= 1U << run;
    return run;
}

str literal_fence(str code, struct arena *arena)
{
    size_t longest = 2;
    for (size_t i = 0; i < code.n;) {
        size_t n = str_span(str_from(code, i), "`");
        longest = n > longest ? n : longest;
        i += n ? n : 1;
    }
    char *marks = arena_alloc(arena, longest + 2, 1);
    memset(marks, '`', longest + 1);
    return (str){marks, longest + 1};
}
