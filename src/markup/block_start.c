#include "markup/block_start.h"

enum { OPTIONAL_INDENT = 3, NUMBER_DIGITS = 9, MARKERS_MAX = 32 };

/* Most lines begin with a letter, and need no closer look. */
static bool begins_with_letter(const struct line *line)
{
    return line->n && (char_is_alpha(*line->p) || (unsigned char)*line->p >= 0x80);
}

bool line_opens(const struct line *line, char c)
{
    str s = line_content(line);
    return s.n && *s.p == c && line_indent(line) <= OPTIONAL_INDENT;
}

bool line_is_rule(const struct line *line)
{
    str s = line_trimmed(line);
    if (s.n < 3 || (*s.p != '*' && *s.p != '-' && *s.p != '_') || line_indent(line) > OPTIONAL_INDENT)
        return false;
    size_t marks = 0;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == *s.p)
            marks++;
        else if (s.p[i] != ' ' && s.p[i] != '\t')
            return false;
    }
    return marks >= 3;
}

int line_heading_level(const struct line *line, bool tight)
{
    if (!line_opens(line, '#'))
        return 0;
    str s = line_content(line);
    size_t level = str_span(s, "#");
    bool spaced = level == s.n || s.p[level] == ' ' || s.p[level] == '\t';
    return level <= 6 && (spaced || tight) ? (int)level : 0;
}

static bool begins_blank(str s)
{
    return str_starts(s, STR("\xc2\xa0")) || str_starts(s, STR("\xe3\x80\x80"));
}

bool line_is_blind_heading(const struct line *line)
{
    int level = line_heading_level(line, true);
    str rest = str_from(line_content(line), (size_t)level);
    return level && begins_blank(rest) && str_trim(rest).n > STR("\xe3\x80\x80").n;
}

/* A single "#" more often begins a hashtag. */
bool line_is_tight_heading(const struct line *line)
{
    if (line_is_blind_heading(line) || line_heading_level(line, false) || line_heading_level(line, true) < 2)
        return false;
    str text = str_trim(line_content(line));
    text = str_from(text, str_span(text, "#"));
    return text.n && !str_has_char(STR(":;,.)%=/|&"), *text.p); /* "##: the shortest match" tells of the marks */
}

static size_t bullet_length(str s, struct list_marker *marker)
{
    if (!s.n || (*s.p != '*' && *s.p != '-' && *s.p != '+'))
        return 0;
    marker->kind = '*';
    return 1;
}

static size_t number_length(str s, struct list_marker *marker)
{
    size_t digits = 0;
    while (digits < s.n && char_is_digit(s.p[digits]))
        digits++;
    if (digits == 0 || digits > NUMBER_DIGITS || digits == s.n || (s.p[digits] != '.' && s.p[digits] != ')'))
        return 0;
    marker->kind = s.p[digits];
    str_to_long(str_first(s, digits), &marker->start);
    return digits + 1;
}

bool line_is_list_item(const struct line *line, struct list_marker *marker)
{
    int indent = begins_with_letter(line) ? OPTIONAL_INDENT + 1 : line_indent(line);
    if (indent > OPTIONAL_INDENT)
        return false;
    str s = line_content(line);
    *marker = (struct list_marker){.indent = indent};
    marker->n = bullet_length(s, marker);
    if (!marker->n)
        marker->n = number_length(s, marker);
    if (!marker->n || (marker->n < s.n && s.p[marker->n] != ' ' && s.p[marker->n] != '\t') || line_is_rule(line))
        return false;
    struct line rest = *line;
    line_outdent(&rest, indent);
    line_take(&rest, marker->n);
    marker->empty = line_blank(&rest);
    marker->offset = indent + (int)marker->n + (marker->empty ? 1 : line_indent(&rest));
    return true;
}

