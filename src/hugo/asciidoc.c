#include "hugo/asciidoc.h"

#include "base/buf.h"
#include "text/valid.h"

enum {
    DEPTH_MAX = 5, /* lists in a list */
    HEADING_MAX = 6,
    FENCE_MIN = 4,
    INLINE_MAX = 2048, /* bytes of a link or of code within a line */
    FOLDER_MAX = 100   /* of the name of the folder of pictures */
};

/* What the lines are within: text, or up to the line END code, a table or a comment. */
struct reading {
    struct buf out;
    struct arena *arena;
    str end;      /* empty: text */
    bool hidden;  /* it is a comment */
    str language; /* of the code that comes next */
    str pictures; /* the folder of pictures */
    int numbers[DEPTH_MAX];
};

static size_t run_of(str s, char c)
{
    const char marks[] = {c, '\0'};
    return str_span(s, marks);
}

static bool is_row_of(str line, char c)
{
    return line.n >= FENCE_MIN && run_of(line, c) == line.n;
}

static void put_link(struct buf *out, bool picture, str folder, str target, str label)
{
    /* From the folder of pictures, which lies at the root, ".." leads no higher than that. */
    for (; folder.n && str_starts(target, STR("../")); target = str_from(target, 3))
        folder = str_starts(str_from(target, 3), STR("../")) ? folder : STR("/");
    bool root = str_eq(folder, STR("/"));
    bool relative = folder.n && !str_starts(target, STR("/")) && !str_has_char(target, ':');
    label = str_first(label, picture ? str_span_not(label, ",") : label.n);
    buf_put(out, picture ? STR("![") : STR("["));
    buf_put(out, label.n || picture ? label : target);
    buf_put(out, STR("](<"));
    buf_put(out, relative ? folder : STR(""));
    buf_put(out, relative && !root ? STR("/") : STR(""));
    buf_put(out, target);
    buf_put(out, STR(">)"));
}

/* Takes "TARGET[LABEL]", which follows PREFIX bytes of S; returns its bytes, 0: it is none. */
static size_t take_macro(struct reading *r, str s, size_t prefix, size_t kept, bool picture)
{
    str rest = str_from(s, prefix);
    str target = str_first(rest, str_span_not(rest, "[ \t<>"));
    str label = str_from(rest, target.n + 1);
    size_t end = str_find_char(label, ']');
    if (!target.n || !str_starts(str_from(rest, target.n), STR("[")) || end == STR_NONE)
        return 0;
    put_link(&r->out, picture, picture ? r->pictures : STR(""), str_between(s, kept, prefix + target.n),
             str_first(label, end));
    return prefix + target.n + 1 + end + 1;
}

/* "<<place,words>>": a link within the page. */
static size_t take_cross(struct reading *r, str s)
{
    size_t end = str_find(s, STR(">>"));
    str place, words;
    if (!str_starts(s, STR("<<")) || end == STR_NONE)
        return 0;
    str_cut(str_between(s, 2, end), ',', &place, &words);
    buf_put(&r->out, words.n ? str_trim(words) : place);
    return end + 2;
}

static size_t take_inline(struct reading *r, str s)
{
    static const struct {
        str prefix;
        bool kept, picture;
    } macros[] = {{STR_INIT("image::"), false, true},  {STR_INIT("image:"), false, true},
                  {STR_INIT("link:"), false, false},   {STR_INIT("xref:"), false, false},
                  {STR_INIT("https://"), true, false}, {STR_INIT("http://"), true, false}};
    s = str_first(s, INLINE_MAX);
    size_t ticks = run_of(s, '`');
    size_t code = ticks ? str_find(str_from(s, ticks), str_first(s, ticks)) : STR_NONE;
    if (code != STR_NONE) {
        buf_put(&r->out, str_first(s, 2 * ticks + code));
        return 2 * ticks + code;
    }
    for (size_t i = 0; i < sizeof macros / sizeof *macros; i++) {
        size_t n = macros[i].prefix.n;
        n = str_starts(s, macros[i].prefix) ? take_macro(r, s, n, macros[i].kept ? 0 : n, macros[i].picture) : 0;
        if (n)
            return n;
    }
    return take_cross(r, s);
}

static void put_inline(struct reading *r, str s)
{
    for (size_t i = 0; i < s.n;) {
        str here = str_from(s, i);
        bool candidate = here.p[0] == '`' || here.p[0] == '<' || here.p[0] == 'i' || here.p[0] == 'l' ||
                         here.p[0] == 'x' || here.p[0] == 'h';
        size_t n = candidate ? take_inline(r, here) : 0;
        if (n == 0) {
            buf_put_char(&r->out, here.p[0]);
            n = 1;
        }
        i += n;
    }
}

/* Takes a line that begins code, a table or a comment. */
static bool take_begin(struct reading *r, str line)
{
    bool fence = str_starts(line, STR("```")), table = str_eq(line, STR("|==="));
    r->hidden = is_row_of(line, '/');
    if (!fence && !table && !r->hidden && !is_row_of(line, '-') && !is_row_of(line, '.'))
        return false;
    r->end = fence ? STR("```") : line;
    if (fence)
        r->language = str_trim(str_from(line, 3));
    if (!r->hidden) {
        buf_put(&r->out, STR("```"));
        buf_put(&r->out, table ? STR("") : r->language);
    }
    r->language = STR("");
    return true;
}

