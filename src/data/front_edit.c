#include "data/front_edit.h"

#include "data/frontmatter.h"

static const str mark_of_bytes = STR_INIT("\xef\xbb\xbf");

static size_t line_after(str s, size_t at)
{
    size_t end = str_find_char(str_from(s, at), '\n');
    return end == STR_NONE ? s.n : at + end + 1;
}

static bool opens(str line, const char *mark)
{
    str words = str_trim_right(line);
    return words.n >= 3 && str_span(words, mark) == words.n;
}

/* The lines up to one that begins with MARK; without one, front matter is not closed. */
static void find_close(str source, const char *mark, struct front_lines *f)
{
    for (size_t at = f->begin; at < source.n; at = line_after(source, at)) {
        str line = str_from(source, at);
        if (str_starts(line, str_of(mark)) || (*mark == '-' && str_starts(line, STR("...")))) {
            f->end = at;
            return;
        }
    }
    f->end = f->begin;
    f->unclosed = true;
}

struct front_lines front_lines_of(str source, bool open_form)
{
    size_t first = str_starts(source, mark_of_bytes) ? mark_of_bytes.n : 0, next = line_after(source, first);
    str line = str_between(source, first, next);
    struct front_lines f = {.begin = first, .end = first, .line_end = STR("\n")};
    if (str_ends(line, STR("\r\n")))
        f.line_end = STR("\r\n");
    f.json = str_starts(line, STR("{")) || opens(line, ";");
    f.toml = opens(line, "+");
    if (opens(line, "-") || f.toml) {
        f.begin = next;
        find_close(source, f.toml ? "+++" : "---", &f);
    } else if (!f.json && open_form && frontmatter_is_key(str_trim_right(line))) {
        find_close(source, "---", &f);
        f.unclosed = false;
    }
    return f;
}

static bool is_key(str line, str name, bool toml)
{
    str rest = str_starts(line, name) ? str_trim_left(str_from(line, name.n)) : STR("");
    return rest.n && rest.p[0] == (toml ? '=' : ':');
}

/* The lines of the key NAME, with those that go on; both ends equal: where it would be added. */
static void find_key(str source, const struct front_lines *f, str name, size_t *begin, size_t *end)
{
    *begin = *end = f->end;
    for (size_t at = f->begin; at < f->end; at = line_after(source, at)) {
        str line = str_between(source, at, f->end);
        if (f->toml && line.p[0] == '[') {
            *begin = *end = at;
            return;
        }
        if (!is_key(line, name, f->toml))
            continue;
        *begin = at;
        *end = line_after(source, at);
        while (!f->toml && *end < f->end && (source.p[*end] == ' ' || source.p[*end] == '\t'))
            *end = line_after(source, *end);
        return;
    }
}

str front_value(str source, const struct front_lines *f, str name)
{
    size_t begin, end;
    find_key(source, f, name, &begin, &end);
    str line = str_between(source, begin, end), key, value;
    if (begin == end || !str_cut(line, f->toml ? '=' : ':', &key, &value))
        return (str){NULL, 0};
    return str_trim(str_first(value, str_span_not(value, "\n")));
}

str front_with(str source, const struct front_lines *f, str name, str line, struct arena *arena)
{
    size_t begin, end;
    size_t first = str_starts(source, mark_of_bytes) ? mark_of_bytes.n : 0;
    bool none = f->begin == f->end && f->begin == first;
    find_key(source, f, name, &begin, &end);
    if (line.n)
        line = ARENA_CONCAT(arena, line, f->line_end);
    if (line.n && none)
        line = ARENA_CONCAT(arena, STR("---"), f->line_end, line, STR("---"), f->line_end, f->line_end);
    return ARENA_CONCAT(arena, str_first(source, begin), line, str_from(source, end));
}
