#include "answer/public_view.h"

#include "answer/access.h"
#include "text/control.h"
#include "text/valid.h"
#include "uri/uri.h"

/* PATH is as a selector may name it: no control characters, no dot segments. */
static bool is_clean(str path)
{
    if (control_find(path) < path.n || !text_is_valid(path))
        return false;
    for (str head, rest = path; rest.n;) {
        str_cut(rest, '/', &head, &rest);
        if (str_eq(head, STR(".")) || str_eq(head, STR("..")))
            return false;
    }
    return true;
}

/* Nobody has a certificate here: a place that requires one does not exist. */
static bool is_restricted(const struct capsule *capsule, str path, const struct view *view)
{
    static const struct peer nobody = {0};
    return access_to_path(&capsule->options, capsule->site, path, &nobody) ||
           access_to_view(&capsule->options, view, &nobody);
}

static struct view find(const struct capsule *capsule, enum link_protocol protocol, str path, struct arena *arena)
{
    struct view none = {.kind = VIEW_NONE};
    if (!is_clean(path))
        return none;
    struct view view = view_find(capsule->site, protocol, path, false, arena);
    if (is_restricted(capsule, path, &view))
        return none;
    return view.kind == VIEW_FILE && str_ends(path, STR("/")) ? none : view;
}

/* As find; letters with marks may be written in two ways (NFC and NFD), of which a file's name has one. */
static struct view find_spelled(const struct capsule *capsule, enum link_protocol protocol, str path,
                                struct arena *arena)
{
    struct view view = find(capsule, protocol, path, arena);
    for (int form = 0; form < 2 && view.kind == VIEW_NONE; form++) {
        str spelled = form == 0 ? text_nfc(path, arena) : text_nfd(path, arena);
        if (!str_eq(spelled, path))
            view = find(capsule, protocol, spelled, arena);
    }
    return view;
}

struct view public_view_find(const struct capsule *capsule, enum link_protocol protocol, str selector,
                             struct arena *arena)
{
    str path = uri_single_slashes(ARENA_CONCAT(arena, STR("/"), selector), arena);
    str decoded;
    struct view view = find_spelled(capsule, protocol, path, arena);
    if (view.kind == VIEW_NONE && str_has_char(path, '%') && uri_decode_strict(path, arena, &decoded))
        view = find_spelled(capsule, protocol, decoded, arena);
    return view;
}
