#include "markup/html_token.h"

#include "text/html_text.h"

#include <string.h>

static bool is_name_char(char c)
{
    return char_is_alnum(c) || c == '-' || c == '_' || c == ':' || c == '.';
}

static size_t span_name(str s)
{
    size_t n = 0;
    while (n < s.n && is_name_char(s.p[n]))
        n++;
    return n;
}

static size_t span_space(str s)
{
    size_t n = 0;
    while (n < s.n && (s.p[n] == ' ' || s.p[n] == '\t' || s.p[n] == '\n' || s.p[n] == '\f'))
        n++;
    return n;
}

static bool ends_attribute_name(char c)
{
    switch (c) {
    case ' ':
    case '\t':
    case '\n':
    case '\f':
    case '"':
    case '\'':
    case '<':
    case '>':
    case '/':
    case '=':
    case '`':
        return true;
    default:
        return false;
    }
}

/* Bytes of the attribute name at the beginning of S; 0 where S begins as text between angle brackets may, but
 * attributes do not. */
static size_t span_attribute_name(str s)
{
    bool begins = s.n && (char_is_alpha(*s.p) || *s.p == '_' || *s.p == ':' || *s.p == '@');
    size_t n = 0;
    while (begins && n < s.n && !ends_attribute_name(s.p[n]))
        n++;
    return n;
}

/* The offset after the next QUOTE, or 0 when there is none. */
static size_t after_quote(struct html_scanner *scanner, str s, char quote)
{
    bool *none = quote == '"' ? &scanner->no_quote : &scanner->no_apostrophe;
    size_t at = *none ? STR_NONE : str_find_char(s, quote);
    if (at == STR_NONE) {
        *none = true;
        return 0;
    }
    return at + 1;
}

/* Bytes of "= value" at the beginning of S; 0 when there is none, STR_NONE when it is malformed. */
static size_t span_value(struct html_scanner *scanner, str s)
{
    size_t n = span_space(s);
    if (n == s.n || s.p[n] != '=')
        return 0;
    n++;
    n += span_space(str_from(s, n));
    if (n == s.n)
        return STR_NONE;
    if (s.p[n] == '"' || s.p[n] == '\'') {
        size_t quoted = after_quote(scanner, str_from(s, n + 1), s.p[n]);
        return quoted ? n + 1 + quoted : STR_NONE;
    }
    size_t bare = str_span_not(str_from(s, n), " \t\n\f\"'<>`");
    return bare ? n + bare : STR_NONE;
}

/* Bytes of the attributes at the beginning of S, up to "/>" or ">"; STR_NONE when they cannot belong to a tag. */
static size_t span_attributes(struct html_scanner *scanner, str s)
{
    size_t n = 0;
    for (;;) {
        size_t space = span_space(str_from(s, n));
        str rest = str_from(s, n + space);
        if (rest.n == 0)
            return STR_NONE;
        if (*rest.p == '>' || (rest.n > 1 && rest.p[0] == '/' && rest.p[1] == '>'))
            return n + space;
        size_t name = span_attribute_name(rest);
        if (name == 0 || (space == 0 && n == 0))
            return STR_NONE;
        size_t value = span_value(scanner, str_from(rest, name));
        if (value == STR_NONE)
            return STR_NONE;
        n += space + name + value;
    }
}

static bool open_here(struct html_scanner *scanner, struct html_token *token)
{
    str s = scanner->rest;
    size_t name = 1 + span_name(str_from(s, 1));
    size_t attributes = span_attributes(scanner, str_from(s, name));
    if (attributes == STR_NONE)
        return false;
    *token = (struct html_token){.kind = HTML_TOKEN_OPEN};
    token->name = str_between(s, 1, name);
    token->attributes = str_between(s, name, name + attributes);
    token->closed = s.p[name + attributes] == '/';
    token->raw = str_first(s, name + attributes + (token->closed ? 2 : 1));
    token->tag = html_tag_find(token->name);
    return true;
}

