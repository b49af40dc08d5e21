#include "markup/parser_notes.h"

#include <string.h>

/* Footnotes in the order of their numbers. */
struct order {
    struct parser *parser;
    struct footnote **items;
    size_t count;
};

static void number_reference(struct order *order, cmark_node *node)
{
    const struct tree_note *old = tree_note(node);
    struct footnote *footnote = &order->parser->footnotes[old->number - 1];
    if (!footnote->number) {
        order->items[order->count++] = footnote;
        footnote->number = (int)order->count;
    }
    struct tree_note *note = ARENA_NEW(order->parser->arena, struct tree_note);
    *note = *old;
    note->number = footnote->number;
    note->occurrence = ++footnote->references;
    tree_set_note(node, note);
}

static void number_references(struct order *order, cmark_node *below)
{
    cmark_iter *walk = cmark_iter_new(below);
    for (cmark_event_type event; (event = cmark_iter_next(walk)) != CMARK_EVENT_DONE;) {
        cmark_node *node = cmark_iter_get_node(walk);
        if (event == CMARK_EVENT_ENTER && tree_kind(node) == TREE_REF)
            number_reference(order, node);
    }
    cmark_iter_free(walk);
}

static void add_footnote(struct parser *parser, const struct footnote *footnote)
{
    struct tree_note *note = ARENA_NEW(parser->arena, struct tree_note);
    *note = *tree_note(footnote->node);
    note->number = footnote->number;
    tree_set_note(footnote->node, note);
    cmark_node_append_child(parser->notes, footnote->node);
}

static void settle_notes(struct parser *parser)
{
    if (!parser->footnote_count) {
        parser_drop(parser, parser->notes);
        return;
    }
    struct order order = {.parser = parser};
    order.items = ARENA_ARRAY(parser->arena, struct footnote *, parser->footnote_count + 1);
    number_references(&order, parser->root);
    for (size_t i = 0; i < order.count; i++)
        number_references(&order, order.items[i]->node);
    for (size_t i = 0; i < parser->footnote_count; i++) {
        struct footnote *footnote = &parser->footnotes[i];
        if (!footnote->number) {
            parser_tell(parser, SEVERITY_WARNING, footnote->line,
                        "nothing refers to the footnote [^%.*s], so it is not shown", STR_ARG(footnote->label));
            parser_drop(parser, footnote->node);
        }
    }
    for (size_t i = 0; i < order.count; i++)
        add_footnote(parser, order.items[i]);
    if (order.count && parser->notes_place)
        cmark_node_insert_before(parser->notes_place, parser->notes);
    else if (order.count)
        cmark_node_append_child(parser->root, parser->notes);
    else
        parser_drop(parser, parser->notes);
}

void parser_notes_settle(struct parser *parser)
{
    settle_notes(parser);
    if (parser->notes_place) {
        cmark_node_unlink(parser->notes_place);
        cmark_node_free(parser->notes_place);
    }
}
