#include "render/note_number.h"

int note_largest(cmark_node *root)
{
    int count = tree_note(root) ? tree_note(root)->number : 0;
    cmark_node *notes = cmark_node_first_child(root);
    while (notes && tree_kind(notes) != TREE_NOTES)
        notes = cmark_node_next(notes);
    for (cmark_node *note = notes ? cmark_node_first_child(notes) : NULL; note; note = cmark_node_next(note))
        count = tree_note(note)->number > count ? tree_note(note)->number : count;
    return count;
}
