#include "jekyll/feed_collection.h"

static const struct data *collections_of(const struct data *all)
{
    const struct data *named = data_get(data_get(all, STR("feed")), STR("collections"));
    return named && (named->kind == DATA_MAP || named->kind == DATA_LIST) ? named : NULL;
}

static str label_at(const struct data *named, size_t i, struct arena *arena)
{
    return named->kind == DATA_MAP ? named->pairs[i].key : data_text(named->items[i], arena);
}

bool feed_collection_find(const struct data *all, str label, const struct data **meta)
{
    const struct data *named = collections_of(all);
    struct arena *scratch = arena_create();
    bool found = false;
    for (size_t i = 0; named && !found && i < named->count; i++) {
        found = str_eq(label_at(named, i, scratch), label);
        *meta = found && named->kind == DATA_MAP ? named->pairs[i].value : NULL;
    }
    arena_destroy(scratch);
    return found;
}

static bool has_category(const struct data *meta, str name, struct arena *arena)
{
    const struct data *list = data_get(meta, STR("categories"));
    for (size_t i = 0; list && list->kind == DATA_LIST && i < list->count; i++)
        if (str_eq(data_text(list->items[i], arena), name))
            return true;
    return false;
}

/* "/feed/LABEL.xml" or a path of the author's; "/feed/LABEL/NAME.xml" of each category. */
static bool is_feed_of(str label, const struct data *meta, str path, struct arena *arena)
{
    str own = data_text(data_get(meta, STR("path")), arena), folder = ARENA_CONCAT(arena, STR("/feed/"), label);
    str usual = ARENA_CONCAT(arena, folder, STR(".xml"));
    if (str_eq(path, !own.n ? usual : str_starts(own, STR("/")) ? own : ARENA_CONCAT(arena, STR("/"), own)))
        return true;
    folder = ARENA_CONCAT(arena, folder, STR("/"));
    return str_starts(path, folder) && str_ends(path, STR(".xml")) && path.n > folder.n + STR(".xml").n &&
           has_category(meta, str_between(path, folder.n, path.n - STR(".xml").n), arena);
}

str feed_collection_at(const struct data *all, str path, struct arena *arena)
{
    const struct data *named = collections_of(all);
    for (size_t i = 0; named && i < named->count; i++) {
        str label = label_at(named, i, arena);
        if (is_feed_of(label, named->kind == DATA_MAP ? named->pairs[i].value : NULL, path, arena))
            return label;
    }
    return STR("");
}
