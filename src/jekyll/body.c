#include "jekyll/body.h"

#include "jekyll/front_lint.h"
#include "jekyll/template.h"
#include "text/clean.h"
#include "text/valid.h"

/* To Jekyll a page without front matter is a plain file, without Liquid; a post, or a text of no capsule, is not. */
static bool runs_liquid(const struct frontmatter *front, const struct page *page, int root)
{
    const struct data *wish = data_get(front->data, STR("render_with_liquid"));
    bool plain = !front->present && page->kind == PAGE_PAGE && root >= 0;
    return !plain && (!wish || data_is_true(wish));
}

static struct mapped run_liquid(struct mapped in, const struct page *page, struct uses *uses, struct effort *effort,
                                const struct frontmatter *front, int root, struct arena *arena, struct diag *diag)
{
    if (!runs_liquid(front, page, root))
        return in;
    const struct template_scope scope = {
        .page = page, .front_matter = front->data, .root = root, .file = page->source, .effort = effort, .uses = uses};
    return template_render(in, &scope, arena, diag);
}

static str excerpt_separator(const struct page *page, const struct frontmatter *front, struct arena *arena)
{
    str own = data_text(data_get(front->data, STR("excerpt_separator")), arena);
    if (own.n)
        return own;
    return page->site ? site_config(page->site)->excerpt_separator : STR("");
}

/* A page already knows most of what its front matter says. It is read again for Liquid, which may ask for anything,
 * for an excerpt, and for diagnostics. */
static bool needs_data(const struct frontmatter *front, const struct diag *diag)
{
    bool liquid = str_find(front->body, STR("{{")) != STR_NONE || str_find(front->body, STR("{%")) != STR_NONE;
    bool excerpt = str_find(front->yaml, STR("excerpt")) != STR_NONE || str_has_char(front->yaml, '\\');
    return diag || liquid || excerpt;
}

static struct frontmatter read_front(str source, const struct page *page, struct arena *arena, struct diag *diag)
{
    struct frontmatter front = frontmatter_split(source);
    if (needs_data(&front, diag))
        front = frontmatter_parse(source, page->source, arena, diag);
    if (diag)
        front_lint(&front, page, diag);
    return front;
}

enum err body_read(str source, const struct page *page, int root, struct uses *uses, struct effort *effort,
                   struct arena *arena, struct diag *diag, struct body *out)
{
    if (frontmatter_is_utf16(source, page->source, diag))
        return ERR_SYNTAX;
    bool marked = text_without_bom(source).n < source.n;
    source = clean_source(source, page->source, arena, diag);
    struct frontmatter front = read_front(source, page, arena, diag);
    if (marked && front.present)
        diag_add(diag, SEVERITY_NOTE, page->source, 1,
                 "Jekyll does not see this front matter behind its byte order mark; save the file without one");
    struct mapped text = mapped_of(front.body, front.body_line, arena);
    if (page->format == FORMAT_MARKDOWN || page->format == FORMAT_HTML)
        text = run_liquid(text, page, uses, effort, &front, root, arena, diag);
    *out = (struct body){.text = text,
                         .written = front.body,
                         .first_line = front.body_line,
                         .separator = excerpt_separator(page, &front, arena),
                         .excerpt = data_text(data_get(front.data, STR("excerpt")), arena)};
    return OK;
}
