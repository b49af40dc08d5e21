#include "hexo/body.h"

#include "hexo/front.h"
#include "hexo/js_value.h"
#include "hexo/template.h"
#include "hexo/theme_page.h"
#include "text/clean.h"
#include "text/valid.h"

enum err body_of_hexo(str source, const struct page *page, int root, struct uses *uses, struct effort *effort,
                      struct arena *arena, struct diag *diag, struct body *out)
{
    (void)effort;
    if (text_is_utf16(source)) {
        diag_add(diag, SEVERITY_ERROR, page->source, 1, "this is UTF-16, and cannot be read; save the file as UTF-8");
        return ERR_SYNTAX;
    }
    struct front front = front_split(clean_source(source, page->source, arena, diag), page->source, arena, diag);
    const struct template_scope scope = {
        .page = page, .root = root, .front = front.data, .uses = uses, .arena = arena, .diag = diag};
    struct mapped text = mapped_of(front.body, front.body_line, arena);
    if (!str_trim(front.body).n && theme_page_of(front.data, page->stem, arena) == THEME_PAGE_FRIENDS)
        text = mapped_of(theme_page_friends(root, page, arena), front.body_line, arena);
    bool literal = js_is_true(data_get(front.data, STR("disableNunjucks")));
    if (!literal && (page->format == FORMAT_MARKDOWN || page->format == FORMAT_HTML))
        text = template_expand(text, &scope);
    *out = (struct body){.text = text,
                         .written = front.body,
                         .first_line = front.body_line,
                         .separator = STR("\n\n"),
                         .excerpt = str_trim(js_text(data_get(front.data, STR("excerpt")), arena))};
    return OK;
}
