#include "hugo/asciidoc_inline.h"

#include "text/valid.h"

enum { INLINE_MAX = 2048 /* bytes of a link or of code within a line */ };

/* The text among the attributes of a macro: "text,width=2", "\"a text, with a comma\",role=x", "alt=text"; empty: none.
 */
static str label_of(str s, bool picture)
{
    bool quoted = str_starts(s, STR("\""));
    if (quoted)
        return str_first(str_from(s, 1), str_span_not(str_from(s, 1), "\""));
    str first = str_first(s, str_span_not(s, ","));
    if (!picture) {
        size_t equals = str_find_char(s, '='), comma = str_find_last(str_first(s, equals), ',');
        return equals == STR_NONE || comma == STR_NONE ? s : str_first(s, comma);
    }
    if (str_starts(first, STR("alt=")))
        return label_of(str_from(s, STR("alt=").n), false);
    return str_has_char(first, '=') ? STR("") : first;
}

/* The address of a film that is named by its host: "video::ID[youtube]". */
static str film_of(str target, str *label, struct arena *arena)
{
    str host = str_first(*label, str_span_not(*label, ","));
    bool youtube = str_eq(host, STR("youtube")), vimeo = str_eq(host, STR("vimeo"));
    *label = youtube ? STR("YouTube") : vimeo ? STR("Vimeo") : STR("");
    return youtube ? ARENA_CONCAT(arena, STR("https://www.youtube.com/watch?v="), target)
           : vimeo ? ARENA_CONCAT(arena, STR("https://vimeo.com/"), target)
                   : target;
}

static void put_link(struct buf *out, bool picture, str folder, str target, str label)
{
    /* From the folder of pictures, which lies at the root, ".." leads no higher than that. */
    for (; folder.n && str_starts(target, STR("../")); target = str_from(target, 3))
        folder = str_starts(str_from(target, 3), STR("../")) ? folder : STR("/");
    bool root = str_eq(folder, STR("/"));
    bool relative = folder.n && !str_starts(target, STR("/")) && !str_has_char(target, ':');
    buf_put(out, picture ? STR("![") : STR("["));
    buf_put(out, label.n || picture ? label : target);
    buf_put(out, STR("](<"));
    buf_put(out, relative ? folder : STR(""));
    buf_put(out, relative && !root ? STR("/") : STR(""));
    buf_put(out, target);
    buf_put(out, STR(">)"));
}

/* The words for a place of this page to which nobody gave any: its title, else its name. */
static void put_place(struct asciidoc_inline *a, str place)
{
    int at = strmap_get(&a->anchors, place);
    if (at) {
        buf_put(a->out, asciidoc_attributes_fill(a->attributes, a->titles[at - 1], false));
        return;
    }
    place = str_from(place, str_span(place, "_"));
    for (size_t i = 0; i < place.n; i++)
        buf_put_char(a->out, place.p[i] == '-' || place.p[i] == '_' ? ' ' : place.p[i]);
}

/* A reference to PLACE: within this page its words alone are left, for our formats have no places. */
static void put_reference(struct asciidoc_inline *a, str place, str words)
{
    size_t hash = str_find_char(place, '#');
    str file = hash == STR_NONE ? place : str_first(place, hash),
        inner = hash == STR_NONE ? place : str_from(place, hash + 1);
    bool outside = hash == STR_NONE ? str_has_char(place, '.') || str_has_char(place, '/') : file.n > 0;
    words = str_trim(words);
    if (outside)
        put_link(a->out, false, STR(""), place, words);
    else if (words.n)
        buf_put(a->out, words);
    else
        put_place(a, inner);
}

enum kind { LINK, PICTURE, FILM, REFERENCE, NOTE, WORDS, MENU, HTML, NOTHING };

