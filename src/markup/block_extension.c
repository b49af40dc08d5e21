#include "markup/block.h"
#include "markup/block_start.h"
#include "markup/html_tree.h"

/* "{::name attributes}" or "{::name attributes /}" alone in a line. */
struct extension {
    str name, attributes;
    bool closed;
};

static bool read_extension(str s, struct extension *out)
{
    if (!str_starts(s, STR("{::")) || str_find_char(s, '}') != s.n - 1)
        return false;
    s = str_between(s, 3, s.n - 1);
    *out = (struct extension){.closed = str_ends(s, STR("/"))};
    s = str_first(s, s.n - out->closed);
    out->name = str_first(s, str_span_not(s, " \t"));
    out->attributes = str_trim(str_from(s, out->name.n));
    return out->name.n > 0;
}

static bool closes(str s, str name)
{
    if (str_eq(s, STR("{:/}")))
        return true;
    return s.n == name.n + 4 && str_starts(s, STR("{:/")) && str_ends(s, STR("}")) &&
           str_eq(str_between(s, 3, s.n - 1), name);
}

static size_t find_close(const struct blocks *b, str name)
{
    size_t i = b->at + 1;
    while (i < b->count && !closes(line_trimmed(&b->lines[i]), name))
        i++;
    return i;
}

/* Adds HTML that Markdown must not touch. LaTeX and other formats are left out: readers here cannot use them. */
static void add_nomarkdown(struct parser *parser, struct blocks *b, const struct extension *extension, size_t end)
{
    bool other = str_find(extension->attributes, STR("type=")) != STR_NONE &&
                 str_find(extension->attributes, STR("html")) == STR_NONE;
    if (other || end == b->at + 1)
        return;
    str text = lines_join(&b->lines[b->at + 1], end - b->at - 1, parser->arena);
    html_tree_add(parser, text, b->parent, b->depth + 1, b->lines[b->at + 1].number);
}

/* "{:/note}": the end of an extension that nobody knows, whose content is text like any other. */
static bool is_end(str s)
{
    return str_starts(s, STR("{:/")) && str_find_char(s, '}') == s.n - 1;
}

/* Of an extension that nobody knows only the mark goes. */
static bool take_extension(struct parser *parser, struct blocks *b)
{
    struct extension extension;
    if (is_end(line_trimmed(&b->lines[b->at]))) {
        b->at++;
        return true;
    }
    if (!read_extension(line_trimmed(&b->lines[b->at]), &extension))
        return false;
    size_t end = b->at;
    bool comment = str_eq(extension.name, STR("comment")), nomarkdown = str_eq(extension.name, STR("nomarkdown"));
    if (!extension.closed && (comment || nomarkdown)) {
        end = b->no_extension_end ? b->count : find_close(b, extension.name);
        if (end == b->count) {
            b->no_extension_end = true;
            return false;
        }
        if (nomarkdown)
            add_nomarkdown(parser, b, &extension, end);
    }
    b->at = end + 1;
    return true;
}

/* A list that stands for a table of contents, or for the notes, shows nothing of its own. */
static void drop_stand_in(struct parser *parser, struct blocks *b)
{
    cmark_node *last = cmark_node_last_child(b->parent);
    bool list = last && cmark_node_get_type(last) == CMARK_NODE_LIST;
    bool single = list && cmark_node_first_child(last) == cmark_node_last_child(last);
    if (list && (!b->after_blank || single))
        parser_drop(parser, last);
    else
        b->drop_list = true;
}

bool block_extension(struct parser *parser, struct blocks *b)
{
    str list;
    if (!line_is_attributes(&b->lines[b->at], &list))
        return take_extension(parser, b);
    bool notes = attributes_say(list, STR("footnotes")), contents = attributes_say(list, STR("toc"));
    if (notes || contents)
        drop_stand_in(parser, b);
    if (contents)
        parser_add_tree(parser, b->parent, TREE_CONTENTS, b->lines[b->at].number, NULL);
    if (notes && b->top && !parser->notes_place)
        parser->notes_place = parser_add_node(parser, b->parent, CMARK_NODE_PARAGRAPH, 0);
    b->at++;
    return true;
}
