#include "hugo/body.h"

#include "hugo/asciidoc.h"
#include "hugo/front.h"
#include "hugo/goldmark.h"
#include "hugo/param.h"
#include "hugo/rules.h"
#include "hugo/shortcode.h"
#include "text/clean.h"
#include "text/valid.h"

/* The text that ends the summary, in either of its two spellings; empty: none does. */
static str separator_of(str body)
{
    static const str spellings[] = {STR_INIT("<!--more-->"), STR_INIT("<!-- more -->")};
    for (size_t i = 0; i < sizeof spellings / sizeof *spellings; i++)
        if (str_find(body, spellings[i]) != STR_NONE)
            return spellings[i];
    return STR("");
}

/* What asciidoctor is told by the configuration, under either name of it. */
static const struct data *asciidoc_settings(const struct hugo *h)
{
    const struct data *markup = h ? data_get(h->all, STR("markup")) : NULL;
    const struct data *own = data_get(markup, STR("asciidocext"));
    return own ? own : data_get(markup, STR("asciidoctor"));
}

static struct mapped of_asciidoc(const struct front *front, const struct hugo *h, int root,
                                 const struct shortcode_scope *around)
{
    const struct data *settings = asciidoc_settings(h);
    const struct asciidoc_scope scope = {.page = around->page,
                                         .root = root,
                                         .uses = around->uses,
                                         .diag = around->diag,
                                         .attributes = data_get(settings, STR("attributes")),
                                         .first_line = front->body_line,
                                         .beside = param_is_true(data_get(settings, STR("workingfoldercurrent")))};
    return asciidoc_as_markdown(front->body, &scope, around->arena);
}

enum err body_of_hugo(str source, const struct page *page, int root, struct uses *uses, struct effort *effort,
                      struct arena *arena, struct diag *diag, struct body *out)
{
    if (text_is_utf16(source)) {
        diag_add(diag, SEVERITY_ERROR, page->source, 1, "this is UTF-16, and cannot be read; save the file as UTF-8");
        return ERR_SYNTAX;
    }
    struct front front = front_parse(clean_source(source, page->source, arena, diag), page->source, arena, diag);
    size_t budget = root >= 0 && page->site ? SHORTCODE_FILES_BYTES : 0;
    const struct shortcode_scope scope = {.page = page,
                                          .uses = uses,
                                          .arena = arena,
                                          .diag = diag,
                                          .front = front.data,
                                          .first_line = front.body_line,
                                          .root = root,
                                          .effort = effort,
                                          .budget = &budget};
    bool expands = page->format == FORMAT_MARKDOWN || page->format == FORMAT_HTML;
    const struct hugo *h = page->site ? hugo_of(site_settings(page->site)) : NULL;
    bool asciidoc = str_ends_nocase(page->source, STR(".adoc"));
    struct mapped made = asciidoc ? of_asciidoc(&front, h, root, &scope) : (struct mapped){0};
    str text = asciidoc ? made.text
               : h && page->format == FORMAT_MARKDOWN
                   ? goldmark_text(front.body, h, page->source, front.body_line, arena, diag)
                   : front.body;
    const struct dialect *dialect = h ? h->dialect : NULL;
    text = expands && dialect ? dialect->text(text, &scope) : text;
    str separator = separator_of(front.body);
    struct mapped expanded = expands ? shortcode_expand(text, &scope) : mapped_of(text, front.body_line, arena);
    *out = (struct body){.text = asciidoc ? mapped_through(expanded, front.body_line, made, arena) : expanded,
                         .written = front.body,
                         .first_line = front.body_line,
                         .separator = separator.n ? separator : STR("\n\n"),
                         .excerpt = str_trim(param_text(data_get(front.data, STR("summary")), arena))};
    return OK;
}
