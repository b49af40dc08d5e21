#include "hugo/shortcode_template.h"

#include "base/strmap.h"
#include "hugo/folder.h"
#include "hugo/param.h"
#include "site/ground.h"

enum {
    TEMPLATE_MAX = 64 << 10, /* bytes of one */
    TEMPLATES_MAX = 2000,
    DEPTH_MAX = 4 /* folders in a folder */
};

struct shortcode_templates {
    struct strmap by_name; /* 1 + index */
    str *texts;
    size_t count, capacity;
};

struct gathering {
    int root;
    const struct site_options *options;
    struct arena *arena;
    struct buf *text;
    struct shortcode_templates *all;
};

static void read_one(struct gathering *r, str path, str name)
{
    str text;
    if (strmap_has(&r->all->by_name, name) || r->all->count == TEMPLATES_MAX ||
        ground_read(r->root, r->options, NULL, path, TEMPLATE_MAX, r->arena, &text) != OK)
        return;
    buf_put(r->text, path);
    buf_put(r->text, STR("\n"));
    buf_put(r->text, text);
    r->all->texts = arena_grow(r->arena, r->all->texts, r->all->count, &r->all->capacity, sizeof *r->all->texts);
    r->all->texts[r->all->count++] = text;
    *strmap_at(&r->all->by_name, name) = (int)r->all->count;
}

static void read_folder(struct gathering *r, str folder, str prefix, int depth)
{
    size_t count;
    const struct folder_entry *entries = folder_list(r->root, r->options, folder, r->arena, &count);
    for (size_t i = 0; i < count; i++) {
        str name = entries[i].name, path = ARENA_CONCAT(r->arena, folder, STR("/"), name);
        if (entries[i].is_folder && depth < DEPTH_MAX)
            read_folder(r, path, ARENA_CONCAT(r->arena, prefix, name, STR("/")), depth + 1);
        else if (!entries[i].is_folder && str_ends(name, STR(".html")))
            read_one(r, path, ARENA_CONCAT(r->arena, prefix, str_first(name, name.n - STR(".html").n)));
    }
}

/* The site's own come first, since the first of a name counts. */
static void read_below(struct gathering *r, str base)
{
    read_folder(r, ARENA_CONCAT(r->arena, base, STR("layouts/_shortcodes")), STR(""), 0);
    read_folder(r, ARENA_CONCAT(r->arena, base, STR("layouts/shortcodes")), STR(""), 0);
}

const struct shortcode_templates *shortcode_templates_read(int root, const struct site_options *options,
                                                           const struct data *all, struct arena *arena,
                                                           struct buf *text)
{
    struct gathering r = {.root = root, .options = options, .arena = arena, .text = text};
    r.all = ARENA_NEW(arena, struct shortcode_templates);
    r.all->by_name.arena = arena;
    if (root < 0)
        return r.all;
    read_below(&r, STR(""));
    struct str_list themes = param_list(data_get(all, STR("theme")), arena);
    for (size_t i = 0; i < themes.count; i++)
        if (!str_has_char(themes.items[i], '/'))
            read_below(&r, ARENA_CONCAT(arena, STR("themes/"), themes.items[i], STR("/")));
    return r.all;
}

bool shortcode_template_find(const struct shortcode_templates *all, str name, str *text)
{
    int at = all ? strmap_get(&all->by_name, name) : 0;
    if (!at)
        return false;
    *text = all->texts[at - 1];
    return true;
}
