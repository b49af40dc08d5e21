#include "markup/settle.h"

#include "base/buf.h"
#include "base/strmap.h"
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

/* The nearest text from NODE on: STEP leads to the next sibling, INNER to the child that comes first in that
 * direction. */
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

/* Does NEXT continue the run of text SO_FAR: is it text, or a soft break that joins two texts? */
static bool continues_run(str so_far, cmark_node *next, bool hard_wrap)
{
    if (is_type(next, CMARK_NODE_TEXT))
        return true;
    if (hard_wrap || !is_type(next, CMARK_NODE_SOFTBREAK))
        return false;
    cmark_node *after = cmark_node_next(next);
    return is_type(after, CMARK_NODE_TEXT) && text_joins(so_far, str_of(cmark_node_get_literal(after)));
}

/* Joins the rest of its run of text to TEXT. Returns the node after the run. */
static cmark_node *join_run(cmark_node *text, bool hard_wrap, struct buf *run)
{
    cmark_node *next = cmark_node_next(text);
    str so_far = next ? str_of(cmark_node_get_literal(text)) : STR("");
    if (!continues_run(so_far, next, hard_wrap))
        return next;
    buf_clear(run);
    buf_put(run, so_far);
    for (; continues_run(buf_str(run), next, hard_wrap); next = cmark_node_next(text)) {
        if (is_type(next, CMARK_NODE_TEXT))
            buf_put(run, str_of(cmark_node_get_literal(next)));
        drop(next);
    }
    buf_put_char(run, '\0');
    cmark_node_set_literal(text, run->p);
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

/* cmark leaves an empty text where a space ends a line. */
static bool is_empty_text(cmark_node *node)
{
    const char *literal = cmark_node_get_literal(node);
    return literal && !*literal && is_type(node, CMARK_NODE_TEXT);
}

/* A link to a place of its own page whose text is a mark alone: in a browser it gives the address of what it stands
 * beside. */
static bool is_place_mark(cmark_node *node)
{
    static const char *const marks[] = {"#", "\u00b6", "\U0001f517"};
    cmark_node *text = is_type(node, CMARK_NODE_LINK) ? cmark_node_first_child(node) : NULL;
    const char *url = text ? cmark_node_get_url(node) : NULL;
    return url && *url == '#' && url[1] && is_type(text, CMARK_NODE_TEXT) && !cmark_node_next(text) &&
           STR_IS_ANY(str_trim(str_of(cmark_node_get_literal(text))), marks);
}

/* With the blanks before it. */
static void drop_place_mark(cmark_node *node, struct buf *scratch)
{
    cmark_node *before = cmark_node_previous(node);
    if (is_type(before, CMARK_NODE_TEXT)) {
        buf_clear(scratch);
        buf_put(scratch, str_trim_right(str_of(cmark_node_get_literal(before))));
        buf_put_char(scratch, '\0');
        cmark_node_set_literal(before, scratch->p);
    }
    drop(node);
}

/* Children are settled before their parent. Two runs that a dropped soft break has made neighbours need no joining:
 * join_run took both. */
static void settle_breaks(cmark_node *parent, bool hard_wrap, struct buf *run)
{
    for (cmark_node *node = cmark_node_first_child(parent), *next; node; node = next) {
        next = cmark_node_next(node);
        if (cmark_node_first_child(node))
            settle_breaks(node, hard_wrap, run);
        if (is_place_mark(node))
            drop_place_mark(node, run);
        else if (is_empty_text(node))
            drop(node);
    }
    settle_children(parent, hard_wrap, run);
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

/* First lines of paragraphs that may be names. */
struct speakers {
    struct arena *arena;
    struct buf name;
    struct speaker *items;
    size_t count, capacity;
    struct strmap times;
};

/* Puts the first line of PARAGRAPH into speakers->name and returns the soft break after it; NULL when the line is
 * not short or no soft break follows. */
static cmark_node *take_first_line(struct speakers *speakers, cmark_node *paragraph)
{
    cmark_node *node = cmark_node_first_child(paragraph);
    buf_clear(&speakers->name);
    for (; node && !is_type(node, CMARK_NODE_SOFTBREAK); node = cmark_node_next(node)) {
        const char *literal = cmark_node_get_literal(node);
        str text = literal ? str_of(literal) : tree_text(node, speakers->arena);
        if (is_type(node, CMARK_NODE_LINEBREAK) || !cmark_node_next(node) || buf_put(&speakers->name, text) != OK)
            return NULL;
    }
    return node;
}

static void add_speaker(struct speakers *speakers, cmark_node *paragraph)
{
    cmark_node *softbreak = take_first_line(speakers, paragraph);
    str name = str_trim(buf_str(&speakers->name));
    if (!softbreak || !name.n || ends_closed(name) || text_width(name) > SPEAKER_COLUMNS)
        return;
    name = arena_str(speakers->arena, name);
    speakers->items =
        arena_grow(speakers->arena, speakers->items, speakers->count, &speakers->capacity, sizeof *speakers->items);
    speakers->items[speakers->count++] = (struct speaker){softbreak, name};
    ++*strmap_at(&speakers->times, name);
}

static void find_speakers(struct speakers *speakers, cmark_node *parent)
{
    for (cmark_node *node = cmark_node_first_child(parent); node; node = cmark_node_next(node)) {
        if (is_type(node, CMARK_NODE_PARAGRAPH))
            add_speaker(speakers, node);
        else if (cmark_node_first_child(node))
            find_speakers(speakers, node);
    }
}

static void settle_speakers(cmark_node *root, struct arena *arena)
{
    struct speakers speakers = {.arena = arena, .times = {.arena = arena}};
    buf_init(&speakers.name, SPEAKER_COLUMNS * 8);
    find_speakers(&speakers, root);
    buf_finish(&speakers.name);
    for (size_t i = 0; i < speakers.count; i++)
        if (strmap_get(&speakers.times, speakers.items[i].name) >= SPEAKER_TIMES)
            harden(speakers.items[i].softbreak);
}

void settle(cmark_node *root, bool hard_wrap, struct arena *arena)
{
    if (!hard_wrap)
        settle_speakers(root, arena);
    struct buf run;
    buf_init(&run, SIZE_MAX);
    settle_breaks(root, hard_wrap, &run);
    buf_finish(&run);
}
