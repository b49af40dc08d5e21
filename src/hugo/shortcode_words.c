#include "hugo/shortcode_words.h"

#include "hugo/shortcode_tag.h"

#include <stdio.h>
#include <string.h>

/* The HTML while it becomes words. */
struct wording {
    struct buf *out;
    size_t start;     /* of the words in OUT */
    str href;         /* of the link that is open; empty: none */
    size_t link_text; /* where its text begins in OUT */
};

static str name_of(str tag)
{
    size_t from = tag.n > 1 && tag.p[1] == '/' ? 2 : 1, n = from;
    while (n < tag.n && (char_is_alnum(tag.p[n]) || tag.p[n] == '-'))
        n++;
    return str_between(tag, from, n);
}

/* The value of the attribute KEY of TAG, "<img src=x>"; empty: it has none. */
static str attribute(str tag, const char *key)
{
    for (str s = str_from(tag, 1 + name_of(tag).n); s.n;) {
        s = str_from(s, str_span(s, " \t\r\n/>"));
        str name = str_first(s, str_span_not(s, " \t\r\n=>"));
        s = str_trim_left(str_from(s, name.n ? name.n : 1));
        if (!str_starts(s, STR("=")))
            continue;
        s = str_trim_left(str_from(s, 1));
        bool quoted = s.n && (s.p[0] == '"' || s.p[0] == '\'');
        const char end[2] = {quoted ? s.p[0] : '\0', '\0'};
        s = str_from(s, quoted);
        str value = str_first(s, str_span_not(s, quoted ? end : " \t\r\n>"));
        s = str_from(s, value.n + quoted);
        if (str_eq_nocase(name, str_of(key)))
            return str_trim(value);
    }
    return STR("");
}

static void space(struct wording *w)
{
    if (w->out->n > w->start && !char_is_space(w->out->p[w->out->n - 1]))
        buf_put_char(w->out, ' ');
}

static void put_target(struct wording *w, str target)
{
    buf_put(w->out, STR("](<"));
    for (size_t i = 0; i < target.n; i++)
        if (target.p[i] == SHORTCODE_BLANK || target.p[i] == ' ')
            buf_put(w->out, STR("%20"));
        else if (target.p[i] != '<' && target.p[i] != '>' && !char_is_space(target.p[i]))
            buf_put_char(w->out, target.p[i]);
    buf_put(w->out, STR(">)"));
}

static void put_label(struct wording *w, str label)
{
    for (size_t i = 0; i < label.n; i++) {
        if (label.p[i] == '[' || label.p[i] == ']')
            buf_put_char(w->out, '\\');
        buf_put_char(w->out, char_is_space(label.p[i]) || label.p[i] == SHORTCODE_BLANK ? ' ' : label.p[i]);
    }
}

static void close_link(struct wording *w)
{
    if (!w->href.n)
        return;
    if (w->out->n == w->link_text)
        put_label(w, w->href);
    put_target(w, w->href);
    w->href = STR("");
}

/* The host of what a frame shows names it best where nobody else does. */
static str host_of(str address)
{
    size_t slashes = str_find(address, STR("//"));
    str host = slashes == STR_NONE ? STR("") : str_from(address, slashes + 2);
    host = str_first(host, str_span_not(host, "/?#:@"));
    return str_from(host, str_starts_nocase(host, STR("www.")) ? STR("www.").n : 0);
}

static void put_frame(struct wording *w, str title, str src)
{
    str host = host_of(src);
    buf_put_char(w->out, '[');
    put_label(w, title.n ? title : host.n ? host : src);
    put_target(w, src);
    space(w);
}

