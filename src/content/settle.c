#include "content/settle.h"

#include "base/buf.h"
#include "content/strmap.h"
#include "text/width.h"

#include <stdint.h>

enum { SPEAKER_COLUMNS = 40, SPEAKER_TIMES = 3 };

static bool is_type(cmark_node *node, cmark_node_type type)
{
    return node && cmark_node_get_type(node) == type;
}

static void drop(cmark_node *node)
{
    cmark_node_unlink(node);
    cmark_node_free(node);
}

static cmark_node *harden(cmark_node *softbreak)
{
    cmark_node *made = tree_new(CMARK_NODE_LINEBREAK);
    cmark_node_replace(softbreak, made);
    cmark_node_free(softbreak);
    return made;
}

/* The text that stands at the edge of NODE, on the side that STEP and INNER lead away from. */
static str edge_text(cmark_node *node, cmark_node *(*step)(cmark_node *), cmark_node *(*inner)(cmark_node *))
{
    for (; node; node = step(node)) {
        cmark_node *leaf = node;
        for (cmark_node *child; (child = inner(leaf));)
            leaf = child;
        const char *literal = cmark_node_get_literal(leaf);
        if (literal && *literal)
            return str_of(literal);
    }
    return STR("");
}

static bool joins(cmark_node *softbreak)
{
    return text_joins(edge_text(cmark_node_previous(softbreak), cmark_node_previous, cmark_node_last_child),
                      edge_text(cmark_node_next(softbreak), cmark_node_next, cmark_node_first_child));
}

/* Takes into TEXT what follows it, as far as it is one run of text. Returns the node after the run. */
static cmark_node *join_run(cmark_node *text, bool hard_wrap, struct buf *run)
{
    buf_clear(run);
    buf_put(run, str_of(cmark_node_get_literal(text)));
    bool changed = false;
    cmark_node *next;
    while ((next = cmark_node_next(text))) {
        cmark_node *after = cmark_node_next(next);
        if (is_type(next, CMARK_NODE_TEXT))
            buf_put(run, str_of(cmark_node_get_literal(next)));
        else if (hard_wrap || !is_type(next, CMARK_NODE_SOFTBREAK) || !is_type(after, CMARK_NODE_TEXT) ||
                 !text_joins(buf_str(run), str_of(cmark_node_get_literal(after))))
            break;
        drop(next);
        changed = true;
    }
    if (changed) {
        buf_put_char(run, '\0');
        cmark_node_set_literal(text, run->p);
    }
    return next;
}

static void settle_children(cmark_node *parent, bool hard_wrap, struct buf *run)
{
    for (cmark_node *node = cmark_node_first_child(parent), *next; node; node = next) {
        next = cmark_node_next(node);
        if (is_type(node, CMARK_NODE_SOFTBREAK)) {
            if (hard_wrap)
                harden(node);
            else if (joins(node))
                drop(node);
        } else if (is_type(node, CMARK_NODE_TEXT)) {
            next = join_run(node, hard_wrap, run);
        }
    }
}

/* Between two runs that a dropped soft break has made neighbours nothing is left to join: join_run took both. */
static void settle_breaks(cmark_node *root, bool hard_wrap)
{
    struct buf run;
    buf_init(&run, SIZE_MAX);
    cmark_iter *walk = cmark_iter_new(root);
    for (cmark_event_type event; (event = cmark_iter_next(walk)) != CMARK_EVENT_DONE;) {
        cmark_node *node = cmark_iter_get_node(walk);
        if (event == CMARK_EVENT_EXIT && cmark_node_first_child(node))
            settle_children(node, hard_wrap, &run);
    }
    cmark_iter_free(walk);
    buf_finish(&run);
}

struct speaker {
    cmark_node *softbreak;
    str name;
};

static bool ends_closed(str name)
{
    static const str closing[] = {STR_INIT("."),  STR_INIT(","),  STR_INIT(";"),  STR_INIT("!"),  STR_INIT("?"),
                                  STR_INIT("…"),  STR_INIT("。"), STR_INIT("，"), STR_INIT("、"), STR_INIT("；"),
                                  STR_INIT("！"), STR_INIT("？"), STR_INIT("」"), STR_INIT("』"), STR_INIT("”")};
    for (size_t i = 0; i < sizeof closing / sizeof *closing; i++)
        if (str_ends(name, closing[i]))
            return true;
    return false;
}

/* The first line of PARAGRAPH, if it may be a speaker's name. */
static bool find_speaker(cmark_node *paragraph, struct arena *arena, struct speaker *out)
{
    struct buf name;
    buf_init(&name, SPEAKER_COLUMNS * 8);
    cmark_node *node = cmark_node_first_child(paragraph);
    bool fits = true;
    for (; fits && node && !is_type(node, CMARK_NODE_SOFTBREAK); node = cmark_node_next(node)) {
        const char *literal = cmark_node_get_literal(node);
        fits = !is_type(node, CMARK_NODE_LINEBREAK) &&
               buf_put(&name, literal ? str_of(literal) : tree_text(node, arena)) == OK;
    }
    *out = (struct speaker){node, arena_str(arena, str_trim(buf_str(&name)))};
    buf_finish(&name);
    return fits && node && out->name.n && !ends_closed(out->name) && text_width(out->name) <= SPEAKER_COLUMNS;
}

static void settle_speakers(cmark_node *root, struct arena *arena)
{
    struct speaker *found = NULL;
    size_t count = 0, capacity = 0;
    struct strmap times = {.arena = arena};
    cmark_iter *walk = cmark_iter_new(root);
    for (cmark_event_type event; (event = cmark_iter_next(walk)) != CMARK_EVENT_DONE;) {
        cmark_node *node = cmark_iter_get_node(walk);
        struct speaker speaker;
        if (event == CMARK_EVENT_ENTER && is_type(node, CMARK_NODE_PARAGRAPH) && find_speaker(node, arena, &speaker)) {
            found = arena_grow(arena, found, count, &capacity, sizeof *found);
            found[count++] = speaker;
            ++*strmap_at(&times, speaker.name);
        }
    }
    cmark_iter_free(walk);
    for (size_t i = 0; i < count; i++)
        if (strmap_get(&times, found[i].name) >= SPEAKER_TIMES)
            harden(found[i].softbreak);
}

void settle(cmark_node *root, bool hard_wrap, struct arena *arena)
{
    if (!hard_wrap)
        settle_speakers(root, arena);
    settle_breaks(root, hard_wrap);
}
