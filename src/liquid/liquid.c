#include "liquid/liquid.h"

#include "liquid/filter.h"
#include "liquid/walk.h"

#include <string.h>

static const struct tag_table *const own_tags[] = {&tag_flow, &tag_for, &tag_set};
static const struct filter_table *const own_filters[] = {&filter_case, &filter_edit, &filter_escape, &filter_number,
                                                         &filter_list, &filter_pick, &filter_date};

enum { OWN_TAGS = sizeof own_tags / sizeof *own_tags, OWN_FILTERS = sizeof own_filters / sizeof *own_filters };

/* Liquid's own words come first: no host can change their meaning. */
static void gather_words(struct run *run, const struct liquid_host *host)
{
    const struct tag_table **tags = ARENA_ARRAY(run->arena, const struct tag_table *, OWN_TAGS + host->tag_tables);
    const struct filter_table **filters =
        ARENA_ARRAY(run->arena, const struct filter_table *, OWN_FILTERS + host->filter_tables);
    memcpy(tags, own_tags, sizeof own_tags);
    memcpy(filters, own_filters, sizeof own_filters);
    for (size_t i = 0; i < host->tag_tables; i++)
        tags[OWN_TAGS + i] = host->tags[i];
    for (size_t i = 0; i < host->filter_tables; i++)
        filters[OWN_FILTERS + i] = host->filters[i];
    run->tags = tags;
    run->tag_tables = OWN_TAGS + host->tag_tables;
    run->filters = filters;
    run->filter_tables = OWN_FILTERS + host->filter_tables;
}

bool liquid_is_in(str text)
{
    return str_find(text, STR("{{")) != STR_NONE || str_find(text, STR("{%")) != STR_NONE;
}

struct mapped liquid_render(struct mapped in, const struct liquid_host *host, struct arena *arena, struct diag *diag)
{
    if (!liquid_is_in(in.text))
        return in;
    struct run *run = ARENA_NEW(arena, struct run);
    struct effort own = {0};
    *run = (struct run){.host = host, .arena = arena, .diag = diag, .effort = host->effort ? host->effort : &own};
    run->world = (struct value_world){arena, host->zone ? host->zone : zone_utc(), run};
    run->global_at.arena = run->counters.arena = run->cycles.arena = run->continued.arena = run->told.arena =
        run->included.arena = arena;
    gather_words(run, host);
    struct output out;
    output_init(&out, arena, RUN_OUTPUT_MAX);
    static const int nowhere[1];
    const struct template template = template_cut(run, in.text);
    walk_template(run, &template,
                  (struct origin){.lines = in.lines ? in.lines : nowhere, .count = in.lines ? in.count : 0}, &out);
    struct mapped result = {buf_keep(&out.text, arena), out.lines, out.count};
    output_finish(&out);
    return result;
}
