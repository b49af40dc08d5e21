#include "hugo/shortcode_code.h"

static void put_escaped(struct buf *out, str s)
{
    for (size_t i = 0; i < s.n; i++)
        buf_put(out, s.p[i] == '&'   ? STR("&amp;")
                     : s.p[i] == '<' ? STR("&lt;")
                     : s.p[i] == '"' ? STR("&quot;")
                                     : str_between(s, i, i + 1));
}

/* S with each line behind at least as many blanks as MARGIN has. */
static void put_lines(struct buf *out, str s, size_t margin)
{
    for (bool first = true; s.n; first = false) {
        str line = str_first(s, str_span_not(s, "\n"));
        size_t has = str_span(line, " \t");
        if (!first && has < margin)
            buf_put_repeat(out, ' ', margin - has);
        put_escaped(out, line);
        if (line.n < s.n)
            buf_put_char(out, '\n');
        s = str_from(s, line.n + 1);
    }
}

static void put_begin(struct buf *out, str language)
{
    language = str_first(language, str_span_not(language, " \t\r\n"));
    buf_put(out, STR("<pre><code"));
    if (language.n) {
        buf_put(out, STR(" class=\"language-"));
        put_escaped(out, language);
        buf_put_char(out, '"');
    }
    buf_put_char(out, '>');
}

bool shortcode_code_has(const struct shortcode_tag *tag, str template)
{
    static const char *const names[] = {"highlight", "code", "codeblock", "code-block", "code-toggle", "mermaid"};
    static const str marks[] = {STR_INIT("<pre"), STR_INIT("highlight "), STR_INIT("transform.Highlight")};
    if (STR_IS_ANY(tag->name, names))
        return true;
    bool found = false;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        found = found || str_find(template, marks[i]) != STR_NONE;
    return found && str_find(template, STR(".Inner")) != STR_NONE;
}

/* As HTML, which may begin and end within a line, and stands in lists and quotes alike. */
void shortcode_code_put(struct buf *out, const struct shortcode_tag *tag, size_t margin, bool within, str code)
{
    static const char *const names[] = {"lang", "language"};
    str language = shortcode_argument(tag, names, 2, true);
    if (within) {
        buf_put(out, STR("<code>"));
        put_escaped(out, str_trim(code));
        buf_put(out, STR("</code>"));
        return;
    }
    put_begin(out, str_eq(tag->name, STR("mermaid")) ? tag->name : language);
    put_lines(out, code, margin);
    buf_put(out, STR("</code></pre>"));
}

str shortcode_code_of(str code, str language, struct arena *arena)
{
    struct buf out;
    buf_init(&out, SIZE_MAX / 2);
    put_begin(&out, language);
    put_lines(&out, code, 0);
    buf_put(&out, STR("</code></pre>"));
    return buf_keep(&out, arena);
}