/* A picture may stand for the words of a link. */
static void put_address(struct asciidoc_inline *a, str target, str label)
{
    if (!str_starts(label, STR("image:"))) {
        put_link(a->out, false, STR(""), target, str_trim_char_right(label_of(label, false), '^'));
        return;
    }
    str picture = str_from(label, STR("image:").n), alt = str_from(picture, str_span_not(picture, "[") + 1);
    buf_put(a->out, STR("["));
    put_link(a->out, true, a->pictures, str_first(picture, str_span_not(picture, "[")),
             label_of(str_trim_char_right(alt, ']'), true));
    buf_put(a->out, STR("](<"));
    buf_put(a->out, target);
    buf_put(a->out, STR(">)"));
}

/* The offset of the bracket that closes S, which begins with one; STR_NONE: there is none. */
static size_t bracket_end(str s)
{
    size_t depth = 0;
    for (size_t i = 0; i < s.n; i++) {
        depth += s.p[i] == '[';
        if (s.p[i] == ']' && --depth == 0)
            return i;
    }
    return str_find_char(s, ']');
}

static void put_macro(struct asciidoc_inline *a, enum kind kind, str target, str label)
{
    switch (kind) {
    case LINK:
        put_address(a, target, label); /* "^" asks for another window */
        break;
    case PICTURE:
        put_link(a->out, true, a->pictures, target, label_of(label, true));
        break;
    case FILM:
        target = film_of(target, &label, a->arena);
        put_link(a->out, false, a->pictures, target, label);
        break;
    case REFERENCE:
        put_reference(a, target, label_of(label, false));
        break;
    case NOTE:
        buf_put(a->out, STR(" ("));
        buf_put(a->out, label);
        buf_put(a->out, STR(")"));
        break;
    case MENU:
        buf_put(a->out, target);
        buf_put(a->out, label.n ? STR(" → ") : STR(""));
        buf_put(a->out, label);
        break;
    case WORDS:
    case HTML:
        buf_put(a->out, label);
        break;
    case NOTHING:
        break;
    }
}

/* Takes "NAME:TARGET[LABEL]", which S begins with; returns its bytes, 0: it is none. */
static size_t take_macro(struct asciidoc_inline *a, str s)
{
    static const struct {
        str prefix;
        enum kind kind;
        bool kept;     /* the prefix belongs to the target */
        bool may_lack; /* there may be no target */
    } macros[] = {{STR_INIT("image::"), PICTURE, false, false}, {STR_INIT("image:"), PICTURE, false, false},
                  {STR_INIT("link:"), LINK, false, false},      {STR_INIT("xref:"), REFERENCE, false, false},
                  {STR_INIT("https://"), LINK, true, false},    {STR_INIT("http://"), LINK, true, false},
                  {STR_INIT("mailto:"), LINK, true, false},     {STR_INIT("video::"), FILM, false, false},
                  {STR_INIT("audio::"), FILM, false, false},    {STR_INIT("footnote:"), NOTE, false, true},
                  {STR_INIT("kbd:"), WORDS, false, true},       {STR_INIT("btn:"), WORDS, false, true},
                  {STR_INIT("menu:"), MENU, false, false},      {STR_INIT("pass:"), HTML, false, true},
                  {STR_INIT("icon:"), NOTHING, false, false},   {STR_INIT("anchor:"), NOTHING, false, false}};
    for (size_t i = 0; i < sizeof macros / sizeof *macros; i++) {
        if (!str_starts(s, macros[i].prefix))
            continue;
        size_t n = macros[i].prefix.n;
        bool spaced = macros[i].kind == MENU;
        str target = str_from(s, n);
        target = str_first(target, str_span_not(target, spaced ? "[]" : "[] \t<>"));
        str label = str_from(s, n + target.n);
        if ((!target.n && !macros[i].may_lack) || !str_starts(label, STR("[")))
            continue;
        size_t end = bracket_end(label);
        if (end == STR_NONE)
            continue;
        put_macro(a, macros[i].kind, macros[i].kept ? str_first(s, n + target.n) : target, str_between(label, 1, end));
        return n + target.n + end + 1;
    }
    return 0;
}

