#include "hugo/render_hook.h"

#include "hugo/param.h"
#include "site/ground.h"

enum { HOOK_MAX = 64 << 10 /* bytes */ };

static bool is_below(int root, const struct site_options *options, str base, str kind, struct arena *arena,
                     struct buf *text, str *hook)
{
    static const str folders[] = {STR_INIT("layouts/_markup/"), STR_INIT("layouts/_default/_markup/")};
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        str path = ARENA_CONCAT(arena, base, folders[i], STR("render-"), kind, STR(".html"));
        if (ground_read(root, options, NULL, path, HOOK_MAX, arena, hook) == OK) {
            buf_put(text, path);
            buf_put(text, *hook);
            return true;
        }
    }
    return false;
}

bool render_hook_is_there(int root, const struct site_options *options, const struct data *all, str kind,
                          struct arena *arena, struct buf *text, str *hook)
{
    if (root < 0)
        return false;
    bool found = is_below(root, options, STR(""), kind, arena, text, hook);
    struct str_list themes = param_list(data_get(all, STR("theme")), arena);
    for (size_t i = 0; i < themes.count && !found; i++)
        if (!str_has_char(themes.items[i], '/'))
            found = is_below(root, options, ARENA_CONCAT(arena, STR("themes/"), themes.items[i], STR("/")), kind, arena,
                             text, hook);
    return found;
}
