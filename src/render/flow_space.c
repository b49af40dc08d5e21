#include "render/flow_space.h"

#include <string.h>

/* White space that is no indentation: NBSP, zero-width space, byte order mark; last, what Chinese indents with. */
static const str spaces[] = {STR_INIT(" "), STR_INIT("\xc2\xa0"), STR_INIT("\xe2\x80\x8b"), STR_INIT("\xef\xbb\xbf"),
                             STR_INIT("\xe3\x80\x80")};
enum { SPACES = sizeof spaces / sizeof *spaces, SPACES_AT_START = SPACES - 1 };

static str trim_start(str line)
{
    for (int i = 0; i < SPACES_AT_START; i++)
        if (str_starts(line, spaces[i])) {
            line = str_from(line, spaces[i].n);
            i = -1;
        }
    return line;
}

static str trim_end(str line)
{
    for (int i = 0; i < SPACES; i++)
        if (str_ends(line, spaces[i])) {
            line = str_first(line, line.n - spaces[i].n);
            i = -1;
        }
    return line;
}

str flow_one_line(str text, struct arena *arena)
{
    text = trim_end(trim_start(arena_one_line(arena, text)));
    if (str_find(text, STR("  ")) == STR_NONE)
        return text;
    char *out = arena_alloc(arena, text.n, 1);
    size_t n = 0;
    for (size_t i = 0; i < text.n; i++)
        if (text.p[i] != ' ' || out[n - 1] != ' ')
            out[n++] = text.p[i];
    return (str){out, n};
}

str flow_tidy(str text, struct arena *arena)
{
    if (!str_has_char(text, '\n'))
        return trim_end(trim_start(text));
    char *out = arena_alloc(arena, text.n + 1, 1);
    size_t n = 0;
    bool blank = true;
    for (str line; str_line(&text, &line);) {
        line = trim_end(trim_start(line));
        if (line.n || !blank) {
            memcpy(out + n, line.p, line.n);
            n += line.n;
            out[n++] = '\n';
        }
        blank = line.n == 0;
    }
    return str_trim_char_right((str){out, n}, '\n');
}
