#include "hugo/ignore.h"

enum { ATOMS_MAX = 63 /* the states of a pattern are the bits of a number */ };

struct atom {
    char byte;
    bool any;             /* a dot */
    bool optional, again; /* ? or *; + or * */
};

struct ignore {
    struct atom atoms[ATOMS_MAX];
    size_t count;
    bool at_start, at_end;
};

/* Takes one byte, as it is or escaped, off PATTERN. */
static bool take_atom(str *pattern, struct atom *atom)
{
    char c = pattern->p[0];
    *atom = (struct atom){.byte = c, .any = c == '.'};
    *pattern = str_from(*pattern, 1);
    if (c != '\\')
        return !str_has_char(STR("*+?()[]{}|^$"), c);
    if (!pattern->n || char_is_alnum(pattern->p[0]))
        return false;
    atom->byte = pattern->p[0];
    *pattern = str_from(*pattern, 1);
    return true;
}

static void take_repetition(str *pattern, struct atom *atom)
{
    char c = pattern->n ? pattern->p[0] : '\0';
    atom->optional = c == '*' || c == '?';
    atom->again = c == '*' || c == '+';
    if (atom->optional || atom->again)
        *pattern = str_from(*pattern, 1);
}

const struct ignore *ignore_parse(str pattern, struct arena *arena)
{
    struct ignore *ignore = ARENA_NEW(arena, struct ignore);
    *ignore = (struct ignore){.at_start = str_starts(pattern, STR("^"))};
    pattern = str_from(pattern, ignore->at_start);
    while (pattern.n && !str_eq(pattern, STR("$"))) {
        struct atom atom;
        if (ignore->count == ATOMS_MAX || !take_atom(&pattern, &atom))
            return NULL;
        take_repetition(&pattern, &atom);
        ignore->atoms[ignore->count++] = atom;
    }
    ignore->at_end = pattern.n > 0;
    return ignore;
}

/* STATES and those that are reached without a byte. */
static uint64_t reach(const struct ignore *ignore, uint64_t states)
{
    for (size_t i = 0; i < ignore->count; i++)
        if (states >> i & 1 && ignore->atoms[i].optional)
            states |= (uint64_t)1 << (i + 1);
    return states;
}

static uint64_t step(const struct ignore *ignore, uint64_t states, char byte)
{
    uint64_t next = 0;
    for (size_t i = 0; i < ignore->count; i++) {
        const struct atom *atom = &ignore->atoms[i];
        if (states >> i & 1 && (atom->any || atom->byte == byte))
            next |= (uint64_t)1 << (i + 1) | (uint64_t)atom->again << i;
    }
    return next;
}

bool ignore_matches(const struct ignore *ignore, str text)
{
    uint64_t states = 1, end = (uint64_t)1 << ignore->count;
    for (size_t i = 0; i < text.n; i++) {
        states = reach(ignore, states);
        if (states & end && !ignore->at_end)
            return true;
        states = step(ignore, states, text.p[i]) | !ignore->at_start;
    }
    return reach(ignore, states) & end;
}
