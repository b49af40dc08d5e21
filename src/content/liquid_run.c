#include "content/liquid_run.h"

#include "content/liquid_drop.h"

void run_warn(struct run *run, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    str text = arena_vprintf(run->arena, format, args);
    va_end(args);
    str file = run->include.n ? run->include : run->scope->file;
    int line = run->include.n ? run->include_line : run->line;
    int *told = strmap_at(&run->told, arena_printf(run->arena, "%.*s:%d %.*s", STR_ARG(file), line, STR_ARG(text)));
    if (!(*told)++)
        diag_add(run->diag, SEVERITY_WARNING, file, line, "%.*s", STR_ARG(text));
}

bool run_spend(struct run *run, size_t steps, size_t bytes)
{
    run->steps += (int64_t)(steps + bytes / RUN_STEP_BYTES);
    if (run->steps <= RUN_STEPS_MAX)
        return true;
    if (!run->over)
        run_warn(run, "too much Liquid; the rest of this page is left out. Make its loops shorter");
    run->over = true;
    return false;
}

void run_put(struct walk *walk, str text)
{
    struct run *run = walk->run;
    if (run->over || output_put(walk->out, text, (struct origin){.line = run->line}))
        return;
    run_warn(run, "the page grows beyond %d MB; the rest is left out", RUN_OUTPUT_MAX >> 20);
    run->over = true;
}

struct value run_get(struct run *run, str name)
{
    for (size_t i = run->local_count; i-- > 0;)
        if (str_eq(run->locals[i].name, name))
            return run->locals[i].value;
    int at = strmap_get(&run->global_at, name);
    if (at)
        return run->globals[at - 1];
    const struct page *page = run->scope->page;
    if (str_eq(name, STR("page")))
        return (struct value){.kind = VALUE_MAP, .form = FORM_CURRENT, .of = run->scope};
    if (str_eq(name, STR("site")) && page && page->site)
        return (struct value){.kind = VALUE_MAP, .form = FORM_SITE, .of = page->site};
    if (str_eq(name, STR("jekyll"))) {
        struct value_pair *pair = ARENA_NEW(run->arena, struct value_pair);
        *pair = (struct value_pair){STR("environment"), value_string(STR("production"))};
        return value_map(pair, 1);
    }
    for (size_t i = 0; i < run->counters.capacity; i++)
        if (run->counters.slots[i].used && str_eq(run->counters.slots[i].key, name))
            return value_int(run->counters.slots[i].value);
    return value_nil();
}

void run_assign(struct run *run, str name, struct value value)
{
    int *at = strmap_at(&run->global_at, name);
    if (!*at) {
        run->globals =
            arena_grow(run->arena, run->globals, run->global_count, &run->global_capacity, sizeof *run->globals);
        *at = (int)++run->global_count;
    }
    run->globals[*at - 1] = value;
}

bool run_push(struct run *run, str name, struct value value)
{
    if (run->local_count == RUN_LOCALS_MAX)
        return false;
    run->locals[run->local_count++] = (struct run_local){name, value};
    return true;
}

void run_pop(struct run *run)
{
    run->local_count--;
}
