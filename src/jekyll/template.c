#include "jekyll/template.h"

#include "jekyll/drop.h"
#include "jekyll/drop_lists.h"
#include "jekyll/other_page.h"
#include "jekyll/template_trial.h"
#include "jekyll/template_words.h"
#include "liquid/liquid.h"
#include "site/today.h"

/* Dates without a zone are in the site's, or that of the page's own date. */
static const struct zone *page_zone(const struct page *page, struct arena *arena)
{
    const struct zone *zone;
    if (page && page->site)
        return site_settings(page->site)->zone;
    int offset = page && page->has_date ? page->date.offset : 0;
    int minutes = (offset < 0 ? -offset : offset) / 60;
    str name = arena_printf(arena, "<z>%c%d:%02d", offset < 0 ? '+' : '-', minutes / 60, minutes % 60);
    return offset && zone_load(-1, name, arena, &zone) == OK ? zone : zone_utc();
}

static struct value variable(const void *self, str name, const struct value_world *world)
{
    const struct template_scope *scope = self;
    if (str_eq(name, STR("page")))
        return drop_current(scope);
    if (str_eq(name, STR("site")) && scope->page && scope->page->site)
        return drop_site(scope);
    if (str_eq(name, STR("paginator")) && scope->page && scope->page->site)
        return drop_paginator(scope, world);
    if (str_eq(name, STR("layout")) && world->run)
        run_warn(world->run, "layout is known to Jekyll alone, and empty here; write the value itself");
    if (!str_eq(name, STR("jekyll")))
        return value_nil();
    struct value_pair *pairs = ARENA_ARRAY(world->arena, struct value_pair, 2);
    pairs[0] = (struct value_pair){STR("environment"), value_string(STR("production"))};
    pairs[1] = (struct value_pair){STR("version"), value_string(STR("4.3.1"))}; /* whose rules are kept */
    return value_map(pairs, 2);
}

static struct moment now(const void *self, bool *is_day)
{
    const struct template_scope *scope = self;
    if (scope->page && scope->page->site)
        return site_today(scope->page->site, scope->uses, is_day);
    *is_day = false;
    return (struct moment){0};
}

struct mapped template_render(struct mapped in, const struct template_scope *given, struct arena *arena,
                              struct diag *diag)
{
    if (!liquid_is_in(in.text))
        return in;
    struct template_scope own = *given, *scope = &own;
    own.render = template_render;
    if (!own.others) {
        own.others = ARENA_NEW(arena, struct other_pages);
        own.others->at.arena = arena;
    }
    const struct tag_table *const tags[] = {&tag_include, &tag_link, &tag_code, tag_plugins(arena)};
    static const struct filter_table *const filters[] = {&filter_url};
    const struct liquid_host host = {.file = scope->file,
                                     .effort = scope->effort,
                                     .zone = page_zone(scope->page, arena),
                                     .self = scope,
                                     .variable = variable,
                                     .now = scope->page && scope->page->site ? now : NULL,
                                     .looped = scope->trial ? trial_sees_loop : NULL,
                                     .tags = tags,
                                     .tag_tables = sizeof tags / sizeof *tags,
                                     .filters = filters,
                                     .filter_tables = sizeof filters / sizeof *filters};
    return liquid_render(in, &host, arena, diag);
}
