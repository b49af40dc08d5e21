#include "render/flow_label.h"

#include "text/words.h"

bool flow_is_lines(const struct flow *flow, struct link_list *links)
{
    if (flow->only_links)
        return true;
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
