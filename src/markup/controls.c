#include "markup/controls.h"

#include "text/words.h"

/* The buttons of a page, in the order of the text. */
struct buttons {
    struct arena *arena;
    cmark_node **items;
    size_t count, capacity;
};

static bool is_control(cmark_node *node)
{
    return tree_kind(node) == TREE_SPAN && tree_note(node)->tag.n;
}

/* A button within another goes or stays with it. */
static void find_buttons(struct buttons *buttons, cmark_node *root)
{
    int open = 0;
    cmark_iter *walk = cmark_iter_new(root);
    for (cmark_event_type event; (event = cmark_iter_next(walk)) != CMARK_EVENT_DONE;) {
        cmark_node *node = cmark_iter_get_node(walk);
        if (!is_control(node) || !str_eq(tree_note(node)->tag, STR("button")))
            continue;
        open += event == CMARK_EVENT_ENTER ? 1 : -1;
        if (event != CMARK_EVENT_ENTER || open > 1)
            continue;
        buttons->items =
            arena_grow(buttons->arena, buttons->items, buttons->count, &buttons->capacity, sizeof *buttons->items);
        buttons->items[buttons->count++] = node;
    }
    cmark_iter_free(walk);
}

static bool is_inline(cmark_node *node)
{
    return cmark_node_get_type(node) > CMARK_NODE_LAST_BLOCK;
}

static cmark_node *block_of(cmark_node *node)
{
    while (is_inline(node))
        node = cmark_node_parent(node);
    return node;
}

static bool leads_somewhere(cmark_node *button)
{
    bool found = false;
    for (cmark_node *node = button; is_inline(node) && !found; node = cmark_node_parent(node))
        found = cmark_node_get_type(node) == CMARK_NODE_LINK;
    cmark_iter *walk = cmark_iter_new(button);
    while (!found && cmark_iter_next(walk) != CMARK_EVENT_DONE) {
        cmark_node_type type = cmark_node_get_type(cmark_iter_get_node(walk));
        found = type == CMARK_NODE_LINK || type == CMARK_NODE_IMAGE;
    }
    cmark_iter_free(walk);
    return found;
}

/* Has BLOCK words besides those of its controls? */
static bool is_sentence(cmark_node *block)
{
    int controls = 0;
    bool words = false;
    cmark_iter *walk = cmark_iter_new(block);
    for (cmark_event_type event; !words && (event = cmark_iter_next(walk)) != CMARK_EVENT_DONE;) {
        cmark_node *node = cmark_iter_get_node(walk);
        const char *literal = cmark_node_get_literal(node);
        if (is_control(node))
            controls += event == CMARK_EVENT_ENTER ? 1 : -1;
        else if (!controls && literal)
            words = text_has_word(str_of(literal));
    }
    cmark_iter_free(walk);
    return words;
}

static bool shows_picture(cmark_node *block)
{
    bool found = false;
    cmark_iter *walk = cmark_iter_new(block);
    while (!found && cmark_iter_next(walk) != CMARK_EVENT_DONE)
        found = cmark_node_get_type(cmark_iter_get_node(walk)) == CMARK_NODE_IMAGE;
    cmark_iter_free(walk);
    return found;
}

static void drop(cmark_node *node)
{
    cmark_node_unlink(node);
    cmark_node_free(node);
}

void controls_settle(cmark_node *root, struct arena *arena)
{
    struct buttons buttons = {.arena = arena};
    find_buttons(&buttons, root);
    cmark_node *block = NULL;
    bool sentence = false;
    for (size_t i = 0; i < buttons.count; i++) {
        cmark_node *button = buttons.items[i], *around = block_of(button);
        if (around != block)
            sentence = is_sentence(around);
        block = around;
        if (sentence || leads_somewhere(button))
            continue;
        drop(button);
        bool last = i + 1 == buttons.count || block_of(buttons.items[i + 1]) != block;
        cmark_node_type type = cmark_node_get_type(block);
        if (last && (type == CMARK_NODE_PARAGRAPH || type == CMARK_NODE_HEADING) && !tree_text(block, arena).n &&
            !shows_picture(block))
            drop(block);
    }
}