/* "<<place,words>>", an address in brackets, or a "<" that is one in Markdown, too. */
static size_t take_angle(struct asciidoc_inline *a, str s)
{
    size_t end = str_starts(s, STR("<<")) ? str_find(s, STR(">>")) : STR_NONE, close = str_find_char(s, '>');
    str place, words;
    if (end != STR_NONE) {
        str_cut(str_between(s, 2, end), ',', &place, &words);
        put_reference(a, place, words);
        return end + 2;
    }
    bool address = str_starts(s, STR("<http")) && close != STR_NONE && str_span_not(s, " \t") > close;
    if (!address && !str_starts(s, STR("<!--")))
        buf_put_char(a->out, '\\');
    buf_put_char(a->out, '<');
    return 1;
}

/* What stands between BEGIN and END, as typed; returns its bytes, 0: there is no END. */
static size_t take_typed(struct buf *out, str s, str begin, str end, bool marks)
{
    size_t at = str_starts(s, begin) ? str_find(str_from(s, begin.n), end) : STR_NONE;
    if (at == STR_NONE || !at)
        return 0;
    size_t n = begin.n + at + end.n;
    buf_put(out, marks ? str_first(s, n) : str_between(s, begin.n, begin.n + at));
    return n;
}

/* Code whose marks are those of Markdown; "`+x+`" and "`pass:[x]`" are x. */
static size_t take_code(struct asciidoc_inline *a, str s)
{
    size_t ticks = str_span(s, "`");
    size_t end = str_find(str_from(s, ticks), str_first(s, ticks));
    str code = end == STR_NONE ? STR("") : str_between(s, ticks, ticks + end);
    if (!code.n)
        return 0;
    size_t n = 2 * ticks + end;
    str marks = str_first(s, ticks);
    if (code.n > 2 && str_starts(code, STR("+")) && str_ends(code, STR("+")))
        code = str_between(code, 1, code.n - 1);
    else if (str_starts(code, STR("pass:")) && str_ends(code, STR("]")) && str_has_char(code, '['))
        code = str_between(code, str_find_char(code, '[') + 1, code.n - 1);
    buf_put(a->out, marks);
    buf_put(a->out, code);
    buf_put(a->out, marks);
    return n;
}

/* Text with a role, "[.role]#text#", or a place, "[[place]]". */
static size_t take_bracket(struct asciidoc_inline *a, str s)
{
    size_t end = str_find(s, STR("]]")), role = str_starts(s, STR("[.")) ? str_find(s, STR("]#")) : STR_NONE;
    if (str_starts(s, STR("[[")) && end != STR_NONE)
        return end + 2;
    size_t n = role == STR_NONE ? 0 : take_typed(a->out, str_from(s, role + 1), STR("#"), STR("#"), false);
    return n ? role + 1 + n : 0;
}

/* FIRST: S begins a word. */
static size_t take(struct asciidoc_inline *a, str s, bool first)
{
    size_t n = 0;
    s = str_first(s, INLINE_MAX);
    switch (*s.p) {
    case '`':
        return take_code(a, s);
    case '<':
        return take_angle(a, s);
    case '[':
        return take_bracket(a, s);
    case '\\':
        n = s.n > 1 && char_is_punct(s.p[1]) ? 2 : 0;
        buf_put(a->out, str_first(s, n));
        return n;
    case '{':
        n = take_typed(a->out, s, STR("{{<"), STR(">}}"), true);
        return n ? n : take_typed(a->out, s, STR("{{%"), STR("%}}"), true);
    case '+':
        return take_typed(a->out, s, STR("+++"), STR("+++"), false);
    case '$':
        return take_typed(a->out, s, STR("$$"), STR("$$"), false);
    default:
        return first && char_is_alpha(*s.p) ? take_macro(a, s) : 0;
    }
}

void asciidoc_inline_put(struct asciidoc_inline *a, str s)
{
    /* A "+" at its end breaks the line. */
    bool breaks = str_ends(s, STR(" +"));
    s = breaks ? str_first(s, s.n - 1) : s;
    for (size_t i = 0, n; i < s.n; i += n) {
        n = take(a, str_from(s, i), i == 0 || !char_is_alnum(s.p[i - 1]));
        if (!n) {
            buf_put_char(a->out, s.p[i]);
            n = 1;
        }
    }
    if (breaks)
        buf_put_char(a->out, '\\');
}
