#include "jekyll/html_words.h"

#include "text/valid.h"

static const str none = STR_INIT("");

static bool is_unseen(str name)
{
    static const char *const names[] = {"script", "style", "template", "noscript"};
    return STR_IS_ANY_NOCASE(name, names);
}

static bool is_label(str name)
{
    static const char *const names[] = {"h1", "h2", "h3", "h4", "h5", "h6", "form", "label", "button", "select"};
    return STR_IS_ANY_NOCASE(name, names);
}

static bool is_picture(str name)
{
    static const char *const names[] = {"img", "svg", "iframe", "video", "audio", "embed", "object"};
    return STR_IS_ANY_NOCASE(name, names);
}

static bool has_search(str tag)
{
    for (; tag.n; tag = str_from(tag, 1))
        if (str_starts_nocase(tag, STR("search")))
            return true;
    return false;
}

/* The text behind the end of the element NAME, which REST is in. */
static str behind(str rest, str name)
{
    for (size_t at; (at = str_find(rest, STR("</"))) != STR_NONE;) {
        rest = str_from(rest, at + 2);
        if (str_starts_nocase(rest, name)) {
            size_t end = str_find_char(rest, '>');
            return end == STR_NONE ? none : str_from(rest, end + 1);
        }
    }
    return none;
}

static size_t count_words(str text)
{
    size_t words = 0;
    while (text.n) {
        size_t blank = str_span(text, " \t\r\n");
        bool space = str_starts(text, STR("&nbsp;"));
        size_t word = space || blank ? 0 : str_span_not(text, " \t\r\n&");
        words += word > 0;
        text = str_from(text, space ? STR("&nbsp;").n : blank ? blank : word ? word : 1);
        words += !space && !blank && !word;
    }
    return words;
}

/* Takes the tag that HTML begins with off its front, and with it what nobody sees. */
static str take_tag(str html, struct html_words *seen, size_t *depth)
{
    if (str_starts(html, STR("<!--"))) {
        size_t end = str_find(html, STR("-->"));
        return end == STR_NONE ? none : str_from(html, end + 3);
    }
    bool closes = str_starts(html, STR("</"));
    str rest = str_from(html, closes ? 2 : 1);
    size_t n = 0;
    while (n < rest.n && (char_is_alpha(rest.p[n]) || char_is_digit(rest.p[n])))
        n++;
    str name = str_first(rest, n);
    size_t end = str_find_char(rest, '>');
    str tag = end == STR_NONE ? rest : str_first(rest, end);
    rest = end == STR_NONE ? none : str_from(rest, end + 1);
    if (closes) {
        *depth -= is_label(name) && *depth;
        return rest;
    }
    *depth += is_label(name);
    seen->pictures = seen->pictures || is_picture(name);
    seen->searches = seen->searches || (!is_unseen(name) && !str_eq_nocase(name, STR("a")) && has_search(tag));
    return is_unseen(name) ? behind(rest, name) : rest;
}

struct html_words html_words_count(str html)
{
    struct html_words seen = {0};
    size_t depth = 0;
    while (html.n) {
        size_t text = str_find_char(html, '<');
        text = text == STR_NONE ? html.n : text;
        size_t words = count_words(str_first(html, text));
        if (depth)
            seen.labels += words;
        else
            seen.words += words;
        html = str_from(html, text);
        if (html.n)
            html = take_tag(html, &seen, &depth);
    }
    return seen;
}
