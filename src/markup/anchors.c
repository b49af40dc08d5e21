#include "markup/anchors.h"

#include "text/slug.h"
#include "uri/uri.h"

static str letters_of(str name, struct arena *arena)
{
    str slug = text_slug(name, SLUG_DEFAULT, false, arena);
    char *out = arena_alloc(arena, slug.n + 1, 1);
    size_t n = 0;
    for (size_t i = 0; i < slug.n; i++)
        if (slug.p[i] != '-')
            out[n++] = slug.p[i];
    return (str){out, n};
}

static void add(struct anchors *anchors, str name)
{
    str letters = letters_of(name, anchors->names.arena);
    if (letters.n)
        *strmap_at(&anchors->names, letters) = 1;
}

/* kramdown takes off what stands before the first letter, GitHub does not. */
static void add_heading(struct anchors *anchors, str text)
{
    add(anchors, text);
    size_t lead = 0;
    while (lead < text.n && !char_is_alpha(text.p[lead]) && (unsigned char)text.p[lead] < 0x80)
        lead++;
    add(anchors, str_from(text, lead));
}

static void add_headings(struct anchors *anchors, cmark_node *root)
{
    cmark_iter *walk = cmark_iter_new(root);
    for (cmark_event_type event; (event = cmark_iter_next(walk)) != CMARK_EVENT_DONE;) {
        cmark_node *node = cmark_iter_get_node(walk);
        if (event == CMARK_EVENT_ENTER && cmark_node_get_type(node) == CMARK_NODE_HEADING)
            add_heading(anchors, tree_text(node, anchors->names.arena));
    }
    cmark_iter_free(walk);
}

/* The value of an attribute, with its quotes or without, that begins S. */
static str value_of(str s)
{
    char quote = s.n ? *s.p : '\0';
    if (quote == '"' || quote == '\'') {
        size_t end = str_find_char(str_from(s, 1), quote);
        return end == STR_NONE ? STR("") : str_between(s, 1, 1 + end);
    }
    return str_first(s, str_span_not(s, " \t\n>/"));
}

/* id="…" and name="…" of elements. */
static void add_attributes(struct anchors *anchors, str source, str name)
{
    for (size_t at; (at = str_find(source, name)) != STR_NONE;) {
        bool apart = at > 0 && char_is_space(source.p[at - 1]);
        source = str_from(source, at + name.n);
        if (apart)
            add(anchors, value_of(source));
    }
}

/* "{#name}" behind a heading, "{: .class #name}" below a block. */
static void add_braces(struct anchors *anchors, str source)
{
    for (size_t at; (at = str_find_char(source, '{')) != STR_NONE;) {
        source = str_from(source, at + 1);
        str inner = str_first(source, str_span_not(source, "{}\n"));
        size_t mark = str_find_char(inner, '#');
        if (mark != STR_NONE)
            add(anchors, str_first(str_from(inner, mark + 1), str_span_not(str_from(inner, mark + 1), " \t")));
    }
}

void anchors_find(struct anchors *anchors, cmark_node *root, str source, struct arena *arena)
{
    *anchors = (struct anchors){.names = {.arena = arena}};
    add_headings(anchors, root);
    add_attributes(anchors, source, STR("id="));
    add_attributes(anchors, source, STR("name="));
    add_braces(anchors, source);
    /* kramdown's id of a heading without a letter that it knows, and the top of the page. */
    add(anchors, STR("section"));
    add(anchors, STR("top"));
}

/* NAME without the number that tells headings with the same words apart: "more-2". */
static str without_number(str name)
{
    size_t n = name.n;
    while (n && char_is_digit(name.p[n - 1]))
        n--;
    return n && n < name.n && (name.p[n - 1] == '-' || name.p[n - 1] == '_') ? str_first(name, n - 1) : name;
}

bool anchors_have(const struct anchors *anchors, str url)
{
    struct arena *arena = anchors->names.arena;
    str name = uri_decode(str_from(url, 1), arena);
    return !name.n || strmap_has(&anchors->names, letters_of(name, arena)) ||
           strmap_has(&anchors->names, letters_of(without_number(name), arena));
}
