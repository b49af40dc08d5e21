#include "liquid/run.h"

void run_warn(struct run *run, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    str text = arena_vprintf(run->arena, format, args);
    va_end(args);
    str file = run->include.n ? run->include : run->host->file;
    int line = run->include.n ? run->include_line : run->line;
    int *told = strmap_at(&run->told, arena_printf(run->arena, "%.*s:%d %.*s", STR_ARG(file), line, STR_ARG(text)));
    if (!(*told)++)
        diag_copy(run->diag, &(struct diag_entry){STR(""), line, SEVERITY_WARNING, text, format, false}, file);
}

bool run_spend(struct run *run, size_t steps, size_t bytes)
{
    if (effort_step(run->effort, (int64_t)(steps + bytes / RUN_STEP_BYTES)))
        return true;
    if (!run->over)
        run_warn(run,
                 "the Liquid of this page takes more than %d steps; the rest of it is left out. Make its loops "
                 "shorter",
                 EFFORT_STEPS_MAX);
    run->over = true;
    return false;
}

struct value run_get(struct run *run, str name)
{
    for (size_t i = run->local_count; i-- > 0;)
        if (str_eq(run->locals[i].name, name))
            return run->locals[i].value;
    int at = strmap_get(&run->global_at, name);
    if (at)
        return run->globals[at - 1];
    struct value known = run->host->variable ? run->host->variable(run->host->self, name, &run->world) : value_nil();
    if (known.kind != VALUE_NIL)
        return known;
    if (strmap_has(&run->counters, name))
        return value_int(strmap_get(&run->counters, name));
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
