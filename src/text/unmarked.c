#include "text/unmarked.h"

#include "text/html_text.h"

#include <string.h>

enum { TAG_MAX_BYTES = 2000, BREAK = -1, NOTHING = -2 };

static const str names[] = {
    STR_INIT("a"),      STR_INIT("abbr"), STR_INIT("b"),    STR_INIT("big"),   STR_INIT("code"),
    STR_INIT("del"),    STR_INIT("em"),   STR_INIT("font"), STR_INIT("i"),     STR_INIT("ins"),
    STR_INIT("kbd"),    STR_INIT("mark"), STR_INIT("s"),    STR_INIT("small"), STR_INIT("span"),
    STR_INIT("strong"), STR_INIT("sub"),  STR_INIT("sup"),  STR_INIT("tt"),    STR_INIT("u"),
};
enum { NAME_COUNT = sizeof names / sizeof *names };

struct tag {
    size_t at, n; /* in the text */
    int what;     /* index in NAMES, BREAK or NOTHING */
    bool removed;
    size_t words;  /* characters of words before it */
    size_t around; /* 1 + index of the tag of this name that is open around it */
};

struct tags {
    struct tag *items;
    size_t count, capacity;
    size_t open[NAME_COUNT]; /* 1 + index of the innermost open tag; 0: none */
    struct arena *arena;
};

static bool find_name(str name, int *what)
{
    if (str_eq_nocase(name, STR("br")))
        return *what = BREAK, true;
    if (str_eq_nocase(name, STR("wbr")) || str_eq_nocase(name, STR("img")))
        return *what = NOTHING, true;
    for (int i = 0; i < NAME_COUNT; i++)
        if (str_eq_nocase(name, names[i]))
            return *what = i, true;
    return false;
}

/* The bytes of the tag that S begins with, 0: it begins with none. */
static size_t tag_length(str s, bool *closing, int *what)
{
    s = str_first(s, TAG_MAX_BYTES);
    *closing = s.n > 1 && s.p[1] == '/';
    size_t begin = 1 + *closing, n = begin;
    while (n < s.n && char_is_alpha(s.p[n]))
        n++;
    if (n == s.n || !find_name(str_between(s, begin, n), what) || (*closing && *what < 0))
        return 0;
    if (s.p[n] != '>' && s.p[n] != '/' && !char_is_space(s.p[n]))
        return 0;
    for (; n < s.n && s.p[n] != '>' && s.p[n] != '<'; n++)
        if (s.p[n] == '"' || s.p[n] == '\'') {
            size_t end = str_find_char(str_from(s, n + 1), s.p[n]);
            if (end == STR_NONE)
                return 0;
            n += end + 1;
        }
    return n < s.n && s.p[n] == '>' ? n + 1 : 0;
}

static void add_tag(struct tags *tags, const struct tag *tag, bool closing)
{
    size_t *open = tag->what >= 0 ? &tags->open[tag->what] : NULL;
    bool pair = open && closing && *open;
    if (pair) {
        struct tag *opening = &tags->items[*open - 1];
        opening->removed = opening->words < tag->words;
        *open = opening->around;
        if (!opening->removed)
            return;
    } else if (open && closing) {
        return;
    }
    tags->items = arena_grow(tags->arena, tags->items, tags->count, &tags->capacity, sizeof *tags->items);
    struct tag *added = &tags->items[tags->count++];
    *added = *tag;
    added->removed = pair || !open;
    if (open && !closing) {
        added->around = *open;
        *open = tags->count;
    }
}

/* A letter, a digit or a sign beyond ASCII, the dots that stand for "anything" aside. */
static bool is_of_word(str s)
{
    return char_is_alnum(*s.p) ||
           ((unsigned char)*s.p >= 0x80 && !str_starts(s, STR("…")) && !str_starts(s, STR("\xc2\xa0")));
}

static size_t step(str s)
{
    size_t n = 1;
    while (n < s.n && ((unsigned char)s.p[n] & 0xc0) == 0x80)
        n++;
    return n;
}

static void find_tags(struct tags *tags, str s)
{
    size_t words = 0;
    for (size_t i = 0, n; i < s.n; i += n) {
        struct tag tag = {.at = i, .words = words};
        bool closing = false;
        str rest = str_from(s, i);
        n = tag.n = *rest.p == '<' ? tag_length(rest, &closing, &tag.what) : 0;
        if (n) {
            add_tag(tags, &tag, closing);
        } else {
            words += is_of_word(rest);
            n = step(rest);
        }
    }
}

/* Appends TEXT to the N bytes of OUT. Blanks on both sides of a tag that has gone are one. */
static size_t append(char *out, size_t n, str text)
{
    text = str_from(text, n && out[n - 1] == ' ' && str_starts(text, STR(" ")));
    memcpy(out + n, text.p, text.n);
    return n + text.n;
}

static str without(const struct tags *tags, str s, struct arena *arena)
{
    char *out = arena_alloc(arena, s.n + 1, 1);
    size_t n = 0, kept = 0;
    for (size_t i = 0; i < tags->count; i++) {
        const struct tag *tag = &tags->items[i];
        if (!tag->removed)
            continue;
        n = append(out, n, str_between(s, kept, tag->at));
        kept = tag->at + tag->n;
        if (tag->what == BREAK && n && kept < s.n && out[n - 1] != ' ' && s.p[kept] != ' ')
            out[n++] = ' ';
    }
    return str_trim((str){out, append(out, n, str_from(s, kept))});
}

str text_unmark(str s, struct arena *arena)
{
    if (str_has_char(s, '<')) {
        struct arena *scratch = arena_create();
        struct tags tags = {.arena = scratch};
        find_tags(&tags, s);
        bool any = false;
        for (size_t i = 0; i < tags.count && !any; i++)
            any = tags.items[i].removed;
        if (any)
            s = without(&tags, s, arena);
        arena_destroy(scratch);
    }
    return arena_one_line(arena, html_decode(s, arena));
}
