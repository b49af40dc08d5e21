#include "hugo/shortcode.h"

#include "base/buf.h"
#include "hugo/reference.h"
#include "hugo/shortcode_own.h"

static size_t blanks(str s)
{
    return str_span(s, " \t\r\n");
}

/* The bytes of a value in quotes of any kind, quotes included; 0 when it is not closed. */
static size_t quoted_span(str s)
{
    for (size_t i = 1; i < s.n; i++)
        if (s.p[i] == '\\' && s.p[0] == '"')
            i++;
        else if (s.p[i] == s.p[0])
            return i + 1;
    return 0;
}

/* The bytes up to the END of the tag that S begins with ("{{<"), END included; 0: it never ends. */
static size_t tag_span(str s, str end)
{
    for (size_t i = 3; i < s.n;) {
        str rest = str_from(s, i);
        if (str_starts(rest, end))
            return i + end.n;
        if (str_starts(rest, STR("{{")))
            return 0;
        size_t quoted = s.p[i] == '"' || s.p[i] == '`' ? quoted_span(rest) : 0;
        i += quoted ? quoted : 1;
    }
    return 0;
}

static str take_value(str *s)
{
    size_t n = s->n && (s->p[0] == '"' || s->p[0] == '`') ? quoted_span(*s) : 0;
    str value;
    if (n) {
        value = str_between(*s, 1, n - 1);
    } else {
        n = str_span_not(*s, " \t\r\n");
        value = str_first(*s, n);
    }
    *s = str_from(*s, n);
    return value;
}

static void take_arguments(struct shortcode_tag *tag, str s)
{
    for (s = str_from(s, blanks(s)); s.n && tag->count < SHORTCODE_ARGUMENTS_MAX; s = str_from(s, blanks(s))) {
        size_t n = 0;
        while (n < s.n && (char_is_alnum(s.p[n]) || s.p[n] == '_' || s.p[n] == '-'))
            n++;
        bool named = n > 0 && n < s.n && s.p[n] == '=';
        tag->arguments[tag->count].key = named ? str_first(s, n) : STR("");
        s = str_from(s, named ? n + 1 : 0);
        s = str_from(s, named ? blanks(s) : 0);
        tag->arguments[tag->count++].value = take_value(&s);
    }
}

/* The tag at the start of S; false when there is none. */
static bool read_tag(str s, struct shortcode_tag *tag)
{
    bool percent = str_starts(s, STR("{{%"));
    size_t n = percent || str_starts(s, STR("{{<")) ? tag_span(s, percent ? STR("%}}") : STR(">}}")) : 0;
    if (n == 0)
        return false;
    tag->whole = str_first(s, n);
    str inner = str_trim(str_between(s, 3, n - 3));
    tag->commented = str_starts(inner, STR("/*")) && str_ends(inner, STR("*/")) && inner.n >= 4;
    tag->closing = str_starts(inner, STR("/")) && !tag->commented;
    inner = str_trim(str_from(inner, tag->closing));
    if (str_ends(inner, STR("/")))
        inner.n--;
    tag->name = str_first(inner, str_span_not(inner, " \t\r\n"));
    take_arguments(tag, str_from(inner, tag->name.n));
    return true;
}

/* The argument with one of the COUNT KEYS, else the first by position if POSITION. */
static str argument(const struct shortcode_tag *tag, const char *const *keys, size_t count, bool position)
{
    for (size_t k = 0; k < count; k++)
        for (size_t i = 0; i < tag->count; i++)
            if (tag->arguments[i].key.n && str_eq_nocase(tag->arguments[i].key, str_of(keys[k])))
                return tag->arguments[i].value;
    return position && tag->count && !tag->arguments[0].key.n ? tag->arguments[0].value : STR("");
}

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const char *const words[] = {"alt", "caption", "title", "text"};

static void put_label(struct buf *out, str label)
{
    for (size_t i = 0; i < label.n; i++) {
        if (label.p[i] == '[' || label.p[i] == ']' || label.p[i] == '\\')
            buf_put_char(out, '\\');
        buf_put_char(out, label.p[i] == '\n' ? ' ' : label.p[i]);
    }
}

static void put_link(struct buf *out, bool picture, str label, str target)
{
    buf_put(out, picture ? STR("![") : STR("["));
    put_label(out, label);
    buf_put(out, STR("](<"));
    for (size_t i = 0; i < target.n; i++)
        if (target.p[i] != '<' && target.p[i] != '>' && target.p[i] != '\n')
            buf_put_char(out, target.p[i]);
    buf_put(out, STR(">)"));
}

static void put_picture(struct buf *out, const struct shortcode_tag *tag, str src)
{
    static const char *const link[] = {"link"};
    str target = argument(tag, link, 1, false);
    if (target.n)
        buf_put_char(out, '[');
    put_link(out, true, argument(tag, words, COUNT(words), false), src);
    if (target.n) {
        buf_put(out, STR("](<"));
        buf_put(out, target);
        buf_put(out, STR(">)"));
    }
}

