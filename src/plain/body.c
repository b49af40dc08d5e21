#include "plain/body.h"

#include "jekyll/body.h"
#include "plain/header.h"
#include "plain/mdx.h"
#include "plain/note_text.h"
#include "plain/pelican_link.h"
#include "text/clean.h"

/* The lines of BODY as the author counts them, whose file has ADDED fewer before it. */
static void count_lines(struct body *body, int added, struct arena *arena)
{
    int *lines = ARENA_ARRAY(arena, int, body->text.count);
    for (size_t i = 0; i < body->text.count; i++)
        lines[i] = body->text.lines[i] ? body->text.lines[i] - added : 0;
    body->text.lines = lines;
    body->first_line -= added;
}

enum err body_of_plain(str source, const struct page *page, int root, struct uses *uses, struct effort *effort,
                       struct arena *arena, struct diag *diag, struct body *out)
{
    if (page->format != FORMAT_MARKDOWN)
        return body_read(source, page, root, uses, effort, arena, diag, out);
    str clean = clean_source(source, page->source, arena, NULL);
    const struct headed headed = header_as_yaml(clean, arena);
    if (headed.text.p != clean.p)
        source = headed.text;
    enum err err = body_read(source, page, root, uses, effort, arena, diag, out);
    if (err != OK)
        return err;
    if (headed.added)
        count_lines(out, headed.added, arena);
    if (str_ends_nocase(page->source, STR(".mdx")))
        out->text.text = mdx_text(out->text.text, arena);
    if (headed.added)
        out->text.text = pelican_links(out->text.text, page->source, arena);
    struct note_scope scope = {.page = page, .uses = uses, .arena = arena, .diag = diag};
    int line = out->text.count ? out->text.lines[0] : out->first_line;
    out->text.text = note_text(out->text.text, line, &scope);
    return OK;
}
