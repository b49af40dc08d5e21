#include "answer/gemini_view.h"

#include "answer/access.h"
#include "text/valid.h"

str gemini_gemtext_type(str lang, struct arena *arena)
{
    str type = STR("text/gemini; charset=utf-8");
    /* RFC 5646 has letters, digits and hyphens, the header commas; nothing else that an author wrote may reach a
     * header. */
    for (size_t i = 0; i < lang.n; i++)
        if (!char_is_alnum(lang.p[i]) && lang.p[i] != '-' && lang.p[i] != ',')
            return type;
    return lang.n ? ARENA_CONCAT(arena, type, STR("; lang="), lang) : type;
}

str gemini_type(const struct capsule *capsule, const struct view *view, struct arena *arena)
{
    switch (view->kind) {
    case VIEW_PAGE:
        return gemini_gemtext_type(view->page->lang, arena);
    case VIEW_PLACE:
        if (view->place.kind == PLACE_FEED)
            return STR("application/atom+xml");
        return gemini_gemtext_type(site_edition(capsule->site, view->place.edition).lang, arena);
    case VIEW_FILE: {
        str type = mime_of(capsule->options.mime, view->file->path);
        if (str_eq(type, STR("text/gemini")))
            return gemini_gemtext_type(site_config(capsule->site)->lang, arena);
        return mime_is_text(type) ? ARENA_CONCAT(arena, type, STR("; charset=utf-8")) : type;
    }
    case VIEW_FOLDER:
    case VIEW_MENU:
    case VIEW_DRAFTS:
    case VIEW_NONE:
        return gemini_gemtext_type(site_config(capsule->site)->lang, arena);
    case VIEW_TEXT:
    case VIEW_ROBOTS:
    case VIEW_CAPS:
    case VIEW_STYLE:
    case VIEW_SITEMAP:
    case VIEW_ABSENT:
        break;
    }
    return STR("text/plain; charset=utf-8");
}

/* An escaped slash is part of a name, and no file's name has one: only an address that we made ourselves may have
 * it. */
static bool has_escaped_slash(str path)
{
    return str_find(path, STR("%2F")) != STR_NONE || str_find(path, STR("%2f")) != STR_NONE;
}

bool gemini_view_path(str requested, struct arena *arena, str *path)
{
    if (!requested.n) {
        *path = STR("/");
        return true;
    }
    str decoded;
    return uri_decode_strict(uri_single_slashes(requested, arena), arena, &decoded) &&
           uri_remove_dots(decoded, arena, path) && str_starts(*path, STR("/"));
}

/*
 * The view that PEER may see at PATH; else *STATUS is the refusal. A place that needs a certificate is refused before
 * anybody learns whether it exists.
 */
static struct view find(const struct capsule *capsule, str path, const struct peer *peer, struct arena *arena,
                        int *status)
{
    const struct capsule_options *options = &capsule->options;
    bool has_editors = options->editors.count > 0;
    int draft = has_editors ? access_to_drafts(options, peer) : GEMINI_NOT_FOUND;
    struct view view = view_find(capsule->site, LINK_GEMINI, path, draft == 0, arena);
    *status = access_to_path(options, capsule->site, path, peer);
    if (*status == 0)
        *status = access_to_view(options, &view, peer);
    if (*status == 0 && view.kind == VIEW_NONE)
        *status =
            has_editors && (str_eq(path, STR("/drafts")) || str_eq(path, STR("/drafts/"))) ? draft : GEMINI_NOT_FOUND;
    return view;
}

/*
 * As find; but letters with marks may be written in two ways (NFC and NFD), of which a file's name has one. The address
 * is then not the one that was requested.
 */
static struct view find_spelled(const struct capsule *capsule, str path, const struct peer *peer, struct arena *arena,
                                int *status)
{
    struct view view = find(capsule, path, peer, arena, status);
    for (int form = 0; form < 2 && *status == GEMINI_NOT_FOUND; form++) {
        str spelled = form == 0 ? text_nfc(path, arena) : text_nfd(path, arena);
        if (str_eq(spelled, path))
            continue;
        view = find(capsule, spelled, peer, arena, status);
        view.canonical = false;
    }
    return view;
}

struct view gemini_view_find(const struct capsule *capsule, str requested, str path, const struct peer *peer,
                             struct arena *arena, int *status)
{
    struct view view = find_spelled(capsule, path, peer, arena, status);
    if (!*status && has_escaped_slash(requested) && !str_eq(requested, view.address))
        *status = GEMINI_NOT_FOUND;
    return view;
}
