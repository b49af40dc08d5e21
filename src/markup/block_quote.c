#include "markup/block.h"
#include "markup/block_start.h"
#include "markup/excerpt_mark.h"
#include "text/valid.h"

static void strip(struct line *line)
{
    line_outdent(line, line_indent(line));
    line_take(line, 1);
    line_outdent(line, 1);
}

/* Does the line without a mark, right below text of the quote, belong to it? In kramdown items and comments do, too. */
static bool is_lazy(struct parser *parser, struct blocks *b, size_t i)
{
    struct list_marker marker;
    const struct line *line = &b->lines[i];
    return line_is_comment(line) || line_is_list_item(line, &marker) || !blocks_interrupt(parser, b, i);
}

/* Strips the marks of the quote that begins at b->at and returns the line after it. */
static size_t strip_quote(struct parser *parser, struct blocks *b)
{
    size_t i = b->at;
    struct fence_mark fence = {.length = 0};
    for (bool text = false; i < b->count; i++) {
        struct line *line = &b->lines[i];
        bool marked = line_opens(line, '>');
        if (!marked && (line_blank(line) || !(fence.length || (text && is_lazy(parser, b, i)))))
            break;
        if (marked)
            strip(line);
        text = line_is_text(line, parser->options->tight_headings);
        bool within = fence.length ? !line_closes_fence(line, &fence) : line_is_fence(line, &fence);
        if (!within)
            fence.length = 0;
    }
    return i;
}

static bool ends_excerpt(struct parser *parser, const struct line *lines, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (line_is_comment(&lines[i]) && excerpt_ends_at(line_trimmed(&lines[i]), parser->options->excerpt_separator))
            return true;
    return false;
}

/* Makes of "[!note]- Title", which begins a quote, its title in bold, as Obsidian, GitHub and newer Hugo have it. */
static void take_callout(struct parser *parser, struct line *lines, size_t count)
{
    str s = line_trimmed(&lines[0]);
    size_t end = str_starts(s, STR("[!")) ? str_find_char(s, ']') : STR_NONE;
    if (end == STR_NONE || end < 3 || (end + 1 < s.n && s.p[end + 1] == '('))
        return;
    struct arena *arena = parser->arena;
    str kind = str_between(s, 2, end), title = str_from(s, end + 1);
    kind = str_first(kind, str_span_not(kind, "|"));
    title = str_trim(str_from(title, title.n && (title.p[0] == '+' || title.p[0] == '-')));
    if (!title.n)
        title = text_title_case(text_lower(kind, arena), arena);
    bool more = count > 1 && !line_blank(&lines[1]);
    str made = ARENA_CONCAT(arena, STR("**"), title, more ? STR("**  ") : STR("**"));
    lines[0].p = made.p;
    lines[0].n = (unsigned)made.n & LINE_MAX_BYTES;
    lines[0].pad = 0;
}

bool block_quote(struct parser *parser, struct blocks *b)
{
    if (b->depth >= DEPTH_MAX)
        return false;
    size_t from = b->at, end = strip_quote(parser, b);
    if (parser->options->callouts)
        take_callout(parser, b->lines + from, end - from);
    cmark_node *quote = parser_add_node(parser, b->parent, CMARK_NODE_BLOCK_QUOTE, b->lines[from].number);
    blocks_parse_lines(parser, b->lines + from, end - from, quote, b->depth + 1);
    if (b->top && ends_excerpt(parser, b->lines + from, end - from))
        parser_add_tree(parser, b->parent, TREE_MORE, 0, NULL);
    b->at = end;
    return true;
}
