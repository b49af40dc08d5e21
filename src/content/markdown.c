#include "content/kramdown.h"
#include "content/settle.h"

static void free_root(void *root)
{
    cmark_node_free(root);
}

static void strip_html(cmark_node *root)
{
    cmark_iter *walk = cmark_iter_new(root);
    for (cmark_event_type event; (event = cmark_iter_next(walk)) != CMARK_EVENT_DONE;) {
        cmark_node *node = cmark_iter_get_node(walk);
        cmark_node_type type = cmark_node_get_type(node);
        if (event == CMARK_EVENT_ENTER && (type == CMARK_NODE_HTML_BLOCK || type == CMARK_NODE_HTML_INLINE)) {
            cmark_node_unlink(node);
            cmark_node_free(node);
        }
    }
    cmark_iter_free(walk);
}

cmark_node *markdown_parse(struct mapped in, const struct markdown_options *options, struct arena *arena,
                           struct diag *diag)
{
    (void)diag;
    cmark_node *root = cmark_parse_document(in.text.p, in.text.n, CMARK_OPT_DEFAULT);
    arena_defer(arena, free_root, root);
    strip_html(root);
    settle(root, options->hard_wrap, arena);
    return root;
}

cmark_node *html_parse(struct mapped in, const struct markdown_options *options, struct arena *arena, struct diag *diag)
{
    return markdown_parse(in, options, arena, diag);
}
