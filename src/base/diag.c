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

/* True for the same text about the same place, twice in a row: "::" and "0.0.0.0" say the same of a port. */
static bool is_said(const struct diag *d, const struct diag_entry *entry)
{
    const struct diag_entry *last = d->count ? &d->entries[d->count - 1] : NULL;
    return last && last->line == entry->line && last->severity == entry->severity && str_eq(last->file, entry->file) &&
           str_eq(last->text, entry->text);
}

static void keep(struct diag *d, struct diag_entry entry)
{
    d->entries = arena_grow(d->arena, d->entries, d->count, &d->capacity, sizeof *d->entries);
    d->entries[d->count++] = entry;
}

static void add(struct diag *d, struct diag_entry entry)
{
    if (is_said(d, &entry))
        return;
    count(d, entry.severity);
    entry.file = arena_str(d->arena, entry.file);
    if (d->count < DIAG_MAX)
        keep(d, entry);
}

void diag_add_unread(struct diag *diag, str file, const char *why)
{
    diag_add(diag, SEVERITY_ERROR, file, 0, "%s", why);
    if (diag)
        diag->unread++;
}

void diag_add(struct diag *d, enum severity severity, str file, int line, const char *format, ...)
{
    if (!d)
        return;
    va_list args;
    va_start(args, format);
    add(d, (struct diag_entry){file, line, severity, arena_vprintf(d->arena, format, args), format, false});
    va_end(args);
}

void diag_mark_past(struct diag *diag)
{
    if (diag && diag->count)
        diag->entries[diag->count - 1].past = true;
}

void diag_copy(struct diag *d, const struct diag_entry *other, str file)
{
    if (!d)
        return;
    add(d, (struct diag_entry){file, other->line, other->severity, arena_str(d->arena, other->text), other->kind,
                               other->past});
}

void diag_append(struct diag *d, const struct diag *from)
{
    for (size_t i = 0; i < from->count; i++)
        diag_copy(d, &from->entries[i], from->entries[i].file);
}

uint64_t diag_hash_errors(const struct diag *d, size_t first)
{
    uint64_t hash = 0;
    for (size_t i = first; i < d->count; i++) {
        const struct diag_entry *e = &d->entries[i];
        if (e->severity == SEVERITY_ERROR)
            hash = str_hash(str_hash((hash ? hash : STR_HASH_SEED) + (uint64_t)e->line, e->file), e->text);
    }
    return hash;
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

void diag_log(struct diag *diag)
{
    diag_print(diag, SEVERITY_WARNING, stderr);
    diag_finish(diag);
}
