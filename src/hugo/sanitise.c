#include "hugo/sanitise.h"

#include "text/letter.h"
#include "text/valid.h"

#include <string.h>

static bool stays(str c, str behind)
{
    if (c.p[0] == '%')
        return behind.n > 1 && char_hex(behind.p[0]) >= 0 && char_hex(behind.p[1]) >= 0;
    return c.n == 1 && c.p[0] && strchr("./\\_#+~-@", c.p[0]);
}

/* True for a path of which nothing changes, as most are. */
static bool is_clean(str path)
{
    for (size_t i = 0; i < path.n; i++) {
        char c = path.p[i];
        bool clean = (c >= 'a' && c <= 'z') || char_is_digit(c) || c == '-' || c == '/' || c == '_' || c == '.';
        if (!clean)
            return false;
    }
    return true;
}

str sanitise(str path, const struct path_style *style, struct arena *arena)
{
    if (style->write)
        return style->write(path, arena);
    if (is_clean(path))
        return arena_str(arena, path);
    if (style->without_accents)
        path = text_without_accents(path, arena);
    char *out = arena_alloc(arena, 2 * path.n + 1, 1);
    size_t n = 0;
    bool blank = false, hyphen = false;
    for (str c; path.n;) {
        enum letter kind = letter_take(&path, &c);
        if (kind == LETTER_LETTER || stays(c, path)) {
            hyphen = c.p[0] == '-';
            if (blank && !hyphen)
                out[n++] = '-';
            blank = false;
            memcpy(out + n, c.p, c.n);
            n += c.n;
        } else if (n > 0 && !hyphen && kind == LETTER_SPACE) {
            blank = true;
        }
    }
    str made = {out, n};
    return style->keep_case ? made : text_lower(made, arena);
}
