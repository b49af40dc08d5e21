#include "markup/block.h"
#include "markup/block_start.h"

static void put_line(struct buf *out, const struct line *line)
{
    buf_put_repeat(out, ' ', line->pad);
    buf_put(out, line_text(line));
    buf_put_char(out, '\n');
}

cmark_node *code_add(struct parser *parser, struct blocks *b, size_t from, size_t to, int number)
{
    struct buf out;
    buf_init(&out, SIZE_MAX);
    for (size_t i = from; i < to; i++)
        put_line(&out, &b->lines[i]);
    buf_put_char(&out, '\0');
    cmark_node *code = parser_add_node(parser, b->parent, CMARK_NODE_CODE_BLOCK, number);
    cmark_node_set_literal(code, out.p);
    buf_finish(&out);
    return code;
}

bool block_indented_code(struct parser *parser, struct blocks *b)
{
    size_t from = b->at, end = from;
    for (size_t i = from; i < b->count; i++) {
        if (line_blank(&b->lines[i]))
            continue;
        if (line_indent(&b->lines[i]) < 4)
            break;
        end = i + 1;
    }
    for (size_t i = from; i < end; i++)
        line_outdent(&b->lines[i], 4);
    code_add(parser, b, from, end, b->lines[from].number);
    b->at = end;
    return true;
}

/* The closing fence after line I, or 0. A failed search is remembered, so that all searches together stay linear. */
static size_t find_close(struct blocks *b, size_t i, const struct fence_mark *fence)
{
    size_t *unclosed = &b->unclosed[fence->c == '~'];
    if (*unclosed && fence->length >= *unclosed)
        return 0;
    for (size_t k = i + 1; k < b->count; k++)
        if (line_closes_fence(&b->lines[k], fence) && line_indent(&b->lines[k]) < 4)
            return k;
    *unclosed = fence->length;
    return 0;
}

/* An unclosed fence begins code up to the end where no blank line follows; else it is taken for a typing mistake. */
static size_t unclosed_end(const struct blocks *b, size_t i)
{
    for (size_t k = i + 1; k < b->count; k++)
        if (line_blank(&b->lines[k]))
            return 0;
    return b->count;
}

size_t fence_end(struct blocks *b, size_t i)
{
    struct fence_mark fence;
    if (!line_is_fence(&b->lines[i], &fence))
        return 0;
    size_t close = find_close(b, i, &fence);
    return close ? close + 1 : unclosed_end(b, i);
}

/* Other converters accept "{.ruby .numberLines}" and "ruby{1,3}"; a reader wants only the name. */
static str language(str info)
{
    if (str_starts(info, STR("{")))
        info = str_from(info, 1 + str_span(str_from(info, 1), " .:"));
    return str_first(info, str_span_not(info, " \t{}"));
}

bool block_fence(struct parser *parser, struct blocks *b)
{
    size_t from = b->at, end = fence_end(b, from);
    struct fence_mark fence;
    if (!end || !line_is_fence(&b->lines[from], &fence))
        return false;
    size_t last = end > from + 1 && line_closes_fence(&b->lines[end - 1], &fence) ? end - 1 : end;
    if (last == end)
        parser_tell(parser, SEVERITY_WARNING, b->lines[from].number,
                    "this code is never closed; end it with a line of %.*s", (int)fence.length,
                    line_content(&b->lines[from]).p);
    for (size_t i = from + 1; i < last; i++)
        line_outdent(&b->lines[i], fence.indent);
    int number = b->lines[from + 1 < last ? from + 1 : from].number;
    cmark_node *code = code_add(parser, b, from + 1, last, number);
    cmark_node_set_fence_info(code, arena_z(parser->arena, language(fence.info)));
    b->at = end;
    return true;
}