bool line_is_fence(const struct line *line, struct fence_mark *fence)
{
    str s = line_content(line);
    if (s.n < 3 || (*s.p != '`' && *s.p != '~'))
        return false;
    *fence = (struct fence_mark){.c = *s.p, .indent = line_indent(line)};
    while (fence->length < s.n && s.p[fence->length] == fence->c)
        fence->length++;
    fence->info = str_trim(str_from(s, fence->length));
    return fence->length >= 3 && fence->indent <= OPTIONAL_INDENT &&
           (fence->c == '~' || !str_has_char(fence->info, '`'));
}

bool line_closes_fence(const struct line *line, const struct fence_mark *fence)
{
    str s = line_trimmed(line);
    if (s.n < fence->length)
        return false;
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] != fence->c)
            return false;
    return true;
}

bool line_is_definition(const struct line *line)
{
    str s = line_content(line);
    return line_opens(line, ':') && s.n > 1 && (s.p[1] == ' ' || s.p[1] == '\t');
}

bool line_is_footnote(const struct line *line, str *label, size_t *n)
{
    str s = line_content(line);
    if (!line_opens(line, '[') || s.n < 5 || s.p[1] != '^')
        return false;
    size_t end = 2 + str_span_not(str_from(s, 2), " \t[]");
    if (end == 2 || end + 1 >= s.n || s.p[end] != ']' || s.p[end + 1] != ':')
        return false;
    *label = str_between(s, 2, end);
    *n = end + 2;
    return true;
}

bool line_is_attributes(const struct line *line, str *list)
{
    str s = line_trimmed(line);
    if (!line_opens(line, '{') || s.n < 4 || s.p[1] != ':' || s.p[2] == '/' || s.p[2] == ':')
        return false;
    *list = str_between(s, 2, s.n - 1);
    return str_find_char(s, '}') == s.n - 1 || (s.p[s.n - 1] == '}' && str_find(s, STR("\\}")) != STR_NONE);
}

bool attributes_say(str list, str wanted)
{
    for (str word; (list = str_trim_left(list)).n; list = str_from(list, word.n)) {
        word = str_first(list, str_span_not(list, " \t"));
        if (str_eq(word, wanted))
            return true;
    }
    return false;
}

bool line_is_abbreviation(const struct line *line, str *word, str *meaning)
{
    str s = line_trimmed(line);
    if (!line_opens(line, '*') || s.n < 5 || s.p[1] != '[')
        return false;
    size_t end = str_find(s, STR("]:"));
    if (end == STR_NONE || end == 2)
        return false;
    *word = str_between(s, 2, end);
    *meaning = str_trim(str_from(s, end + 2));
    return true;
}

bool line_is_comment(const struct line *line)
{
    str s = line_trimmed(line);
    return str_starts(s, STR("<!--")) && str_find(s, STR("-->")) == s.n - 3;
}

int line_underline(const struct line *line)
{
    str s = line_trimmed(line);
    if (!s.n || (*s.p != '=' && *s.p != '-') || line_indent(line) > OPTIONAL_INDENT)
        return 0;
    for (size_t i = 1; i < s.n; i++)
        if (s.p[i] != *s.p)
            return 0;
    return *s.p == '=' ? 1 : 2;
}

static bool take_marker(struct line *line)
{
    struct list_marker marker;
    bool item = line_is_list_item(line, &marker);
    if (!item && !line_opens(line, '>'))
        return false;
    line_outdent(line, line_indent(line));
    line_take(line, item ? marker.n : 1);
    return true;
}

/* LINE without the markers of quotes and items that it begins with. */
static struct line innermost(const struct line *line)
{
    struct line inner = *line;
    for (int depth = 0; depth < MARKERS_MAX && take_marker(&inner); depth++)
        ;
    return inner;
}

bool line_is_text(const struct line *line, bool tight)
{
    if (begins_with_letter(line))
        return true;
    struct line inner = innermost(line);
    struct fence_mark fence;
    return !line_blank(&inner) && !line_heading_level(&inner, tight) && !line_is_rule(&inner) &&
           !line_is_fence(&inner, &fence);
}

bool line_is_heading(const struct line *line, bool tight)
{
    struct line inner = innermost(line);
    return line_heading_level(&inner, tight) > 0;
}
