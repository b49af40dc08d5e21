#include "plain/gemlog.h"

#include "base/beneath.h"
#include "base/buf.h"
#include "plain/dated_name.h"
#include "text/valid.h"
#include "uri/uri.h"

enum { INDEX_MAX = 4 << 20, DAY = 10 /* bytes: "2024-05-01" */ };

/* The file that TARGET, a link in FOLDER, leads to; empty: none of this capsule. */
static str file_of(str target, str folder, struct arena *arena)
{
    str path, plain;
    if (uri_has_scheme(target, NULL) || str_starts(target, STR("//")) || !str_ends_nocase(target, STR(".gmi")))
        return STR("");
    str whole = str_starts(target, STR("/")) ? target : ARENA_CONCAT(arena, STR("/"), folder, STR("/"), target);
    bool inside = uri_decode_strict(whole, arena, &plain) && uri_remove_dots(plain, arena, &path);
    while (inside && str_starts(path, STR("/")))
        path = str_from(path, 1);
    return inside && text_is_valid(path) ? path : STR("");
}

/* Words behind a day, less what parts them from it. */
static str title_behind(str label)
{
    label = str_trim(str_from(label, DAY));
    while (label.n && str_has_char(STR("-:|"), label.p[0]))
        label = str_trim(str_from(label, 1));
    return label;
}

static void read_line(struct gemlog *g, str line, str folder, struct arena *arena)
{
    if (!str_starts(line, STR("=>")))
        return;
    line = str_trim(str_from(line, 2));
    size_t n = str_span_not(line, " \t");
    str label = str_trim(str_from(line, n)), path = file_of(str_first(line, n), folder, arena);
    struct dated_name dated;
    if (!path.n || label.n < DAY || !dated_name_of(str_first(label, DAY), &dated) || dated.rest.n)
        return;
    int *at = strmap_at(&g->at, path);
    if (*at)
        return;
    g->entries = arena_grow(arena, g->entries, g->count, &g->capacity, sizeof *g->entries);
    g->entries[g->count++] = (struct gemlog_entry){.day = dated.day, .title = title_behind(label)};
    *at = (int)g->count;
}

struct gemlog *gemlog_read(int root, struct arena *arena, str *text)
{
    static const str folders[] = {STR_INIT(""),     STR_INIT("gemlog"), STR_INIT("glog"),
                                  STR_INIT("log"),  STR_INIT("posts"),  STR_INIT("post"),
                                  STR_INIT("blog"), STR_INIT("phlog"),  STR_INIT("journal")};
    struct gemlog *g = ARENA_NEW(arena, struct gemlog);
    struct buf all;
    g->at.arena = arena;
    buf_init(&all, SIZE_MAX / 2);
    for (size_t i = 0; root >= 0 && i < sizeof folders / sizeof *folders; i++) {
        str index = ARENA_CONCAT(arena, folders[i], folders[i].n ? STR("/") : STR(""), STR("index.gmi")), rest, line;
        if (beneath_read(root, index, INDEX_MAX, arena, &rest) != OK || !text_is_valid(rest))
            continue;
        buf_put(&all, rest);
        while (str_line(&rest, &line))
            read_line(g, line, folders[i], arena);
    }
    *text = buf_keep(&all, arena);
    return g;
}

const struct gemlog_entry *gemlog_entry_of(const struct gemlog *g, str path)
{
    int at = strmap_get(&g->at, path);
    return at ? &g->entries[at - 1] : NULL;
}
