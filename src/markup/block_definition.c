#include "markup/block.h"
#include "markup/block_start.h"

#include <string.h>

/* "[label]: destination "title""; the destination may stand in the next line, and so may the title. */
struct link_definition {
    str label, destination, title;
    size_t lines;
};

static bool is_quoted(str s)
{
    return s.n >= 2 && ((s.p[0] == '"' && s.p[s.n - 1] == '"') || (s.p[0] == '\'' && s.p[s.n - 1] == '\'') ||
                        (s.p[0] == '(' && s.p[s.n - 1] == ')'));
}

static str unquoted(str s)
{
    return str_between(s, 1, s.n - 1);
}

static bool looks_like_address(str s)
{
    return str_find(s, STR("://")) != STR_NONE || str_starts(s, STR("/")) || str_starts(s, STR(".")) ||
           str_starts(s, STR("#")) || str_starts_nocase(s, STR("mailto:"));
}

/* The offset of the title in "destination "title"": kramdown allows spaces in the destination, CommonMark does not. */
static size_t find_title(str s)
{
    for (size_t i = 1; i + 1 < s.n; i++)
        if (char_is_space(s.p[i - 1]) && is_quoted(str_from(s, i)))
            return i;
    return s.n;
}

/* Does a quote begin a word of S, or a bracket stay open? Then it is a sentence or half a definition, and stays text.
 */
static bool is_no_destination(str s)
{
    if (*s.p == '<')
        return true;
    for (size_t i = 1; i < s.n; i++)
        if (char_is_space(s.p[i - 1]) && (s.p[i] == '"' || s.p[i] == '\''))
            return true;
    return str_span_not(s, " \t") < s.n && !looks_like_address(s);
}

static bool split_destination(str s, struct link_definition *out)
{
    size_t title = find_title(s);
    out->destination = str_trim(str_first(s, title));
    out->title = title < s.n ? unquoted(str_from(s, title)) : STR("");
    str d = out->destination;
    if (!d.n)
        return false;
    bool bracketed = str_starts(d, STR("<")) && str_ends(d, STR(">")) && d.n >= 2;
    if (bracketed)
        out->destination = unquoted(d);
    return bracketed || !is_no_destination(d);
}

/* The line N below the one that B is at; empty: there is none. */
static str line_below(const struct blocks *b, size_t n)
{
    return b->at + n < b->count ? line_trimmed(&b->lines[b->at + n]) : STR("");
}

/* What stands below a label, where that is an address and not a sentence: else the label is text. */
static str destination_below(const struct blocks *b, size_t *lines)
{
    str s = line_below(b, 1);
    if (!looks_like_address(s) && !str_starts(s, STR("<")))
        return STR("");
    *lines = 2;
    return s;
}

static bool read_definition(struct blocks *b, struct link_definition *out)
{
    str s = str_from(line_trimmed(&b->lines[b->at]), 1);
    size_t end = str_find_char(s, ']');
    *out = (struct link_definition){.lines = 1};
    if (end == STR_NONE || end + 1 >= s.n || s.p[end + 1] != ':')
        return false;
    out->label = str_trim(str_first(s, end));
    str rest = str_trim(str_from(s, end + 2));
    if (!rest.n)
        rest = destination_below(b, &out->lines);
    if (!out->label.n || !rest.n || *out->label.p == '^' || str_has_char(out->label, '[') ||
        str_has_char(out->label, '\\') || !split_destination(rest, out))
        return false;
    str next = line_below(b, out->lines);
    if (!out->title.n && is_quoted(next) && *next.p != '(') {
        out->title = unquoted(next);
        out->lines++;
    }
    return true;
}

static void put_escaped(struct buf *out, str s, const char *special)
{
    for (size_t n; s.n; s = str_from(s, n)) {
        n = str_span_not(s, special);
        buf_put(out, str_first(s, n));
        if (n == s.n)
            break;
        if (n == 0 || s.p[n - 1] != '\\')
            buf_put_char(out, '\\');
        buf_put_char(out, s.p[n++]);
    }
}

static str as_commonmark(struct parser *parser, const struct link_definition *definition)
{
    struct buf out;
    buf_init(&out, SIZE_MAX);
    buf_put_char(&out, '[');
    buf_put(&out, definition->label);
    buf_put(&out, STR("]: <"));
    put_escaped(&out, definition->destination, "<>");
    buf_put(&out, STR(">"));
    if (definition->title.n) {
        buf_put(&out, STR(" \""));
        put_escaped(&out, definition->title, "\"");
        buf_put(&out, STR("\""));
    }
    str text = arena_str(parser->arena, buf_str(&out));
    buf_finish(&out);
    return text;
}

str link_label(str label, struct arena *arena)
{
    char *out = arena_alloc(arena, label.n + 1, 1);
    size_t n = 0;
    for (size_t i = 0; i < label.n; i++) {
        bool space = char_is_space(label.p[i]);
        if (!space || (n && out[n - 1] != ' '))
            out[n++] = space ? ' ' : char_lower(label.p[i]);
    }
    return str_trim((str){out, n});
}

bool block_link_definition(struct parser *parser, struct blocks *b)
{
    struct link_definition definition;
    if (!read_definition(b, &definition))
        return false;
    parser->definitions = arena_grow(parser->arena, parser->definitions, parser->definition_count,
                                     &parser->definition_capacity, sizeof *parser->definitions);
    parser->definitions[parser->definition_count++] = as_commonmark(parser, &definition);
    *strmap_at(&parser->link_labels, link_label(definition.label, parser->arena)) = 1;
    if (str_span_not(definition.destination, " \t") < definition.destination.n)
        parser_tell(parser, SEVERITY_NOTE, b->lines[b->at].number,
                    "[%.*s]: defines the address of a link, and is not shown; write \\[ if it is text",
                    STR_ARG(definition.label));
    b->at += definition.lines;
    return true;
}

bool block_abbreviation(struct parser *parser, struct blocks *b)
{
    struct abbreviation found;
    if (!line_is_abbreviation(&b->lines[b->at], &found.word, &found.meaning))
        return false;
    parser->abbreviations = arena_grow(parser->arena, parser->abbreviations, parser->abbreviation_count,
                                       &parser->abbreviation_capacity, sizeof *parser->abbreviations);
    parser->abbreviations[parser->abbreviation_count++] = found;
    b->at++;
    return true;
}
