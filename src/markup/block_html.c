#include "markup/block.h"
#include "markup/block_start.h"
#include "markup/excerpt_mark.h"
#include "markup/html_index.h"
#include "markup/html_tree.h"

/*
 * kramdown's rule: an element that cannot be part of a paragraph is HTML up to its own end tag, whatever blank lines it
 * contains, unless it says markdown="1". GitHub's convention of a blank line after the start tag is honoured as well.
 */

/* Joins the lines from b->at on into one text, so that an element can be found across lines. */
static struct html_index *index_of(struct parser *parser, struct blocks *b)
{
    if (b->html)
        return b->html;
    struct line *lines = &b->lines[b->at];
    size_t count = b->count - b->at;
    str text = lines_join(lines, count, parser->arena);
    size_t at = 0;
    for (size_t i = 0; i < count; i++) {
        lines[i].p = text.p + at;
        lines[i].n += lines[i].pad;
        lines[i].column = (lines[i].column - lines[i].pad) & 3;
        lines[i].pad = 0;
        at += lines[i].n + 1;
    }
    b->html = html_index_make(text, parser->arena);
    return b->html;
}

/* The line, from b->at on, that contains OFFSET. */
static size_t line_at(const struct blocks *b, size_t offset)
{
    const char *p = b->html->text.p + offset;
    size_t i = b->at;
    while (i + 1 < b->count && p > b->lines[i].p + b->lines[i].n)
        i++;
    return i;
}

/* Moves B to OFFSET, in the middle of a line if need be. */
static void go_to(struct blocks *b, size_t offset)
{
    b->at = line_at(b, offset);
    struct line *line = &b->lines[b->at];
    line_take(line, (size_t)(b->html->text.p + offset - line->p));
    if (line_blank(line))
        b->at++;
}

/* The lines between two offsets as a separate run. The last is cut where the end tag begins. */
static struct blocks inner_run(struct parser *parser, struct blocks *b, size_t from, size_t to)
{
    b->at = line_at(b, from);
    struct line *first = &b->lines[b->at];
    line_take(first, (size_t)(b->html->text.p + from - first->p));
    size_t last = line_at(b, to);
    size_t kept = (size_t)(b->html->text.p + to - b->lines[last].p);
    size_t count = last - b->at;
    struct line *lines = first;
    if (str_trim(str_first(line_text(&b->lines[last]), kept)).n) {
        lines = ARENA_ARRAY(parser->arena, struct line, count + 1);
        for (size_t i = 0; i <= count; i++)
            lines[i] = first[i];
        lines[count].n = (unsigned)kept & LINE_MAX_BYTES;
        count++;
    }
    return (struct blocks){.lines = lines, .count = count, .depth = b->depth + 1, .html = b->html};
}

static str after_line(str s)
{
    size_t n = str_span(s, " \t");
    return n < s.n && s.p[n] == '\n' ? str_from(s, n + 1) : STR("");
}

/* Does CONTENT begin with a blank line followed by Markdown, as people write it for GitHub? */
static bool is_set_off(str content)
{
    str rest = str_trim_left(content);
    if (str_starts_nocase(rest, STR("<summary"))) {
        size_t end = str_find(rest, STR("</summary>"));
        content = end == STR_NONE ? rest : str_from(rest, end + sizeof "</summary>" - 1);
    }
    content = after_line(content);
    content = after_line(content);
    while (content.n && *content.p == '\n')
        content = str_from(content, 1);
    size_t indent = str_span(content, " ");
    return indent < 4 && indent < content.n && content.p[indent] != '<' && content.p[indent] != '\t';
}

static enum html_model model_of(struct parser *parser, const struct html_token *token, str content)
{
    str wish;
    enum html_model own = token->tag ? token->tag->model : HTML_MODEL_RAW;
    if (html_attribute(token->attributes, STR("markdown"), parser->arena, &wish)) {
        if (str_eq(wish, STR("block")))
            return HTML_MODEL_BLOCK;
        if (str_eq(wish, STR("span")))
            return HTML_MODEL_SPAN;
        return str_eq(wish, STR("1")) ? own : HTML_MODEL_RAW;
    }
    bool container = token->tag && token->tag->role == HTML_DIV;
    return container && is_set_off(content) ? HTML_MODEL_BLOCK : HTML_MODEL_RAW;
}

