#include "hugo/goldmark.h"

#include "hugo/attribute.h"
#include "hugo/raw_html.h"

static void tell(const struct raw_html *left_out, str file, int line, struct diag *diag)
{
    str tag = str_first(left_out->tag, 60);
    line += left_out->line;
    if (left_out->blocks)
        diag_add(
            diag, SEVERITY_WARNING, file, line,
            "raw HTML is left out as Hugo leaves it out, its text too: %zu block%s, first %.*s; write Markdown, or "
            "set markup.goldmark.renderer.unsafe = true",
            left_out->blocks, left_out->blocks == 1 ? "" : "s", STR_ARG(tag));
    else
        diag_add(diag, SEVERITY_NOTE, file, line,
                 "raw HTML is left out as Hugo leaves it out, while its text stays: %zu tag%s, first %.*s; write "
                 "Markdown, or set markup.goldmark.renderer.unsafe = true",
                 left_out->tags, left_out->tags == 1 ? "" : "s", STR_ARG(tag));
}

str goldmark_text(str text, const struct hugo *h, str file, int line, struct arena *arena, struct diag *diag)
{
    struct raw_html left_out = {.line = 0};
    text = h->raw_html ? text : raw_html_drop(text, arena, &left_out);
    if (diag && left_out.blocks + left_out.tags)
        tell(&left_out, file, line, diag);
    return attributes_drop(text, h->heading_attributes, h->block_attributes, arena);
}
