#include "markup/block.h"

/*
 * WordPress' "[caption …]<img …> words[/caption]", as its exports have it: a picture, and its words in a paragraph of
 * their own. In old ones the words are an attribute, caption="…".
 */

static const str opening = STR_INIT("[caption"), closing = STR_INIT("[/caption]");

/* The offset behind the picture, and a link around it, that S begins with; STR_NONE when it begins with none. */
static size_t after_picture(str s)
{
    size_t lead = s.n - str_trim_left(s).n, end = STR_NONE;
    str rest = str_from(s, lead);
    if (str_starts(rest, STR("!")) || str_starts(rest, STR("[!"))) {
        end = str_find(rest, STR(")"));
        bool linked = *rest.p == '[' && end != STR_NONE && str_starts(str_from(rest, end + 1), STR("]("));
        if (linked) {
            size_t more = str_find(str_from(rest, end + 1), STR(")"));
            end = more == STR_NONE ? STR_NONE : end + 1 + more;
        }
    } else if (str_starts_nocase(rest, STR("<a "))) {
        size_t close = str_find(rest, STR("</a>"));
        end = close == STR_NONE ? STR_NONE : close + STR("</a>").n - 1;
    } else if (str_starts_nocase(rest, STR("<img"))) {
        end = str_find(rest, STR(">"));
    }
    return end == STR_NONE ? STR_NONE : lead + end + 1;
}

/* The value of caption="…" in the opening tag. */
static str attribute_of(str tag)
{
    size_t at = str_find(tag, STR(" caption=\""));
    if (at == STR_NONE)
        return STR("");
    str value = str_from(tag, at + STR(" caption=\"").n);
    return str_first(value, str_span_not(value, "\""));
}

/* The line with the closing tag, of the paragraph that begins at b->at; b->count when there is none. */
static size_t find_end(const struct blocks *b)
{
    for (size_t i = b->at; i < b->count && !line_blank(&b->lines[i]); i++)
        if (str_find(line_text(&b->lines[i]), closing) != STR_NONE)
            return i;
    return b->count;
}

static void add(struct parser *parser, struct blocks *b, str text, int line)
{
    text = str_trim(text);
    if (text.n)
        parser_add_text(parser, parser_add_node(parser, b->parent, CMARK_NODE_PARAGRAPH, line), text, line);
}

bool block_caption(struct parser *parser, struct blocks *b)
{
    int line = b->lines[b->at].number;
    if (!str_starts(line_content(&b->lines[b->at]), opening))
        return false;
    size_t last = find_end(b);
    if (last == b->count)
        return false;
    str text = str_trim(lines_join(&b->lines[b->at], last + 1 - b->at, parser->arena));
    size_t end = str_find(text, closing), begin = str_find_char(text, ']');
    if (begin > end || end + closing.n != text.n || (text.p[opening.n] != ' ' && text.p[opening.n] != ']'))
        return false;
    str inner = str_between(text, begin + 1, end), tag = str_first(text, begin);
    size_t picture = after_picture(inner);
    if (picture == STR_NONE)
        return false;
    add(parser, b, str_first(inner, picture), line);
    add(parser, b, attribute_of(tag), line);
    add(parser, b, str_from(inner, picture), b->lines[last].number);
    b->at = last + 1;
    return true;
}
