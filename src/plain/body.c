#include "plain/body.h"

#include "jekyll/body.h"
#include "plain/note_text.h"

enum err body_of_plain(str source, const struct page *page, int root, struct uses *uses, struct effort *effort,
                       struct arena *arena, struct diag *diag, struct body *out)
{
    enum err err = body_read(source, page, root, uses, effort, arena, diag, out);
    if (err != OK || page->format != FORMAT_MARKDOWN)
        return err;
    struct note_scope scope = {.page = page, .uses = uses, .arena = arena, .diag = diag};
    int line = out->text.count ? out->text.lines[0] : out->first_line;
    out->text.text = note_text(out->text.text, line, &scope);
    return OK;
}