static bool close_here(struct html_scanner *scanner, struct html_token *token)
{
    str s = scanner->rest;
    size_t name = 2 + span_name(str_from(s, 2));
    size_t end = name + span_space(str_from(s, name));
    if (end >= s.n || s.p[end] != '>')
        return false;
    *token = (struct html_token){.kind = HTML_TOKEN_CLOSE, .raw = str_first(s, end + 1)};
    token->name = str_between(s, 2, name);
    token->tag = html_tag_find(token->name);
    return true;
}

static bool special_here(str s, str begin, str end, bool *none, struct html_token *token)
{
    if (!str_starts_nocase(s, begin) || *none)
        return false;
    size_t at = str_find(str_from(s, begin.n), end);
    if (at == STR_NONE) {
        *none = true;
        return false;
    }
    *token = (struct html_token){.kind = HTML_TOKEN_COMMENT, .raw = str_first(s, begin.n + at + end.n)};
    return true;
}

bool html_tag_here(struct html_scanner *scanner, struct html_token *token)
{
    str s = scanner->rest;
    if (s.n < 3 || *s.p != '<')
        return false;
    if (char_is_alpha(s.p[1]))
        return open_here(scanner, token);
    if (s.p[1] == '/')
        return char_is_alpha(s.p[2]) && close_here(scanner, token);
    if (s.p[1] != '!' && s.p[1] != '?')
        return false;
    return special_here(s, STR("<!--"), STR("-->"), &scanner->no_comment_end, token) ||
           special_here(s, STR("<!doctype"), STR(">"), &scanner->no_doctype_end, token) ||
           special_here(s, STR("<?"), STR("?>"), &scanner->no_instruction_end, token);
}

bool html_next(struct html_scanner *scanner, struct html_token *token)
{
    str s = scanner->rest;
    if (s.n == 0)
        return false;
    if (html_tag_here(scanner, token)) {
        scanner->rest = str_from(s, token->raw.n);
        return true;
    }
    size_t n = 1;
    for (struct html_token next; n < s.n; n++) {
        const char *angle = memchr(s.p + n, '<', s.n - n);
        n = angle ? (size_t)(angle - s.p) : s.n;
        scanner->rest = str_from(s, n);
        if (html_tag_here(scanner, &next))
            break;
    }
    scanner->rest = str_from(s, n);
    *token = (struct html_token){.kind = HTML_TOKEN_TEXT, .raw = str_first(s, n)};
    return true;
}

str html_take_raw(struct html_scanner *scanner, str name)
{
    str s = scanner->rest;
    for (size_t n = 0; n < s.n; n++) {
        const char *angle = memchr(s.p + n, '<', s.n - n);
        if (!angle)
            break;
        n = (size_t)(angle - s.p);
        str end = str_from(s, n + 2);
        if (n + 1 < s.n && s.p[n + 1] == '/' && str_starts_nocase(end, name) &&
            (end.n == name.n || !is_name_char(end.p[name.n]))) {
            scanner->rest = str_from(s, n);
            return str_first(s, n);
        }
    }
    scanner->rest = str_from(s, s.n);
    return s;
}

bool html_raw_ends(struct html_scanner *scanner, const struct html_tag *tag)
{
    size_t i = 0;
    for (; i < HTML_RAW_TAGS_MAX && scanner->endless[i]; i++)
        if (scanner->endless[i] == tag)
            return false;
    struct html_scanner ahead = *scanner;
    html_take_raw(&ahead, tag->name);
    if (!ahead.rest.n && i < HTML_RAW_TAGS_MAX)
        scanner->endless[i] = tag;
    return ahead.rest.n > 0;
}

bool html_attribute(str attributes, str name, struct arena *arena, str *value)
{
    struct html_scanner scanner = {0};
    while ((attributes = str_trim_left(attributes)).n) {
        size_t n = span_attribute_name(attributes);
        size_t with = span_value(&scanner, str_from(attributes, n));
        if (with == STR_NONE || n + with == 0)
            break;
        if (str_eq_nocase(str_first(attributes, n), name)) {
            str v = str_trim(str_from(str_trim_left(str_between(attributes, n, n + with)), 1));
            if (v.n > 1 && (*v.p == '"' || *v.p == '\''))
                v = str_trim(str_between(v, 1, v.n - 1));
            *value = html_decode(v, arena);
            return true;
        }
        attributes = str_from(attributes, n + with);
    }
    return false;
}
