#include "markup/block.h"

/*
 * WordPress' "[caption …]<img …> words[/caption]", as its exports have it: a picture, and its words in a paragraph of
 * their own. In old ones the words are an attribute, caption="…".
 */

static const str opening = STR_INIT("[caption"), closing = STR_INIT("[/caption]");

enum { LINES_MAX = 12 }; /* longer ones are none, so that unclosed ones cost little */

/* The offset behind the bracket that closes the one which S begins with; STR_NONE when nothing does. */
static size_t after_brackets(str s, char open, char close)
{
    size_t depth = 0;
    for (size_t i = 0; i < s.n; i++) {
        depth += s.p[i] == open;
        depth -= s.p[i] == close;
        if (depth == 0)
            return i + 1;
    }
    return STR_NONE;
}

/* The offset behind the link of Markdown, "[…](…)", that S begins with; STR_NONE when it begins with none. */
static size_t after_link(str s)
{
    size_t label = str_starts(s, STR("[")) ? after_brackets(s, '[', ']') : STR_NONE;
    str rest = label == STR_NONE ? STR("") : str_from(s, label);
    size_t address = str_starts(rest, STR("(")) ? after_brackets(rest, '(', ')') : STR_NONE;
    return address == STR_NONE ? STR_NONE : label + address;
}

/* The offset behind the first END of S; STR_NONE when there is none. */
static size_t after(str s, str end)
{
    size_t at = str_find(s, end);
    return at == STR_NONE ? STR_NONE : at + end.n;
}

/* The offset behind the picture, and a link around it, that S begins with; STR_NONE when it begins with none. */
static size_t after_picture(str s)
{
    size_t lead = s.n - str_trim_left(s).n, end = STR_NONE;
    str rest = str_from(s, lead);
    if (str_starts(rest, STR("!"))) {
        end = after_link(str_from(rest, 1));
        end += end != STR_NONE;
    } else if (str_starts(rest, STR("[!"))) {
        end = after_link(rest);
    } else if (str_starts_nocase(rest, STR("<a "))) {
        end = after(rest, STR("</a>"));
    } else if (str_starts_nocase(rest, STR("<img"))) {
        end = after(rest, STR(">"));
    }
    return end == STR_NONE ? STR_NONE : lead + end;
}

/* The value of caption="…" in the opening tag. */
static str attribute_of(str tag)
{
    size_t at = after(tag, STR(" caption=\""));
    str value = at == STR_NONE ? STR("") : str_from(tag, at);
    return str_first(value, str_span_not(value, "\""));
}

/* The line with the closing tag of what opens in line FROM, within its paragraph; b->count when there is none. */
static size_t find_end(const struct blocks *b, size_t from)
{
    size_t limit = b->count - from < LINES_MAX ? b->count : from + LINES_MAX;
    for (size_t i = from; i < limit && !line_blank(&b->lines[i]); i++)
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

bool caption_interrupts(const struct blocks *b, size_t i)
{
    str s = line_content(&b->lines[i]);
    size_t begin = str_starts(s, opening) ? str_find_char(s, ']') : STR_NONE;
    if (begin == STR_NONE || (begin != opening.n && s.p[opening.n] != ' '))
        return false;
    str inner = str_trim_left(str_from(s, begin + 1));
    return inner.n && (*inner.p == '!' || *inner.p == '[' || *inner.p == '<') && find_end(b, i) < b->count;
}

bool block_caption(struct parser *parser, struct blocks *b)
{
    int line = b->lines[b->at].number;
    if (!caption_interrupts(b, b->at))
        return false;
    size_t last = find_end(b, b->at);
    str text = str_trim(lines_join(&b->lines[b->at], last + 1 - b->at, parser->arena));
    size_t end = str_find(text, closing), begin = str_find_char(text, ']');
    if (begin > end)
        return false;
    str inner = str_between(text, begin + 1, end), tag = str_first(text, begin);
    size_t picture = after_picture(inner);
    if (picture == STR_NONE)
        return false;
    add(parser, b, str_first(inner, picture), line);
    add(parser, b, attribute_of(tag), line);
    add(parser, b, str_from(inner, picture), b->lines[last].number);
    b->at = last;
    struct line *rest = &b->lines[last];
    line_take(rest, after(line_text(rest), closing));
    line_take(rest, str_span(line_text(rest), " \t"));
    if (line_blank(rest))
        b->at++;
    return true;
}