static void take_tag(struct wording *w, str tag)
{
    str name = name_of(tag), src = attribute(tag, "src");
    bool closing = tag.n > 1 && tag.p[1] == '/';
    static const char *const inlined[] = {"a", "b", "i", "em", "strong", "span", "code", "small", "sup", "sub", "u"};
    static const char *const framed[] = {"iframe", "video", "audio", "source", "embed"};
    bool flows = false, frame = false;
    for (size_t i = 0; i < sizeof inlined / sizeof *inlined; i++)
        flows = flows || str_eq_nocase(name, str_of(inlined[i]));
    for (size_t i = 0; i < sizeof framed / sizeof *framed; i++)
        frame = frame || str_eq_nocase(name, str_of(framed[i]));
    if (!flows)
        space(w);
    if (str_eq_nocase(name, STR("a"))) {
        close_link(w);
        w->href = closing ? STR("") : attribute(tag, "href");
        if (w->href.n)
            buf_put_char(w->out, '[');
        w->link_text = w->out->n;
    } else if (!closing && str_eq_nocase(name, STR("img"))) {
        src = src.n ? src : attribute(tag, "data-src");
        if (!src.n)
            return;
        buf_put(w->out, STR("!["));
        put_label(w, attribute(tag, "alt"));
        put_target(w, src);
    } else if (!closing && frame && src.n) {
        put_frame(w, attribute(tag, "title"), src);
    }
}

/* A script of a known host shows something in its place: where a reader sees the same. */
static void take_script(struct wording *w, str tag)
{
    str src = attribute(tag, "src"), id = attribute(tag, "data-id");
    if (str_find(src, STR("//speakerdeck.com/")) != STR_NONE && id.n) {
        char target[256];
        int n = snprintf(target, sizeof target, "https://speakerdeck.com/player/%.*s", STR_ARG(str_first(id, 100)));
        put_frame(w, STR(""), (str){target, (size_t)n});
    } else if (str_ends(src, STR(".js")) && (str_find(src, STR("//gist.github.com/")) != STR_NONE ||
                                             str_find(src, STR("//asciinema.org/a/")) != STR_NONE)) {
        put_frame(w, STR(""), str_first(src, src.n - STR(".js").n));
    }
}

/* The bytes of an element of which readers see nothing, that S begins with; 0: S begins with another. */
static size_t unseen_span(str s)
{
    static const struct {
        const char *begin, *end;
    } unseen[] = {{"<!--", "-->"}, {"<script", "</script>"}, {"<style", "</style>"}, {"<svg", "</svg>"}};
    for (size_t i = 0; i < sizeof unseen / sizeof *unseen; i++)
        if (str_starts(s, str_of(unseen[i].begin))) {
            size_t end = str_find(s, str_of(unseen[i].end));
            return end == STR_NONE ? s.n : end + strlen(unseen[i].end);
        }
    return 0;
}

/* The bytes of the code that a template's highlight made, which S begins with; 0: none. */
static size_t code_span(str s)
{
    size_t end = str_starts(s, STR("<pre><code")) ? str_find(s, STR("</code></pre>")) : STR_NONE;
    return end == STR_NONE ? 0 : end + STR("</code></pre>").n;
}

static size_t tag_span(str s)
{
    char quote = 0;
    for (size_t i = 1; i < s.n; i++)
        if (quote ? s.p[i] == quote : s.p[i] == '"' || s.p[i] == '\'')
            quote = quote ? 0 : s.p[i];
        else if (!quote && s.p[i] == '>')
            return i + 1;
    return s.n;
}

void shortcode_words_put(struct buf *out, str html)
{
    struct wording w = {.out = out, .start = out->n};
    while (html.n) {
        size_t code = html.p[0] == '<' ? code_span(html) : 0;
        size_t n = code ? code : html.p[0] == '<' ? unseen_span(html) : 0;
        if (n && str_starts(html, STR("<script")))
            take_script(&w, str_first(html, tag_span(html)));
        buf_put(out, str_first(html, code));
        bool tag = !n && html.p[0] == '<' && html.n > 1 && (html.p[1] == '/' || char_is_alpha(html.p[1]));
        if (tag) {
            n = tag_span(html);
            take_tag(&w, str_first(html, n));
        } else if (!n && char_is_space(html.p[0])) {
            space(&w);
        } else if (!n) {
            buf_put_char(out, html.p[0]);
        }
        html = str_from(html, n ? n : 1);
    }
    close_link(&w);
    while (out->n > w.start && char_is_space(out->p[out->n - 1]))
        buf_cut(out, out->n - 1);
}
