#include "markup/block.h"
#include "markup/block_start.h"

/* An item of a list: its marker, its extent and its blank lines. */
struct item {
    struct list_marker marker;
    size_t end;       /* the line after its last non-blank line */
    bool loose;       /* blank lines between its own blocks */
    bool blank_after; /* a blank line stands between it and what follows */
};

static bool same_list(const struct list_marker *a, const struct list_marker *b)
{
    return a->kind == b->kind;
}

/* A marker of another kind begins an inner list as soon as it is indented at all, as in kramdown. */
static bool is_inner(const struct list_marker *inner, const struct item *item)
{
    return !same_list(inner, &item->marker) && inner->indent > item->marker.indent;
}

/* Does the less indented line I, with no blank line before it, still belong to ITEM? In kramdown a line below a
 * heading does, too. */
static bool continues(struct parser *parser, struct blocks *b, size_t i, const struct item *item)
{
    struct list_marker marker;
    if (line_is_list_item(&b->lines[i], &marker))
        return is_inner(&marker, item);
    const struct line *before = &b->lines[i - 1];
    bool tight = parser->options->tight_headings;
    return (line_is_text(before, tight) || line_is_heading(before, tight)) && !blocks_interrupt(parser, b, i);
}

/* The line after the closing fence of the code that begins with CONTENT, the text of line I; I when none begins.
 * Code in an item need not be indented like the item if its fence is closed. */
static size_t after_code(struct blocks *b, size_t i, struct line content)
{
    struct fence_mark fence;
    line_outdent(&content, line_indent(&content));
    if (!line_is_fence(&content, &fence))
        return i;
    size_t *unclosed = &b->unclosed_item[fence.c == '~'];
    if (*unclosed && fence.length >= *unclosed)
        return i;
    for (size_t k = i + 1; k < b->count; k++)
        if (line_closes_fence(&b->lines[k], &fence))
            return k + 1;
    *unclosed = fence.length;
    return i;
}

static struct line first_content(const struct line *line, const struct list_marker *marker)
{
    struct line content = *line;
    line_outdent(&content, marker->indent);
    line_take(&content, marker->n);
    line_outdent(&content, line_indent(&content));
    return content;
}

static void find_item_end(struct parser *parser, struct blocks *b, size_t from, struct item *item)
{
    size_t code = after_code(b, from, first_content(&b->lines[from], &item->marker));
    size_t i = code > from ? code : from + 1;
    item->end = i;
    for (bool blank = false; i < b->count; i++) {
        const struct line *line = &b->lines[i];
        if (line_blank(line)) {
            if (item->marker.empty && i == from + 1)
                break;
            blank = true;
            continue;
        }
        if (line_indent(line) < item->marker.offset && (blank || !continues(parser, b, i, item)))
            break;
        code = after_code(b, i, *line);
        i = code > i ? code - 1 : i;
        item->end = i + 1;
        blank = false;
    }
    item->blank_after = i < b->count && i > item->end;
}

/* "[ ] " and "[x] " at the beginning of an item. */
static bool take_task(struct line *line, bool *checked)
{
    str s = line_text(line);
    if (s.n < 4 || s.p[0] != '[' || s.p[2] != ']' || (s.p[3] != ' ' && s.p[3] != '\t'))
        return false;
    char mark = char_lower(s.p[1]);
    if (mark != ' ' && mark != 'x')
        return false;
    *checked = mark == 'x';
    line_take(line, 3);
    line_outdent(line, line_indent(line));
    return true;
}

/* "{:.class}" at the beginning of an item applies to the item. */
static void take_attributes(struct line *line)
{
    str s = line_text(line);
    size_t end = str_find_char(s, '}');
    if (!str_starts(s, STR("{:")) || end == STR_NONE || s.p[2] == ':' || s.p[2] == '/')
        return;
    line_take(line, end + 1);
    line_outdent(line, line_indent(line));
}

/* "Contents {:toc}" as the words of an item, which kramdown shows as they are: true, without the attributes. */
static bool take_contents(struct line *line)
{
    str s = line_trimmed(line);
    size_t begin = str_find_last(s, '{');
    if (begin == STR_NONE || !str_ends(s, STR("}")) || !str_starts(str_from(s, begin), STR("{:")) ||
        !attributes_say(str_between(s, begin + 2, s.n - 1), STR("toc")))
        return false;
    line->n = (unsigned)(s.p + begin - line->p) & LINE_MAX_BYTES;
    return true;
}

static void strip_item(struct blocks *b, size_t from, struct item *item)
{
    b->lines[from] = first_content(&b->lines[from], &item->marker);
    take_attributes(&b->lines[from]);
    for (size_t i = from + 1; i < item->end; i++)
        line_outdent(&b->lines[i], item->marker.offset);
}

static void add_item(struct parser *parser, struct blocks *b, cmark_node *list, struct item *item)
{
    struct line *first = &b->lines[b->at];
    cmark_node *node = parser_add_node(parser, list, CMARK_NODE_ITEM, first->number);
    strip_item(b, b->at, item);
    bool checked;
    if (take_task(first, &checked)) {
        struct tree_note *note = ARENA_NEW(parser->arena, struct tree_note);
        *note = (struct tree_note){.kind = TREE_TASK, .line = first->number, .checked = checked};
        tree_set_note(node, note);
    }
    bool contents = take_contents(first);
    item->loose = blocks_parse_lines(parser, first, item->end - b->at, node, b->depth + 1);
    if (contents)
        parser_add_tree(parser, node, TREE_CONTENTS, first->number, NULL);
    b->at = item->end;
}

static cmark_node *add_list(struct parser *parser, struct blocks *b, const struct list_marker *marker)
{
    cmark_node *list = parser_add_node(parser, b->parent, CMARK_NODE_LIST, b->lines[b->at].number);
    if (marker->kind == '*') {
        cmark_node_set_list_type(list, CMARK_BULLET_LIST);
    } else {
        cmark_node_set_list_type(list, CMARK_ORDERED_LIST);
        cmark_node_set_list_start(list, (int)marker->start);
        cmark_node_set_list_delim(list, marker->kind == '.' ? CMARK_PERIOD_DELIM : CMARK_PAREN_DELIM);
    }
    return list;
}

/* Moves B over blank lines to the next item of the same list; false, with B unchanged, when none follows. */
static bool find_next_item(struct blocks *b, struct item *item)
{
    struct list_marker next;
    size_t i = b->at;
    while (i < b->count && line_blank(&b->lines[i]))
        i++;
    if (i == b->count || !line_is_list_item(&b->lines[i], &next) || !same_list(&next, &item->marker))
        return false;
    item->marker = next;
    b->at = i;
    return true;
}

bool block_list(struct parser *parser, struct blocks *b)
{
    struct item item = {.loose = false};
    if (b->depth >= DEPTH_MAX || !line_is_list_item(&b->lines[b->at], &item.marker))
        return false;
    cmark_node *list = add_list(parser, b, &item.marker);
    bool tight = true;
    bool more = true;
    while (more) {
        find_item_end(parser, b, b->at, &item);
        add_item(parser, b, list, &item);
        more = find_next_item(b, &item);
        tight = tight && !item.loose && !(more && item.blank_after);
    }
    cmark_node_set_list_tight(list, tight);
    if (b->drop_list)
        parser_drop(parser, list);
    b->drop_list = false;
    return true;
}
