#include "hugo/zola_text.h"

#include "base/buf.h"
#include "hugo/reference.h"

enum { OPEN_MAX = 32 /* shortcodes in a shortcode */, ARGUMENTS_MAX = 4096 /* bytes */ };

struct writing {
    const struct shortcode_scope *scope;
    struct buf out;
    str open[OPEN_MAX]; /* names of shortcodes that have a body */
    size_t depth;
    int line;
};

static bool is_name(char c)
{
    return char_is_alnum(c) || c == '_';
}

static size_t name_span(str s)
{
    size_t n = 0;
    while (n < s.n && is_name(s.p[n]))
        n++;
    return n;
}

/* The bytes up to the parenthesis that ends arguments, quotes passed over; S.n: there is none. */
static size_t arguments_span(str s)
{
    char quote = 0;
    for (size_t i = 0; i < s.n && i < ARGUMENTS_MAX; i++)
        if (quote)
            quote = s.p[i] == quote ? 0 : quote;
        else if (s.p[i] == '"' || s.p[i] == '\'' || s.p[i] == '`')
            quote = s.p[i];
        else if (s.p[i] == ')' || s.p[i] == '{')
            return s.p[i] == ')' ? i : s.n;
    return s.n;
}

/* Arguments stand between blanks in Hugo, and their values in other quotes. */
static void put_arguments(struct buf *out, str s)
{
    char quote = 0;
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (quote ? c == quote : c == '"' || c == '\'' || c == '`') {
            quote = quote ? 0 : c;
            buf_put_char(out, c == '\'' ? '`' : c);
        } else {
            buf_put_char(out, !quote && c == ',' ? ' ' : c);
        }
    }
}

/* Takes one shortcode off S, which begins with "{{" or "{%"; 0: it is none. */
static size_t take_shortcode(struct writing *w, str s)
{
    bool body = s.p[1] == '%';
    str end = body ? STR("%}") : STR("}}");
    size_t at = 2 + str_span(str_from(s, 2), " \t"), n = name_span(str_from(s, at));
    str name = str_between(s, at, at + n), rest = str_from(s, at + n);
    if (body && str_eq(name, STR("end")) && str_starts(str_trim_left(rest), end)) {
        if (w->depth) {
            buf_put(&w->out, STR("{{< /"));
            buf_put(&w->out, w->open[--w->depth]);
            buf_put(&w->out, STR(" >}}"));
        }
        return (size_t)(str_trim_left(rest).p - s.p) + end.n;
    }
    if (!n || !str_starts(rest, STR("(")))
        return 0;
    size_t inside = arguments_span(str_from(rest, 1));
    str behind = str_trim_left(str_from(rest, inside + 2));
    if (!str_starts(behind, end))
        return 0;
    buf_put(&w->out, STR("{{< "));
    buf_put(&w->out, name);
    buf_put_char(&w->out, ' ');
    put_arguments(&w->out, str_between(rest, 1, 1 + inside));
    buf_put(&w->out, STR(" >}}"));
    if (body && w->depth < OPEN_MAX)
        w->open[w->depth++] = name;
    return (size_t)(behind.p - s.p) + end.n;
}

/* A shortcode whose inside is a comment of C shows itself without the marks of that. */
static size_t take_escaped(struct writing *w, str s)
{
    str end = s.p[1] == '%' ? STR("*/%}") : STR("*/}}");
    if (!str_starts(str_from(s, 2), STR("/*")))
        return 0;
    size_t line = str_span_not(s, "\n"), n = str_find(str_first(s, line), end);
    if (n == STR_NONE)
        return 0;
    buf_put(&w->out, str_first(s, 2));
    buf_put(&w->out, str_between(s, 4, n));
    buf_put(&w->out, str_from(end, 2));
    return n + end.n;
}

/* "@/blog/moon.md#x" in a link. */
static size_t take_link(struct writing *w, str s)
{
    size_t n = str_span_not(s, " \t\n)>\"'");
    str address = reference_resolve(str_between(s, 1, n), w->line, w->scope);
    buf_put(&w->out, address);
    return n;
}

/* The line ends of TAKEN that are not in what was put for it, from BEFORE on. */
static size_t lost_lines(const struct writing *w, size_t before, str taken)
{
    size_t kept = taken.n ? str_count(str_from(buf_str(&w->out), before), '\n') : 0;
    size_t had = str_count(taken, '\n');
    return had > kept ? had - kept : 0;
}

str zola_text(str text, const struct shortcode_scope *scope)
{
    struct writing w = {.scope = scope, .line = scope->first_line};
    if (!str_has_char(text, '{') && str_find(text, STR("@/")) == STR_NONE)
        return text;
    buf_init(&w.out, 4 * text.n + 65536);
    for (size_t i = 0; i < text.n;) {
        str rest = str_from(text, i);
        size_t n = 0, before = w.out.n;
        bool brace = str_starts(rest, STR("{{")) || str_starts(rest, STR("{%"));
        if (brace)
            n = take_escaped(&w, rest);
        if (brace && !n)
            n = take_shortcode(&w, rest);
        if (!n && i && str_starts(rest, STR("@/")) && str_has_char(STR("(<\" "), text.p[i - 1]))
            n = take_link(&w, rest);
        if (!n)
            buf_put_char(&w.out, text.p[i]);
        w.line += (int)str_count(str_first(rest, n ? n : 1), '\n');
        buf_put_repeat(&w.out, '\n', lost_lines(&w, before, str_first(rest, n)));
        i += n ? n : 1;
    }
    return buf_keep(&w.out, scope->arena);
}
