#include "render/cut_note.h"

#include "markup/tree_memory.h"
#include "render/words.h"

void cut_note_fill(const struct document *document)
{
    static const struct site_config none = {0};
    const struct page *page = document->page;
    if (!document->cut_note || cmark_node_first_child(document->cut_note))
        return;
    struct arena *arena = document->uses->arena;
    struct tree_memory *outer = tree_memory_use(tree_memory_create(arena));
    str words = word_of(page->site ? site_config(page->site) : &none, page->lang, WORD_CUT);
    cmark_node *text = tree_new(CMARK_NODE_TEXT);
    cmark_node_set_literal(text, arena_z(arena, words));
    cmark_node_append_child(document->cut_note, text);
    tree_memory_use(outer);
}
