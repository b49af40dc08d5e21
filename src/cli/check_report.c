#include "cli/check.h"

#include "base/log.h"
#include "cli/check_lines.h"
#include "cli/json.h"

#include <stdlib.h>

enum { LOOK_BACK = 64 /* entries of one line, among which the same text is not repeated */ };

struct counts {
    size_t errors, warnings, notes;
};

static int by_place(const void *a, const void *b)
{
    const struct diag_entry *x = ((const struct placed *)a)->entry, *y = ((const struct placed *)b)->entry;
    int order = str_cmp(x->file, y->file);
    if (order == 0)
        order = (x->line > y->line) - (x->line < y->line);
    if (order == 0)
        order = (x > y) - (x < y); /* in the order in which they were found */
    return order;
}

static bool is_said(const struct placed *sorted, size_t count, const struct diag_entry *e)
{
    for (size_t i = count; i > 0 && i + LOOK_BACK > count; i--) {
        const struct diag_entry *other = sorted[i - 1].entry;
        if (other->line != e->line || !str_eq(other->file, e->file))
            return false;
        if (other->severity == e->severity && str_eq(other->text, e->text))
            return true;
    }
    return false;
}

/* Sorts by file and line. An entry that several passes found, or an include of several pages, stands once. */
static size_t sort(const struct diag *diag, struct placed *sorted)
{
    for (size_t i = 0; i < diag->count; i++)
        sorted[i].entry = &diag->entries[i];
    if (diag->count)
        qsort(sorted, diag->count, sizeof *sorted, by_place);
    size_t kept = 0;
    for (size_t i = 0; i < diag->count; i++)
        if (!is_said(sorted, kept, sorted[i].entry))
            sorted[kept++] = sorted[i];
    return kept;
}

static void count_one(struct counts *c, enum severity severity)
{
    switch (severity) {
    case SEVERITY_NOTE:
        c->notes++;
        break;
    case SEVERITY_WARNING:
        c->warnings++;
        break;
    case SEVERITY_ERROR:
        c->errors++;
        break;
    }
}

/* Entries beyond those that a diag keeps are known only by number. */
static struct counts count_all(const struct diag *diag, const struct placed *sorted, size_t count)
{
    struct counts kept = {0}, all = {0};
    for (size_t i = 0; i < diag->count; i++)
        count_one(&kept, diag->entries[i].severity);
    for (size_t i = 0; i < count; i++)
        count_one(&all, sorted[i].entry->severity);
    all.errors += diag->errors - kept.errors;
    all.warnings += diag->warnings - kept.warnings;
    return all;
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

/* With commas between thousands: 1,039. */
static void print_number(size_t n)
{
    if (n >= 1000)
        print_number(n / 1000);
    printf(n >= 1000 ? ",%03zu" : "%zu", n % 1000);
}

static void print_entry(const struct placed *p)
{
    const struct diag_entry *e = p->entry;
    log_write_safe(stdout, e->file);
    if (e->line > 0)
        printf(":%d", e->line);
    printf("%s%s: ", e->file.n ? ": " : "", name_of(e->severity));
    log_write_safe(stdout, e->text);
    if (p->times > 1) {
        printf(": ");
        print_number(p->times);
        printf(" times, first in ");
        log_write_safe(stdout, e->file);
        printf(":%d", e->line);
    }
    putchar('\n');
    if (p->more) {
        log_write_safe(stdout, e->file);
        printf(": %s: %zu more of this kind; see check --all\n", name_of(e->severity), p->more);
    }
}

static void print_kind(const struct check_kind *kind)
{
    printf("%7zu  ", kind->count);
    log_write_safe(stdout, kind->words);
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

static void print_json(const struct placed *sorted, size_t count)
{
    struct json json = {.out = stdout};
    json_begin(&json, '[');
    for (size_t i = 0; i < count; i++)
        put_entry(&json, sorted[i].entry);
    json_end(&json, ']');
}

static void print_count(FILE *out, size_t n, const char *what, const char *after)
{
    fprintf(out, "%zu %s%s%s", n, what, n == 1 ? "" : "s", after);
}

static void print_summary(FILE *out, size_t pages, struct counts counts, bool shown_all)
{
    print_count(out, pages, "page", ", ");
    print_count(out, counts.errors, "error", ", ");
    print_count(out, counts.warnings, "warning", ", ");
    print_count(out, counts.notes, "note", shown_all ? "\n" : "; too many to list them all\n");
}

static void print_text(struct placed *sorted, size_t count, bool all, struct arena *arena)
{
    size_t kinds;
    const struct check_kind *kind = check_lines_kinds(sorted, count, arena, &kinds);
    size_t shown = all ? count : check_lines_thin(sorted, count, arena);
    for (size_t i = 0; i < shown; i++)
        print_entry(&sorted[i]);
    for (size_t i = 0; i < kinds; i++)
        print_kind(&kind[i]);
}

void check_report(const struct diag *diag, enum check_format format, bool all, size_t pages)
{
    struct arena *arena = arena_create();
    struct placed *sorted = ARENA_ARRAY(arena, struct placed, diag->count + 1);
    size_t count = sort(diag, sorted);
    struct counts counts = count_all(diag, sorted, count);
    if (format == CHECK_JSON)
        print_json(sorted, count);
    else
        print_text(sorted, count, all, arena);
    print_summary(format == CHECK_JSON ? stderr : stdout, pages, counts, diag->count < DIAG_MAX);
    arena_destroy(arena);
}
