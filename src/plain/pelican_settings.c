#include "plain/pelican_settings.h"

#include "base/beneath.h"
#include "text/valid.h"

enum { SETTINGS_MAX = 1 << 20 /* bytes */ };

/* The text in quotes that VALUE is, perhaps with a comment behind it; empty: it is something else. */
static str quoted(str value)
{
    bool marked = value.n > 1 && (value.p[0] == '"' || value.p[0] == '\'');
    size_t end = marked ? str_find_char(str_from(value, 1), value.p[0]) : STR_NONE;
    str inner = end == STR_NONE ? STR("") : str_between(value, 1, 1 + end);
    return str_has_char(inner, '\\') ? STR("") : inner;
}

void pelican_settings_put(int root, struct growing *map, struct arena *arena)
{
    static const struct {
        const char *theirs, *ours;
    } keys[] = {{"SITENAME", "title"},
                {"AUTHOR", "author"},
                {"TIMEZONE", "timezone"},
                {"DEFAULT_LANG", "lang"},
                {"SITESUBTITLE", "description"}};
    str text, line, key, value;
    if (root < 0 || beneath_read(root, STR("pelicanconf.py"), SETTINGS_MAX, arena, &text) != OK || !text_is_valid(text))
        return;
    for (int number = 1; str_line(&text, &line); number++) {
        bool pair = str_cut(line, '=', &key, &value);
        value = quoted(str_trim(value));
        for (size_t i = 0; pair && value.n && i < sizeof keys / sizeof *keys; i++)
            if (str_eq(str_trim_right(key), str_of(keys[i].theirs))) {
                struct data *data = ARENA_NEW(arena, struct data);
                *data = (struct data){.kind = DATA_STRING, .line = number, .text = value};
                growing_put(map, str_of(keys[i].ours), number, data, arena);
            }
    }
}
