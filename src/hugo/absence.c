#include "hugo/absence.h"

#include "hugo/config.h"
#include "hugo/origin.h"
#include "hugo/param.h"
#include "hugo/tree.h"
#include "site/ground.h"
#include "text/clean.h"

struct absent {
    const struct site *site;
    struct origin origin;
    int root;
    struct arena *arena;
    struct diag *diag;
};

/* Says that VALUE, of the file's own front matter or of a cascade, keeps it from readers. KEY is what it says. */
static void tell(const struct absent *a, const struct data *value, bool own, str folder, bool configured, str key)
{
    str path = a->origin.reading->entry->path, says = param_text(value, a->arena);
    str by = own          ? path
             : configured ? config_file_of(a->root, site_options(a->site), STR("cascade"), a->arena)
                          : tree_branch(a->origin.hugo->tree, a->origin.name.language, folder);
    if (own)
        diag_add(a->diag, SEVERITY_NOTE, path, value->line, "not shown: its front matter sets %.*s to %.*s",
                 STR_ARG(key), STR_ARG(says));
    else
        diag_add(a->diag, SEVERITY_NOTE, path, 0, "not shown: the cascade at %.*s:%d sets %.*s to %.*s", STR_ARG(by),
                 value->line, STR_ARG(key), STR_ARG(says));
}

/* Tells of KEY, or where INNER is not empty of that in it; false: nothing sets it. */
static bool tell_key(const struct absent *a, str key, str inner)
{
    str folder = STR("");
    bool configured = false;
    const struct data *own = data_get(a->origin.front.data, key);
    const struct data *value = own ? own : origin_inherited(&a->origin, key, &folder, &configured);
    if (inner.n)
        value = data_get(value, inner);
    if (value)
        tell(a, value, own, folder, configured, ARENA_CONCAT(a->arena, key, inner.n ? STR(".") : STR(""), inner));
    return value;
}

void absence_tell(const struct site *site, int root, str path, struct diag *diag)
{
    struct absent a = {.site = site, .root = root, .arena = arena_create(), .diag = diag};
    const struct scan_entry entry = {.path = path};
    const struct page_reading reading = {
        .root = root, .entry = &entry, .settings = site_settings(site), .arena = a.arena};
    str text;
    if (ground_read(root, site_options(site), NULL, path, DOCUMENT_MAX, a.arena, &text) == OK) {
        origin_open(&a.origin, &reading, clean_source(text, path, a.arena, NULL));
        const struct language *language = a.origin.language;
        if (language->off)
            diag_add(diag, SEVERITY_NOTE, path, 0, "not shown: the configuration disables its language, %.*s",
                     STR_ARG(language->name));
        else if (!tell_key(&a, STR("_build"), STR("render")) && !tell_key(&a, STR("build"), STR("render")))
            tell_key(&a, STR("headless"), STR(""));
    }
    arena_destroy(a.arena);
}