/* A film, a gist or a message elsewhere: where it is. */
static bool put_embedded(struct buf *out, const struct shortcode_tag *tag, struct arena *arena)
{
    static const struct {
        const char *name, *base;
    } known[] = {{"youtube", "https://www.youtube.com/watch?v="},
                 {"vimeo", "https://vimeo.com/"},
                 {"instagram", "https://www.instagram.com/p/"},
                 {"gist", "https://gist.github.com/"}};
    static const char *const id[] = {"id"}, *const user[] = {"user"};
    str first = argument(tag, id, 1, true);
    bool tweet = str_eq(tag->name, STR("tweet")) || str_eq(tag->name, STR("x"));
    if (tweet && argument(tag, user, 1, false).n)
        put_link(out, false, tag->name,
                 ARENA_CONCAT(arena, STR("https://x.com/"), argument(tag, user, 1, false), STR("/status/"), first));
    for (size_t i = 0; first.n && i < COUNT(known); i++)
        if (str_eq(tag->name, str_of(known[i].name))) {
            bool gist = i == 3 && tag->count > 1;
            put_link(out, false, tag->name,
                     ARENA_CONCAT(arena, str_of(known[i].base), first, gist ? STR("/") : STR(""),
                                  gist ? tag->arguments[1].value : STR("")));
            return true;
        }
    return tweet;
}

static void put_code_fence(struct buf *out, const struct shortcode_tag *tag)
{
    if (!tag->alone)
        return;
    buf_put(out, STR("```"));
    if (!tag->closing)
        buf_put(out, argument(tag, NULL, 0, true));
}

static void put_other(struct buf *out, const struct shortcode_tag *tag)
{
    static const char *const sources[] = {"src"}, *const links[] = {"href", "url", "link"},
                             *const title[] = {"title", "summary"};
    str src = argument(tag, sources, 1, false), href = argument(tag, links, COUNT(links), false);
    str label = argument(tag, words, COUNT(words), false);
    if (src.n)
        put_picture(out, tag, src);
    else if (href.n)
        put_link(out, false, label.n ? label : href, href);
    else
        buf_put(out, argument(tag, title, COUNT(title), false));
}

static void put_tag(struct buf *out, const struct shortcode_tag *tag, struct shortcode_own *own,
                    const struct shortcode_scope *scope)
{
    static const char *const references[] = {"ref", "relref"}, *const pictures[] = {"figure", "img", "image"};
    static const char *const path[] = {"path"}, *const src[] = {"src"};
    if (str_eq(tag->name, STR("highlight")))
        put_code_fence(out, tag);
    else if (tag->closing)
        shortcode_own_close(own, out, tag->name);
    else if (STR_IS_ANY(tag->name, references))
        buf_put(out, reference_resolve(argument(tag, path, 1, true), tag->line, scope));
    else if (shortcode_own_open(own, out, tag))
        return;
    else if (STR_IS_ANY(tag->name, pictures) && argument(tag, src, 1, true).n)
        put_picture(out, tag, argument(tag, src, 1, true));
    else if (!put_embedded(out, tag, scope->arena))
        put_other(out, tag);
}

/* A tag whose inside is a comment of C shows itself without the marks of that; its blanks, and so its lines, stay. */
static void put_commented(struct buf *out, const struct shortcode_tag *tag)
{
    str whole = tag->whole;
    size_t open = 3 + blanks(str_from(whole, 3));
    size_t close = 3 + str_trim_right(str_between(whole, 3, whole.n - 3)).n - 2;
    buf_put(out, str_first(whole, open));
    buf_put(out, str_between(whole, open + 2, close));
    buf_put(out, str_from(whole, close + 2));
}

str shortcode_expand(str text, const struct shortcode_scope *scope)
{
    struct buf out;
    size_t begin = 0;
    int line = scope->first_line;
    struct shortcode_own own = shortcode_own_of(scope);
    if (str_find(text, STR("{{<")) == STR_NONE && str_find(text, STR("{{%")) == STR_NONE)
        return text;
    buf_init(&out, 4 * text.n + 65536);
    for (size_t at; (at = str_find(str_from(text, begin), STR("{{"))) != STR_NONE;) {
        struct shortcode_tag tag = {0};
        str rest = str_from(text, begin + at);
        buf_put(&out, str_between(text, begin, begin + at));
        line += (int)str_count(str_between(text, begin, begin + at), '\n');
        begin += at;
        if (!read_tag(rest, &tag)) {
            buf_put(&out, STR("{{"));
            begin += 2;
            continue;
        }
        tag.line = line;
        size_t newline = str_span_not(str_from(rest, tag.whole.n), "\n");
        bool first = begin == 0 || text.p[begin - 1] == '\n';
        tag.alone = first && str_trim(str_first(str_from(rest, tag.whole.n), newline)).n == 0;
        if (tag.commented) {
            put_commented(&out, &tag);
        } else {
            size_t before = out.n;
            put_tag(&out, &tag, &own, scope);
            for (size_t i = before; i < out.n; i++)
                if (out.p[i] == '\n')
                    out.p[i] = ' ';
            buf_put_repeat(&out, '\n', str_count(tag.whole, '\n'));
        }
        line += (int)str_count(tag.whole, '\n');
        begin += tag.whole.n;
    }
    buf_put(&out, str_from(text, begin));
    return buf_keep(&out, scope->arena);
}
