#include "hugo/raw_html.h"

#include "base/buf.h"
#include "hugo/fence.h"

/* The text while it is copied, line by line. */
struct dropping {
    struct buf out;
    struct fence fence;
    size_t code;   /* marks of the code span that the line begins in; 0: none */
    str block_end; /* the text that ends the block of HTML; empty: a blank line does */
    bool in_block, in_comment, in_paragraph;
    struct raw_html *left_out;
    int line;
    str block_tag; /* with which the block of HTML begins, in BLOCK_LINE; empty: its content is noted, or none is */
    int block_line;
};

/* CommonMark 0.30, HTML blocks, start condition 6. */
static const char *const block_names[] = {
    "address",  "article",    "aside",  "base",    "basefont", "blockquote", "body",     "caption",  "center",
    "col",      "colgroup",   "dd",     "details", "dialog",   "dir",        "div",      "dl",       "dt",
    "fieldset", "figcaption", "figure", "footer",  "form",     "frame",      "frameset", "h1",       "h2",
    "h3",       "h4",         "h5",     "h6",      "head",     "header",     "hr",       "html",     "iframe",
    "legend",   "li",         "link",   "main",    "menu",     "menuitem",   "nav",      "noframes", "ol",
    "optgroup", "option",     "p",      "param",   "section",  "source",     "summary",  "table",    "tbody",
    "td",       "tfoot",      "th",     "thead",   "title",    "tr",         "track",    "ul"};

static bool is_block_name(str name)
{
    for (size_t i = 0; i < sizeof block_names / sizeof *block_names; i++)
        if (str_eq_nocase(name, str_of(block_names[i])))
            return true;
    return false;
}

static str tag_name(str s)
{
    size_t from = s.n > 1 && s.p[1] == '/' ? 2 : 1, n = from;
    while (n < s.n && (char_is_alnum(s.p[n]) || s.p[n] == '-') && (n > from || char_is_alpha(s.p[n])))
        n++;
    return str_between(s, from, n);
}

/* The bytes of the tag that S, one line, begins with; 0: it is none. */
static size_t tag_span(str s)
{
    str name = tag_name(s);
    size_t n = (size_t)(name.p - s.p) + name.n;
    if (!name.n || n >= s.n || (s.p[n] != '>' && s.p[n] != '/' && !char_is_space(s.p[n])))
        return 0;
    for (char quote = 0; n < s.n; n++)
        if (quote ? s.p[n] == quote : s.p[n] == '"' || s.p[n] == '\'')
            quote = quote ? 0 : s.p[n];
        else if (!quote && s.p[n] == '>')
            return n + 1;
    return 0;
}

/* True when LINE begins a block of HTML that is no comment; END is then set. */
static bool begins_block(const struct dropping *d, str line, str *end)
{
    static const struct {
        const char *name, *end;
    } raw[] = {{"script", "</script>"}, {"pre", "</pre>"}, {"style", "</style>"}, {"textarea", "</textarea>"}};
    str rest = str_trim_left(line);
    if (line.n - rest.n > 3 || !str_starts(rest, STR("<")))
        return false;
    str name = tag_name(rest);
    *end = STR("");
    for (size_t i = 0; rest.n > 1 && rest.p[1] != '/' && i < sizeof raw / sizeof *raw; i++)
        if (str_eq_nocase(name, str_of(raw[i].name))) {
            *end = str_of(raw[i].end);
            return true;
        }
    size_t after = (size_t)(name.p - rest.p) + name.n, n = tag_span(rest);
    bool parted = after >= rest.n || char_is_space(rest.p[after]) || rest.p[after] == '>' || rest.p[after] == '/';
    return (name.n && parted && is_block_name(name)) || (n && !d->in_paragraph && str_trim(str_from(rest, n)).n == 0);
}

/* Closing tags do not count. */
static void note_tag(struct dropping *d, str tag)
{
    struct raw_html *o = d->left_out;
    if (str_starts(tag, STR("</")))
        return;
    if (!o->blocks && !o->tags) {
        o->line = d->line;
        o->tag = tag;
    }
    o->tags++;
}

static void begin_block(struct dropping *d, str line)
{
    static const char *const unseen[] = {"script", "style", "link", "meta"};
    str begin = str_trim(line), name = tag_name(begin);
    size_t n = tag_span(begin);
    d->block_tag = STR_IS_ANY_NOCASE(name, unseen) ? STR("") : str_first(begin, n ? n : begin.n);
    d->block_line = d->line;
}

