#include "markup/hand_notes.h"

#include "text/words.h"

enum { NUMBER_DIGITS = 4 };

static void drop(cmark_node *node)
{
    cmark_node_unlink(node);
    cmark_node_free(node);
}

static bool has_any(str s, const str *parts, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (str_find(s, parts[i]) != STR_NONE)
            return true;
    return false;
}

static bool is_arrow(str text)
{
    static const str arrows[] = {STR_INIT("↩"), STR_INIT("↑"), STR_INIT("⬆"),   STR_INIT("↵"),
                                 STR_INIT("⏎"), STR_INIT("⤴"), STR_INIT("⮐"), STR_INIT("↰"),
                                 STR_INIT("←"), STR_INIT("⇧"), STR_INIT("^")};
    return !text_has_word(text) && has_any(text, arrows, sizeof arrows / sizeof *arrows);
}

/* The number that TEXT is, in brackets or not; 0 when it is something else. */
static long number_of(str text)
{
    long number = 0;
    text = str_trim(text);
    if (text.n > 2 && (*text.p == '[' || *text.p == '('))
        text = str_trim(str_between(text, 1, text.n - 1));
    for (size_t i = 0; i < text.n; i++)
        if (!char_is_digit(text.p[i]))
            return 0;
    return text.n && text.n <= NUMBER_DIGITS && str_to_long(text, &number) ? number : 0;
}

static bool is_raised(cmark_node *node)
{
    return node && tree_kind(node) == TREE_MARKED && str_eq(tree_note(node)->tag, STR("sup"));
}

static bool names_note(str url)
{
    static const str names[] = {STR_INIT("fn"), STR_INIT("ftn"), STR_INIT("note"), STR_INIT("cite")};
    return has_any(url, names, sizeof names / sizeof *names);
}

/* LINK becomes a reference where it is one, with the element that raises it. Returns its number. */
static int settle_reference(cmark_node *link, struct arena *arena)
{
    cmark_node *around = cmark_node_parent(link), *inner = cmark_node_first_child(link);
    bool raised = is_raised(around) || is_raised(inner);
    if (!raised && !names_note(str_of(cmark_node_get_url(link))))
        return 0;
    long number = is_raised(around) ? number_of(tree_text(around, arena)) : 0;
    cmark_node *whole = number ? around : link;
    if (!number)
        number = number_of(tree_text(link, arena));
    if (!number)
        return 0;
    struct tree_note *note;
    cmark_node *reference = tree_node(TREE_REF, arena, &note);
    note->number = (int)number;
    cmark_node_replace(whole, reference);
    cmark_node_free(whole);
    return (int)number;
}

static void drop_arrow(cmark_node *link)
{
    cmark_node *parent = cmark_node_parent(link);
    drop(link);
    while (!cmark_node_first_child(parent) && is_raised(parent)) {
        link = parent;
        parent = cmark_node_parent(link);
        drop(link);
    }
    if (!cmark_node_first_child(parent) && cmark_node_get_type(parent) == CMARK_NODE_PARAGRAPH)
        drop(parent);
}

/* The links to anchors, in the order of the text. */
struct anchors {
    struct arena *arena;
    cmark_node **links;
    size_t count, capacity;
};

static void find_anchors(struct anchors *anchors, cmark_node *root)
{
    cmark_iter *walk = cmark_iter_new(root);
    for (cmark_event_type event; (event = cmark_iter_next(walk)) != CMARK_EVENT_DONE;) {
        cmark_node *node = cmark_iter_get_node(walk);
        if (event != CMARK_EVENT_ENTER || cmark_node_get_type(node) != CMARK_NODE_LINK ||
            !str_starts(str_of(cmark_node_get_url(node)), STR("#")))
            continue;
        anchors->links =
            arena_grow(anchors->arena, anchors->links, anchors->count, &anchors->capacity, sizeof *anchors->links);
        anchors->links[anchors->count++] = node;
    }
    cmark_iter_free(walk);
}

int hand_notes_settle(cmark_node *root, struct arena *arena)
{
    struct anchors anchors = {.arena = arena};
    int largest = 0;
    find_anchors(&anchors, root);
    for (size_t i = 0; i < anchors.count; i++) {
        cmark_node *link = anchors.links[i];
        int number = 0;
        if (is_arrow(tree_text(link, arena)))
            drop_arrow(link);
        else
            number = settle_reference(link, arena);
        largest = number > largest ? number : largest;
    }
    return largest;
}