static void take_within(struct reading *r, str line)
{
    if (str_eq(str_trim(line), r->end)) {
        buf_put(&r->out, r->hidden ? STR("") : STR("```"));
        r->end = STR("");
    } else if (!r->hidden) {
        buf_put(&r->out, line);
    }
}

/* Takes what readers do not see: attributes, includes, comments, the edges of blocks. */
static bool take_unseen(struct reading *r, str line)
{
    static const str directives[] = {STR_INIT("include::"), STR_INIT("ifdef::"), STR_INIT("ifndef::"),
                                     STR_INIT("ifeval::"), STR_INIT("endif::")};
    for (size_t i = 0; i < sizeof directives / sizeof *directives; i++)
        if (str_starts(line, directives[i]))
            return true;
    if (str_starts(line, STR(":imagesdir:")))
        r->pictures = str_first(str_trim_char_right(str_trim(str_from(line, STR(":imagesdir:").n)), '/'), FOLDER_MAX);
    size_t name = 1 + str_span_not(str_from(line, 1), ": \t");
    if (str_starts(line, STR(":")) && name > 1 && name < line.n && line.p[name] == ':')
        return true;
    if (str_starts(line, STR("[")) && str_ends(line, STR("]"))) {
        str kind, rest;
        str_cut(str_between(line, 1, line.n - 1), ',', &kind, &rest);
        if (str_eq(kind, STR("source")))
            r->language = str_trim(str_first(rest, str_span_not(rest, ",")));
        else if (kind.n > 2 && str_span(kind, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == kind.n) {
            buf_put(&r->out, STR("**"));
            buf_put(&r->out, text_title_case(text_lower(kind, r->arena), r->arena));
            buf_put(&r->out, STR("**"));
        }
        return true;
    }
    return str_starts(line, STR("//")) || is_row_of(line, '=') || is_row_of(line, '*') || is_row_of(line, '_') ||
           str_eq(line, STR("--")) || str_eq(line, STR("+"));
}

static bool take_heading(struct reading *r, str line)
{
    size_t level = run_of(line, '=');
    if (level && level <= HEADING_MAX && level < line.n && line.p[level] == ' ') {
        buf_put_repeat(&r->out, '#', level);
        put_inline(r, str_from(line, level));
        for (size_t i = 0; i < DEPTH_MAX; i++)
            r->numbers[i] = 0;
        return true;
    }
    bool title = line.n > 1 && line.p[0] == '.' && line.p[1] != '.' && line.p[1] != ' ';
    if (title) {
        buf_put(&r->out, STR("**"));
        put_inline(r, str_from(line, 1));
        buf_put(&r->out, STR("**"));
        r->numbers[0] = 0;
    }
    return title;
}

/* "** item" and ".. item" are items of the second level. */
static bool take_item(struct reading *r, str line)
{
    bool numbered = line.n && line.p[0] == '.';
    size_t level = !line.n ? 0 : numbered || line.p[0] == '*' ? run_of(line, line.p[0]) : line.p[0] == '-' ? 1 : 0;
    if (!level || level > DEPTH_MAX || level == line.n || line.p[level] != ' ')
        return false;
    buf_put_repeat(&r->out, ' ', 3 * (level - 1));
    if (numbered) {
        for (size_t i = level; i < DEPTH_MAX; i++)
            r->numbers[i] = 0;
        buf_put(&r->out, arena_printf(r->arena, "%d. ", ++r->numbers[level - 1]));
    } else {
        buf_put(&r->out, STR("* "));
    }
    put_inline(r, str_trim(str_from(line, level)));
    return true;
}

static void take_line(struct reading *r, str whole)
{
    static const str notes[] = {STR_INIT("NOTE: "), STR_INIT("TIP: "), STR_INIT("IMPORTANT: "), STR_INIT("WARNING: "),
                                STR_INIT("CAUTION: ")};
    str line = str_trim(whole);
    if (r->end.n) {
        take_within(r, whole);
        return;
    }
    if (take_begin(r, line) || take_unseen(r, line) || take_heading(r, line) || take_item(r, line))
        return;
    for (size_t i = 0; i < sizeof notes / sizeof *notes; i++)
        if (str_starts(line, notes[i])) {
            str kind = str_first(notes[i], notes[i].n - 2);
            buf_put(&r->out, STR("**"));
            buf_put(&r->out, text_title_case(text_lower(kind, r->arena), r->arena));
            buf_put(&r->out, STR(":** "));
            line = str_from(line, notes[i].n);
        }
    put_inline(r, line);
}

str asciidoc_as_markdown(str text, struct arena *arena)
{
    struct reading r = {.arena = arena};
    buf_init(&r.out, SIZE_MAX / 2);
    while (text.n) {
        size_t n = str_span_not(text, "\n");
        take_line(&r, str_first(text, n));
        if (n < text.n)
            buf_put_char(&r.out, '\n');
        text = str_from(text, n + 1);
    }
    return buf_keep(&r.out, arena);
}