/* True when LINE has text between its tags, or something else that readers see. */
static bool has_content(str line)
{
    static const char *const seen[] = {"img", "iframe", "video", "audio", "embed", "object"};
    while (line.n) {
        size_t n = line.p[0] == '<' ? tag_span(line) : 0;
        if (n ? STR_IS_ANY_NOCASE(tag_name(line), seen) && line.p[1] != '/' : !char_is_space(line.p[0]))
            return true;
        line = str_from(line, n ? n : 1);
    }
    return false;
}

/* A block counts once, where it has something for readers. */
static void note_block(struct dropping *d, str line)
{
    struct raw_html *o = d->left_out;
    if (!d->block_tag.n || !has_content(line))
        return;
    if (!o->blocks) {
        o->line = d->block_line;
        o->tag = d->block_tag;
    }
    o->blocks++;
    d->block_tag = STR("");
}

static size_t run_of(str s, char c)
{
    size_t n = 0;
    while (n < s.n && s.p[n] == c)
        n++;
    return n;
}

/* Bytes at the start of S that are no HTML whatever they look like: a shortcode, an escape, a comment. */
static size_t spared_span(str s)
{
    static const str opened[] = {STR_INIT("{{<"), STR_INIT("{{%"), STR_INIT("<!--")};
    static const str closed[] = {STR_INIT(">}}"), STR_INIT("%}}"), STR_INIT("-->")};
    for (size_t i = 0; i < sizeof opened / sizeof *opened; i++)
        if (str_starts(s, opened[i])) {
            size_t end = str_find(s, closed[i]);
            return end == STR_NONE ? s.n : end + closed[i].n;
        }
    return s.n > 1 && s.p[0] == '\\' ? 2 : 0;
}

static void put_line(struct dropping *d, str line)
{
    while (line.n) {
        size_t ticks = run_of(line, '`'), spared = ticks || d->code ? 0 : spared_span(line);
        size_t tag = !ticks && !d->code && !spared && line.p[0] == '<' ? tag_span(line) : 0;
        if (ticks)
            d->code = !d->code ? ticks : d->code == ticks ? 0 : d->code;
        size_t n = ticks ? ticks : spared ? spared : tag ? tag : 1;
        d->in_comment = spared && str_starts(line, STR("<!--")) && !str_ends(str_first(line, n), STR("-->"));
        if (tag)
            note_tag(d, str_first(line, tag));
        else
            buf_put(&d->out, str_first(line, n));
        line = str_from(line, n);
    }
}

static void take_line(struct dropping *d, str line)
{
    bool blank = str_trim(line).n == 0;
    str end;
    if (d->in_comment) {
        d->in_comment = str_find(line, STR("-->")) == STR_NONE;
        buf_put(&d->out, line);
        return;
    }
    if (!d->in_block && fence_takes(&d->fence, line)) {
        d->in_paragraph = false;
        buf_put(&d->out, line);
        return;
    }
    if (!d->in_block && begins_block(d, line, &end)) {
        begin_block(d, line);
        d->in_block = true;
        d->block_end = end;
    }
    if (d->in_block) {
        note_block(d, line);
        d->in_block = d->block_end.n ? str_find(line, d->block_end) == STR_NONE : !blank;
        d->in_paragraph = false;
        return;
    }
    d->code = blank ? 0 : d->code;
    bool indented = !d->in_paragraph && (str_starts(line, STR("    ")) || str_starts(line, STR("\t")));
    d->in_paragraph = !blank && !indented && line.p[str_span(line, " ")] != '#';
    if (indented)
        buf_put(&d->out, line);
    else
        put_line(d, line);
}

str raw_html_drop(str text, struct arena *arena, struct raw_html *left_out)
{
    struct dropping d = {.left_out = left_out};
    if (!str_has_char(text, '<'))
        return text;
    buf_init(&d.out, text.n + 1);
    while (text.n) {
        size_t n = str_span_not(text, "\n");
        take_line(&d, str_first(text, n));
        d.line++;
        if (n < text.n)
            buf_put_char(&d.out, '\n');
        text = str_from(text, n + 1);
    }
    return buf_keep(&d.out, arena);
}
