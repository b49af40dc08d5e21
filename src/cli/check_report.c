#include "cli/check.h"

#include "base/log.h"
#include "cli/json.h"

#include <stdlib.h>

struct placed {
    const struct diag_entry *entry;
};

static int by_place(const void *a, const void *b)
{
    const struct diag_entry *x = ((const struct placed *)a)->entry, *y = ((const struct placed *)b)->entry;
    int order = str_cmp(x->file, y->file);
    if (order == 0)
        order = (x->line > y->line) - (x->line < y->line);
    if (order == 0)
        order = (x > y) - (x < y); /* as they were found */
    return order;
}

static const char *name_of(enum severity severity)
{
    switch (severity) {
    case SEVERITY_NOTE:
        return "note";
    case SEVERITY_WARNING:
        return "warning";
    case SEVERITY_ERROR:
        break;
    }
    return "error";
}

static void print_entry(const struct diag_entry *e)
{
    log_write_safe(stdout, e->file);
    if (e->line > 0)
        printf(":%d", e->line);
    if (e->file.n)
        fputs(": ", stdout);
    if (e->severity != SEVERITY_ERROR)
        printf("%s: ", name_of(e->severity));
    log_write_safe(stdout, e->text);
    putchar('\n');
}

static void put_entry(struct json *j, const struct diag_entry *e)
{
    json_begin(j, '{');
    json_key(j, "file");
    json_str(j, e->file);
    json_key(j, "line");
    json_number(j, e->line);
    json_key(j, "severity");
    json_str(j, str_of(name_of(e->severity)));
    json_key(j, "message");
    json_str(j, e->text);
    json_end(j, '}');
}

static const char *plural(size_t n)
{
    return n == 1 ? "" : "s";
}

void check_report(const struct diag *diag, enum check_format format, size_t pages)
{
    struct arena *arena = arena_create();
    struct json json = {.out = stdout};
    struct placed *sorted = ARENA_ARRAY(arena, struct placed, diag->count + 1);
    for (size_t i = 0; i < diag->count; i++)
        sorted[i].entry = &diag->entries[i];
    qsort(sorted, diag->count, sizeof *sorted, by_place);
    if (format == CHECK_JSON)
        json_begin(&json, '[');
    for (size_t i = 0; i < diag->count; i++) {
        if (format == CHECK_JSON)
            put_entry(&json, sorted[i].entry);
        else
            print_entry(sorted[i].entry);
    }
    if (format == CHECK_JSON)
        json_end(&json, ']');
    else
        printf("%zu page%s, %zu error%s, %zu warning%s\n", pages, plural(pages), diag->errors, plural(diag->errors),
               diag->warnings, plural(diag->warnings));
    arena_destroy(arena);
}
