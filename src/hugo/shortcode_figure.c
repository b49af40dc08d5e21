#include "hugo/shortcode_figure.h"

#include "hugo/shortcode_link.h"

/* The words of a picture; those that are its label are not said again. */
struct caption {
    str title, text, author, author_link;
};

static str named(const struct shortcode_tag *tag, const char *key)
{
    return str_trim(shortcode_argument(tag, &key, 1, false));
}

static void put_attribute(struct buf *out, str name, str value)
{
    buf_put_char(out, ' ');
    buf_put(out, name);
    buf_put(out, STR("=\""));
    for (size_t i = 0; i < value.n; i++)
        buf_put(out, value.p[i] == '"'   ? STR("&quot;")
                     : value.p[i] == '<' ? STR("&lt;")
                                         : str_between(value, i, i + 1));
    buf_put_char(out, '"');
}

static void put_picture(struct buf *out, const struct shortcode_tag *tag, str label, str src)
{
    str target = named(tag, "link");
    if (target.n)
        buf_put_char(out, '[');
    shortcode_link_put(out, true, label, src);
    if (target.n) {
        buf_put(out, STR("](<"));
        buf_put(out, target);
        buf_put(out, STR(">)"));
    }
}

/* The words of C, PARTED from each other. */
static void put_words(struct buf *out, const struct caption *c, str parted)
{
    bool before = false;
    const str parts[] = {c->title, c->text, c->author};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (!parts[i].n)
            continue;
        buf_put(out, before ? parted : STR(""));
        before = true;
        if (i == 2 && c->author_link.n)
            shortcode_link_put(out, false, c->author, c->author_link);
        else
            buf_put(out, parts[i]);
    }
}

static void put_frame(struct buf *out, const struct shortcode_tag *tag, str label, str src, const struct caption *c)
{
    str target = named(tag, "link");
    buf_put(out, STR("<figure>"));
    if (target.n) {
        buf_put(out, STR("<a"));
        put_attribute(out, STR("href"), target);
        buf_put_char(out, '>');
    }
    buf_put(out, STR("<img"));
    put_attribute(out, STR("src"), src);
    put_attribute(out, STR("alt"), label);
    buf_put(out, target.n ? STR("></a>") : STR(">"));
    buf_put(out, STR("<figcaption markdown=\"span\">"));
    put_words(out, c, STR("<br>"));
    buf_put(out, STR("</figcaption></figure>"));
}

/* The words of S, a line of Markdown, without its marks and the addresses of its links. */
static str plain(str s, struct arena *arena)
{
    char *z = arena_alloc(arena, s.n + 1, 1);
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) {
        str here = str_from(s, i);
        if (s.p[i] == '[' && str_starts(str_from(here, str_span_not(here, "]")), STR("](")))
            continue;
        if (str_starts(here, STR("]("))) {
            size_t end = str_find_char(here, ')');
            i = end == STR_NONE ? s.n : i + end;
        } else if (s.p[i] != '`' && s.p[i] != '*') {
            z[n++] = s.p[i];
        }
    }
    return (str){z, n};
}

void shortcode_figure_put(struct buf *out, const struct shortcode_tag *tag, str src, struct arena *arena)
{
    struct caption c = {named(tag, "title"), named(tag, "caption"), named(tag, "attr"), named(tag, "attrlink")};
    str label = named(tag, "alt");
    bool marked = !label.n; /* the words of a caption are Markdown */
    if (marked)
        label = c.text.n ? c.text : c.title.n ? c.title : named(tag, "text");
    bool linked = marked && str_find(label, STR("](")) != STR_NONE;
    if (str_eq(label, c.text) && !linked)
        c.text = STR("");
    if (str_eq(label, c.title) && !linked)
        c.title = STR("");
    if (marked)
        label = plain(label, arena);
    bool more = c.title.n || c.text.n || c.author.n;
    if (more && tag->alone) {
        put_frame(out, tag, label, src, &c);
        return;
    }
    put_picture(out, tag, label, src);
    buf_put(out, more ? STR(" ") : STR(""));
    put_words(out, &c, STR(" "));
}
