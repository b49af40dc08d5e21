#include "render/flow_label.h"

#include "text/words.h"

/* Takes lines off the end of FLOW's text that say no more than its last links do, which stand below it. A label that
 * stands before, too, is hardly that of the line. */
static void drop_repeated(struct flow *flow, const struct link_list *links)
{
    for (size_t last = links->count; last > flow->first; last--) {
        str label = links->items[last - 1].label;
        if (!label.n || label.n >= flow->text.n || !str_ends(flow->text, label))
            return;
        str before = str_first(flow->text, flow->text.n - label.n);
        if (!str_ends(before, STR("\n")) || str_has_char(label, '\n') || str_find(before, label) != STR_NONE)
            return;
        flow->text = str_first(before, before.n - 1);
    }
}

bool flow_is_lines(struct flow *flow, struct link_list *links)
{
    if (flow->only_links)
        return true;
    drop_repeated(flow, links);
    if (flow->linked != 1 || links->count != flow->first + 1 || str_has_char(flow->text, '\n'))
        return false;
    struct link_line *link = &links->items[flow->first];
    if (!text_has_word(flow->text) || !text_same_words(flow->text, link->label))
        return false;
    link->label = flow->text;
    return true;
}

static bool is_paragraph(cmark_node *node)
{
    return node && cmark_node_get_type(node) == CMARK_NODE_PARAGRAPH;
}

bool flow_repeats_picture(cmark_node *node, struct arena *arena)
{
    cmark_node *before = cmark_node_previous(node), *picture = before ? cmark_node_first_child(before) : NULL;
    if (!is_paragraph(node) || !is_paragraph(before) || !picture || cmark_node_next(picture) ||
        cmark_node_get_type(picture) != CMARK_NODE_IMAGE)
        return false;
    str words = tree_text(node, arena);
    return text_has_word(words) && text_same_words(words, tree_text(picture, arena));
}
