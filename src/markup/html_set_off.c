#include "markup/html_set_off.h"

#include "markup/html_token.h"

enum { CODE_INDENT = 4, FENCE_LENGTH = 3, TICKS_MAX = 32 /* of code in a line */ };

/* Markdown while its end is looked for, line by line. */
struct set_off {
    struct html_scanner *scanner;
    char fence;       /* the mark of the fence that is open; 0: none is */
    size_t length;    /* of it */
    bool may_be_code; /* a blank line or code stands above */
};

static str line_of(str s)
{
    return str_first(s, str_span_not(s, "\n"));
}

static bool is_blank(str line)
{
    return str_span(line, " \t") == line.n;
}

static size_t run_of(str s, char c)
{
    const char marks[] = {c, '\0'};
    return str_span(s, marks);
}

/* True for a line of a fence or within one. */
static bool takes_fence(struct set_off *o, str words)
{
    char mark = words.n ? *words.p : '\0';
    size_t length = mark == '`' || mark == '~' ? run_of(words, mark) : 0;
    if (o->fence) {
        if (mark == o->fence && length >= o->length && is_blank(str_from(words, length)))
            o->fence = '\0';
        return true;
    }
    if (length < FENCE_LENGTH || (mark == '`' && str_has_char(str_from(words, length), '`')))
        return false;
    o->fence = mark;
    o->length = length;
    return true;
}

/* Does REST, which begins a line, begin a block of HTML? */
static bool begins_html(struct html_scanner *scanner, str rest)
{
    struct html_token token;
    scanner->rest = rest;
    if (!rest.n || *rest.p != '<' || !html_tag_here(scanner, &token))
        return false;
    if (token.kind == HTML_TOKEN_COMMENT)
        return true;
    return token.tag && (!html_tag_is_inline(token.tag) || is_blank(line_of(str_from(rest, token.raw.n))));
}

/* The bytes of code in backticks that S, of one line, begins with, else of the backticks. */
static size_t code_span(str s)
{
    size_t ticks = run_of(s, '`');
    for (size_t at = ticks; ticks <= TICKS_MAX && at < s.n;) {
        at += str_span_not(str_from(s, at), "`");
        size_t closing = run_of(str_from(s, at), '`');
        at += closing;
        if (closing == ticks)
            return at;
    }
    return ticks;
}

/* The offset of the first tag of a block in LINE, which REST begins with; STR_NONE: none is in it. */
static size_t tag_in(struct html_scanner *scanner, str line, str rest)
{
    struct html_token token;
    for (size_t at = 0; (at += str_span_not(str_from(line, at), "`\\<")) < line.n;) {
        if (line.p[at] == '`') {
            at += code_span(str_from(line, at));
            continue;
        }
        scanner->rest = str_from(rest, at);
        bool tag = line.p[at] == '<' && html_tag_here(scanner, &token) && token.tag;
        if (tag && token.tag->role >= HTML_DIV)
            return at;
        at += line.p[at] == '\\' ? 2 : 1;
    }
    return STR_NONE;
}

/* The bytes of REST up to the next tag of a block. */
static size_t span(struct html_scanner *scanner, str rest)
{
    struct set_off o = {.scanner = scanner, .may_be_code = true};
    for (size_t at = 0; at < rest.n;) {
        str here = str_from(rest, at), line = line_of(here);
        size_t indent = str_span(line, " \t");
        str words = str_from(line, indent);
        bool code = o.may_be_code && (indent >= CODE_INDENT || str_has_char(str_first(line, indent), '\t'));
        bool tag = words.n && *words.p == '<';
        if (!takes_fence(&o, words) && (!code || tag)) {
            if (begins_html(o.scanner, str_from(here, indent)) && o.may_be_code)
                return at;
            size_t found = tag_in(o.scanner, line, here);
            if (found != STR_NONE)
                return at + found;
            code = false;
        }
        o.may_be_code = code || !words.n;
        at += line.n + 1;
    }
    return rest.n;
}

static str find(struct html_scanner *scanner, str rest, size_t text)
{
    bool blank = false;
    for (size_t at = str_span_not(rest, "\n") + 1; at <= text && at < rest.n;) {
        str here = str_from(rest, at), line = line_of(here);
        size_t indent = str_span(line, " \t");
        bool words = !is_blank(line);
        if (words && blank && !begins_html(scanner, str_from(here, indent)))
            return str_first(here, span(scanner, here));
        blank = !words;
        at += line.n + 1;
    }
    return STR("");
}

str html_set_off_find(struct html_scanner *scanner, str rest, size_t text)
{
    str after = scanner->rest, found = find(scanner, rest, text);
    scanner->rest = after;
    return found;
}
