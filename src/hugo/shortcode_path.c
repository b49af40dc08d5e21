#include "hugo/shortcode_path.h"

#include "uri/uri.h"

str shortcode_path_rooted(const struct shortcode_operands *o, struct arena *arena)
{
    str path = shortcode_last(o);
    bool own =
        path.n && path.p[0] != '/' && path.p[0] != '#' && (unsigned char)path.p[0] >= ' ' && !str_has_char(path, ':');
    return own ? ARENA_CONCAT(arena, STR("/"), path) : path;
}

static str clean(str path, struct arena *arena)
{
    str out = STR("");
    bool rooted = str_starts(path, STR("/"));
    path = uri_single_slashes(ARENA_CONCAT(arena, STR("/"), path), arena);
    if (!uri_remove_dots(path, arena, &out))
        return STR("");
    out = out.n > 1 ? str_trim_char_right(out, '/') : out;
    return rooted ? out : str_from(out, 1);
}

str shortcode_path_cleaned(const struct shortcode_operands *o, struct arena *arena)
{
    return clean(shortcode_last(o), arena);
}

str shortcode_path_folder(const struct shortcode_operands *o, struct arena *arena)
{
    str path = shortcode_last(o);
    size_t slash = str_find_last(path, '/');
    return slash == STR_NONE ? STR(".") : clean(str_first(path, slash ? slash : 1), arena);
}

str shortcode_path_base(const struct shortcode_operands *o, struct arena *arena)
{
    (void)arena;
    str path = str_trim_char_right(shortcode_last(o), '/');
    size_t slash = str_find_last(path, '/');
    return slash == STR_NONE ? path : str_from(path, slash + 1);
}

str shortcode_path_extension(const struct shortcode_operands *o, struct arena *arena)
{
    str name = shortcode_path_base(o, arena);
    size_t dot = str_find_last(name, '.');
    return dot == STR_NONE ? STR("") : str_from(name, dot);
}

str shortcode_path_bare(const struct shortcode_operands *o, struct arena *arena)
{
    str name = shortcode_path_base(o, arena);
    return str_first(name, name.n - shortcode_path_extension(o, arena).n);
}

str shortcode_path_joined(const struct shortcode_operands *o, struct arena *arena)
{
    str path = shortcode_operand(o, 0);
    for (size_t i = 1; i < o->count; i++) {
        str next = str_from(o->items[i], str_span(o->items[i], "/"));
        path = ARENA_CONCAT(arena, str_trim_char_right(path, '/'), path.n ? STR("/") : STR(""), next);
    }
    return path;
}
