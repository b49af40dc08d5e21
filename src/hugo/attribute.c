#include "hugo/attribute.h"

#include "base/buf.h"
#include "hugo/fence.h"

enum { DEPTH_MAX = 8 /* lists and maps in a value */ };

static size_t value_span(str s, int depth);

/* The bytes of an id or a class after its mark, as goldmark ends them. */
static size_t name_span(str s)
{
    size_t n = 0;
    while (n < s.n && !char_is_space(s.p[n]) &&
           (char_is_alnum(s.p[n]) || (unsigned char)s.p[n] >= 0x80 || memchr("_-:.", s.p[n], 4)))
        n++;
    return n;
}

/* The bytes of "#id", ".class" or "key=value"; 0: it is none. */
static size_t one_span(str s, int depth)
{
    if (s.n && (s.p[0] == '#' || s.p[0] == '.'))
        return 1 + name_span(str_from(s, 1));
    if (!s.n || !(char_is_alpha(s.p[0]) || s.p[0] == '_' || s.p[0] == ':'))
        return 0;
    size_t n = name_span(s);
    n += str_span(str_from(s, n), " \t");
    if (n >= s.n || s.p[n] != '=')
        return 0;
    n++;
    n += str_span(str_from(s, n), " \t");
    size_t value = value_span(str_from(s, n), depth);
    return value ? n + value : 0;
}

/* The bytes up to CLOSE of things parted by blanks or commas, after the mark that S begins with; 0: it is no list. */
static size_t list_span(str s, char close, int depth)
{
    if (depth == DEPTH_MAX)
        return 0;
    for (size_t n = 1; n < s.n;) {
        n += str_span(str_from(s, n), " \t");
        if (n < s.n && s.p[n] == close)
            return n + 1;
        size_t one = close == '}' ? one_span(str_from(s, n), depth + 1) : value_span(str_from(s, n), depth + 1);
        if (!one)
            return 0;
        n += one;
        n += str_span(str_from(s, n), " \t");
        n += n < s.n && s.p[n] == ',';
    }
    return 0;
}

static size_t quoted_span(str s)
{
    for (size_t i = 1; i < s.n; i++)
        if (s.p[i] == '\\')
            i++;
        else if (s.p[i] == '"')
            return i + 1;
    return 0;
}

static size_t value_span(str s, int depth)
{
    static const str words[] = {STR_INIT("true"), STR_INIT("false"), STR_INIT("null")};
    if (!s.n)
        return 0;
    if (s.p[0] == '{' || s.p[0] == '[')
        return list_span(s, s.p[0] == '{' ? '}' : ']', depth);
    if (s.p[0] == '"')
        return quoted_span(s);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_starts(s, words[i]))
            return words[i].n;
    return str_span(s, "+-.0123456789eE");
}

/* LINE without the attributes that it ends with: the whole of those in the last braces that are some. */
static str without_last(str line)
{
    for (size_t i = 0; i < line.n; i++) {
        if (line.p[i] == '\\')
            i++;
        else if (line.p[i] == '{') {
            size_t n = list_span(str_from(line, i), '}', 0);
            if (n && !str_trim(str_from(line, i + n)).n)
                return str_trim_right(str_first(line, i));
            i += n ? n - 1 : 0;
        }
    }
    return line;
}

/* The bytes of "> ", "- " and the like that LINE begins with. */
static size_t mark_span(str line)
{
    size_t n = str_span(line, " >\t");
    size_t bullet = str_span(str_from(line, n), "-*+");
    size_t digits = str_span(str_from(line, n), "0123456789");
    if (!bullet && digits && digits <= 9 && str_span(str_from(line, n + digits), ".)"))
        bullet = digits + 1;
    bool item = bullet && n + bullet < line.n && line.p[n + bullet] == ' ';
    return item ? n + bullet + str_span(str_from(line, n + bullet), " ") : n;
}

static bool is_code(str line)
{
    return str_starts(line, STR("    ")) || str_starts(line, STR("\t"));
}

/* "## Words {.x} ##", which has closing marks after them, loses those, too. */
static str of_heading(str line)
{
    size_t at = mark_span(line), level = str_span(str_from(line, at), "#");
    if (!level || level > 6 || at + level >= line.n || !char_is_space(line.p[at + level]))
        return line;
    str bare = str_trim_right(str_trim_char_right(str_trim_right(line), '#'));
    str made = without_last(bare);
    return made.n < bare.n && made.n >= at + level ? made : without_last(line);
}

/* True for a line that makes what stands above it a heading. */
static bool is_underline(str line)
{
    str rest = str_trim(line);
    return !is_code(line) && rest.n && (str_span(rest, "=") == rest.n || str_span(rest, "-") == rest.n);
}

static str line_of(str text)
{
    return str_first(text, str_span_not(text, "\n"));
}

static bool is_all(str line)
{
    str rest = str_trim(str_from(line, str_span(line, " >")));
    return rest.n && rest.p[0] == '{' && list_span(rest, '}', 0) == rest.n;
}

str attributes_drop(str text, bool headings, bool blocks, struct arena *arena)
{
    struct fence fence = {0};
    struct buf out;
    if (!str_has_char(text, '{') || !(headings || blocks))
        return text;
    buf_init(&out, text.n + 1);
    bool in_paragraph = false;
    while (text.n) {
        str line = line_of(text), next = line_of(str_from(text, line.n + 1));
        bool braces = line.n && str_has_char(line, '{') && (in_paragraph || !is_code(line));
        bool code = fence_takes(&fence, line);
        if (!code && braces && blocks && is_all(line))
            buf_put(&out, str_first(line, str_span(line, " >")));
        else if (!code && braces && headings)
            buf_put(&out, is_underline(next) ? without_last(line) : of_heading(line));
        else
            buf_put(&out, line);
        in_paragraph = !code && str_trim(line).n > 0;
        if (line.n < text.n)
            buf_put_char(&out, '\n');
        text = str_from(text, line.n + 1);
    }
    return buf_keep(&out, arena);
}
