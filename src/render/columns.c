#include "render/render.h"

#include "render/cut_note.h"
#include "render/heading.h"
#include "render/wrapped_gemtext.h"
#include "render/wrapped_tree.h"

static void put_head(struct wrapped *w, const struct document *document)
{
    wrapped_heading(w, 1, document->title);
    wrapped_gap(w);
    wrapped_text(w, heading_meta(document->page, w->arena));
    wrapped_gap(w);
}

static enum err put_document(const struct document *document, const struct link_scope *scope, struct wrapped *w)
{
    w->arena = arena_create();
    if (document->root) {
        put_head(w, document);
        cut_note_fill(document);
        wrapped_tree(w, document->root, scope);
    } else {
        wrapped_gemtext(w, document->source, scope);
    }
    arena_destroy(w->arena);
    return w->err;
}

enum err render_gophermap(const struct document *document, const struct link_scope *scope, int width, struct buf *out)
{
    struct wrapped w = {.out = out, .menu = true, .width = width, .any = out->n > 0, .gap = out->n > 0};
    return put_document(document, scope, &w);
}

enum err render_text(const struct document *document, const struct link_scope *scope, int width, struct buf *out)
{
    struct wrapped w = {.out = out, .width = width};
    return put_document(document, scope, &w);
}
