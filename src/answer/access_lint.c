#include "answer/access_lint.h"

#include "answer/access.h"
#include "answer/capsule.h"
#include "render/link_targets.h"
#include "uri/uri.h"

static const struct peer nobody = {0};

/* "Gopher, Spartan and Nex"; empty: none of them is served. */
static str cleartext(const struct capsule_options *options, struct arena *arena)
{
    const struct {
        bool served;
        str name;
    } networks[] = {{options->gopher_port, STR_INIT("Gopher")},
                    {options->others.spartan, STR_INIT("Spartan")},
                    {options->others.nex, STR_INIT("Nex")}};
    str all = {0};
    size_t left = 0;
    for (size_t i = 0; i < sizeof networks / sizeof *networks; i++)
        left += networks[i].served;
    for (size_t i = 0; i < sizeof networks / sizeof *networks; i++)
        if (networks[i].served) {
            left--;
            str before = !all.n ? STR("") : left ? STR(", ") : STR(" and ");
            all = ARENA_CONCAT(arena, all, before, networks[i].name);
        }
    return all;
}

static bool is_for_all(const struct capsule_options *options, const struct site *site, str address, struct arena *arena)
{
    str path = uri_decode(address, arena);
    struct view view = view_find(site, LINK_GEMINI, path, false, arena);
    return !access_to_path(options, site, path, &nobody) && !access_to_view(options, &view, &nobody);
}

void access_lint(const struct document *document, const struct capsule_options *options, struct diag *diag)
{
    const struct page *page = document->page;
    if (!options->site.unlisted.count)
        return;
    struct arena *arena = arena_create();
    str networks = cleartext(options, arena);
    if (networks.n && is_for_all(options, page->site, link_page(page, LINK_GEMINI, arena), arena)) {
        const struct link_scope scope = capsule_scope(options, page, LINK_GEMINI);
        struct strmap found = {.arena = arena};
        link_targets(document, &scope, arena, &found);
        for (size_t i = 0; i < found.capacity; i++)
            if (found.slots[i].used && !is_for_all(options, page->site, found.slots[i].key, arena))
                diag_add(diag, SEVERITY_WARNING, page->source, found.slots[i].value > 0 ? found.slots[i].value : 0,
                         "a link to %.*s, which is restricted, is seen by everybody: on Gemini it asks for a "
                         "certificate, on %.*s nothing is there; link to it from a restricted page",
                         STR_ARG(found.slots[i].key), STR_ARG(networks));
    }
    arena_destroy(arena);
}