static cmark_node *add_container(struct parser *parser, struct blocks *b, const struct html_token *token)
{
    int line = b->lines[b->at].number;
    if (token->tag && token->tag->role == HTML_BLOCKQUOTE)
        return parser_add_node(parser, b->parent, CMARK_NODE_BLOCK_QUOTE, line);
    struct tree_note *note;
    cmark_node *node = parser_add_tree(parser, b->parent, TREE_DIV, line, &note);
    note->tag = token->tag ? token->tag->name : STR("div");
    return node;
}

static void add_markdown(struct parser *parser, struct blocks *b, const struct html_token *token,
                         const struct html_extent *element)
{
    cmark_node *node = add_container(parser, b, token);
    struct blocks inner = inner_run(parser, b, element->inner, element->inner_end);
    inner.parent = node;
    blocks_parse(parser, &inner);
}

static void add_span(struct parser *parser, struct blocks *b, const struct html_token *token,
                     const struct html_extent *element)
{
    int line = b->lines[b->at].number;
    bool heading = token->tag && token->tag->role == HTML_HEADING;
    cmark_node *node = parser_add_node(parser, b->parent, heading ? CMARK_NODE_HEADING : CMARK_NODE_PARAGRAPH, line);
    if (heading)
        cmark_node_set_heading_level(node, token->tag->name.p[1] - '0');
    parser_add_text(parser, node, str_between(b->html->text, element->inner, element->inner_end), line);
}

static void add_element(struct parser *parser, struct blocks *b, const struct html_token *token,
                        const struct html_extent *element)
{
    str content = str_between(b->html->text, element->inner, element->inner_end);
    enum html_model model = b->depth < DEPTH_MAX ? model_of(parser, token, content) : HTML_MODEL_RAW;
    size_t last = line_at(b, element->end);
    if (model == HTML_MODEL_BLOCK)
        add_markdown(parser, b, token, element);
    else if (model == HTML_MODEL_SPAN)
        add_span(parser, b, token, element);
    else
        html_tree_add(parser, str_between(b->html->text, element->begin, element->end), b->parent, b->depth,
                      b->lines[b->at].number);
    b->at = last;
    go_to(b, element->end);
}

static bool add_open(struct parser *parser, struct blocks *b, const struct html_token *token, size_t offset)
{
    const struct html_extent *element = html_index_find(b->html, offset);
    if (element) {
        add_element(parser, b, token, element);
        return true;
    }
    if (!token->tag)
        return false;
    int line = b->lines[b->at].number;
    if (token->tag->is_void || token->closed)
        html_tree_add(parser, token->raw, b->parent, b->depth, line);
    else if (token->tag->role != HTML_PARAGRAPH)
        parser_tell(parser, SEVERITY_WARNING, line, "<%.*s> has no end tag; close it, or its formatting is lost",
                    STR_ARG(token->name));
    go_to(b, offset + token->raw.n);
    return true;
}

bool block_html(struct parser *parser, struct blocks *b)
{
    struct html_index *index = index_of(parser, b);
    const struct line *line = &b->lines[b->at];
    size_t offset = (size_t)(line_content(line).p - index->text.p);
    struct html_token token;
    struct html_scanner *scanner = &index->scanner;
    scanner->rest = str_from(index->text, offset);
    if (!html_tag_here(scanner, &token) || (token.tag && html_tag_is_inline(token.tag)))
        return false;
    if (token.kind == HTML_TOKEN_OPEN)
        return add_open(parser, b, &token, offset);
    if (token.kind == HTML_TOKEN_CLOSE && !token.tag)
        return false;
    if (excerpt_ends_at(token.raw, parser->options->excerpt_separator) && b->top)
        parser_add_tree(parser, b->parent, TREE_MORE, line->number, NULL);
    go_to(b, offset + token.raw.n);
    return true;
}
