#include "base/diag.h"

#include "base/log.h"

void diag_init(struct diag *d)
{
    *d = (struct diag){.arena = arena_create()};
}

void diag_finish(struct diag *d)
{
    arena_destroy(d->arena);
    *d = (struct diag){0};
}

static void count(struct diag *d, enum severity severity)
{
    switch (severity) {
    case SEVERITY_NOTE:
        break;
    case SEVERITY_WARNING:
        d->warnings++;
        break;
    case SEVERITY_ERROR:
        d->errors++;
        break;
    }
}

static void keep(struct diag *d, struct diag_entry entry)
{
    d->entries = arena_grow(d->arena, d->entries, d->count, &d->capacity, sizeof *d->entries);
    d->entries[d->count++] = entry;
}

void diag_add(struct diag *d, enum severity severity, str file, int line, const char *format, ...)
{
    if (!d)
        return;
    count(d, severity);
    if (d->count >= DIAG_MAX)
        return;
    va_list args;
    va_start(args, format);
    str text = arena_vprintf(d->arena, format, args);
    va_end(args);
    keep(d, (struct diag_entry){arena_str(d->arena, file), line, severity, text});
}

void diag_append(struct diag *d, const struct diag *from)
{
    for (size_t i = 0; i < from->count; i++) {
        const struct diag_entry *e = &from->entries[i];
        diag_add(d, e->severity, e->file, e->line, "%.*s", STR_ARG(e->text));
    }
}

void diag_print(const struct diag *d, enum severity least, FILE *out)
{
    for (size_t i = 0; i < d->count; i++) {
        const struct diag_entry *e = &d->entries[i];
        if (e->severity < least)
            continue;
        fputs("splashdown: ", out);
        log_write_safe(out, e->file);
        if (e->line > 0)
            fprintf(out, ":%d", e->line);
        if (e->file.n)
            fputs(": ", out);
        if (e->severity == SEVERITY_WARNING)
            fputs("warning: ", out);
        log_write_safe(out, e->text);
        fputc('\n', out);
    }
}
