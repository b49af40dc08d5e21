#include "cli/check_lines.h"

#include "base/strmap.h"

#include <stdlib.h>

enum { OF_A_KIND = 3 };

/* True when ENTRY names the thing that it is about: then the same words elsewhere are about the same thing. */
static bool has_target(const struct diag_entry *entry)
{
    return entry->line > 0 && str_find(str_of(entry->kind), STR("%.*s")) != STR_NONE;
}

/* The first line that says the same of the same; NULL: none. */
static struct placed *find_same(struct placed *lines, size_t kept, struct strmap *said, const struct diag_entry *entry,
                                struct arena *arena)
{
    int *index = strmap_at(said, arena_printf(arena, "%d %.*s", (int)entry->severity, STR_ARG(entry->text)));
    if (*index)
        return &lines[*index - 1];
    *index = (int)kept + 1;
    return NULL;
}

struct of_kind {
    const char *kind;
    size_t count, last; /* LAST: index of the last line that is shown */
};

/* How often the kind of ENTRY is in its file so far; KINDS are those of one file, few. */
static struct of_kind *find_kind(struct of_kind **kinds, size_t *count, size_t *capacity, const char *kind,
                                 struct arena *arena)
{
    for (size_t i = 0; i < *count; i++)
        if ((*kinds)[i].kind == kind)
            return &(*kinds)[i];
    *kinds = arena_grow(arena, *kinds, *count, capacity, sizeof **kinds);
    (*kinds)[*count] = (struct of_kind){.kind = kind};
    return &(*kinds)[(*count)++];
}

size_t check_lines_thin(struct placed *lines, size_t count, struct arena *arena)
{
    struct strmap said = {.arena = arena};
    struct of_kind *kinds = NULL;
    size_t kept = 0, kind_count = 0, capacity = 0;
    for (size_t i = 0; i < count; i++) {
        struct placed line = {.entry = lines[i].entry, .times = 1};
        if (i && !str_eq(line.entry->file, lines[i - 1].entry->file))
            kind_count = 0;
        struct of_kind *kind = find_kind(&kinds, &kind_count, &capacity, line.entry->kind, arena);
        /* A complaint without a line is about the file as a whole, as each fault of a configuration is. */
        if (line.entry->severity != SEVERITY_ERROR && line.entry->line > 0 && kind->count >= OF_A_KIND) {
            lines[kind->last].more++;
            continue;
        }
        struct placed *same = has_target(line.entry) ? find_same(lines, kept, &said, line.entry, arena) : NULL;
        if (same) {
            same->times++;
            continue;
        }
        kind->count++;
        kind->last = kept;
        lines[kept++] = line;
    }
    return kept;
}

/* A format as people read it: what varies is "…", and what to write instead is left out. */
static str words_of(const char *format, struct arena *arena)
{
    str s = str_of(format);
    char *out = arena_alloc(arena, 2 * s.n + 4, 1);
    size_t n = 0;
    for (size_t i = 0; i < s.n && s.p[i] != ';'; i++) {
        if (s.p[i] != '%' || i + 1 == s.n || s.p[i + 1] == '%') {
            out[n++] = s.p[i];
            i += s.p[i] == '%';
            continue;
        }
        i += 1 + str_span(str_from(s, i + 1), "0123456789.*-+ #lzjth");
        for (size_t k = 0; k < STR("…").n; k++)
            out[n++] = STR("…").p[k];
    }
    return (str){out, n};
}

static int most_first(const void *a, const void *b)
{
    const struct check_kind *one = a, *two = b;
    int order = (one->count < two->count) - (one->count > two->count);
    return order ? order : str_cmp(one->words, two->words);
}

const struct check_kind *check_lines_kinds(const struct placed *lines, size_t line_count, struct arena *arena,
                                           size_t *count)
{
    struct strmap known = {.arena = arena};
    struct check_kind *kinds = NULL;
    size_t all = 0, capacity = 0;
    for (size_t i = 0; i < line_count; i++) {
        int *index = strmap_at(&known, str_of(lines[i].entry->kind));
        if (!*index) {
            kinds = arena_grow(arena, kinds, all, &capacity, sizeof *kinds);
            kinds[all] = (struct check_kind){.words = words_of(lines[i].entry->kind, arena)};
            *index = (int)++all;
        }
        if (kinds) /* as always: the analyzer cannot see it */
            kinds[*index - 1].count++;
    }
    if (all)
        qsort(kinds, all, sizeof *kinds, most_first);
    for (*count = 0; *count < all && kinds[*count].count > 1;)
        ++*count;
    return kinds;
}
