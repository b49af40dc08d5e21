#include "render/gemtext_line.h"
#include "render/heading.h"
#include "render/render.h"

enum err render_gemtext_head(const struct document *document, struct buf *out)
{
    struct arena *arena = arena_create();
    struct gemtext_lines lines = {.out = out, .any = out->n > 0};
    str meta = heading_meta(document->page, arena);
    if (document->title.n)
        gemtext_line(&lines, STR("# "), document->title);
    gemtext_gap(&lines, GAP_BLANK);
    if (meta.n)
        gemtext_line(&lines, STR(""), meta);
    arena_destroy(arena);
    return lines.err;
}

enum err render_gemtext(const struct document *document, const struct link_scope *scope, struct buf *out)
{
    enum err err = document->root ? render_gemtext_head(document, out) : OK;
    return err == OK ? render_gemtext_body(document, scope, out) : err;
}
