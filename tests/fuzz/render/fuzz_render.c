#include "content/document.h"
#include "content/load.h"
#include "render/lint.h"
#include "render/render.h"
#include "site/site.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { OUTPUT_MAX = 64 << 20 };

/* Toggles come in pairs, and a link line has an address. */
static void check_gemtext(str out)
{
    bool preformatted = false;
    str line;
    while (str_line(&out, &line)) {
        if (str_starts(line, STR("```")))
            preformatted = !preformatted;
        else if (!preformatted && str_starts(line, STR("=>")) && line.n < 4)
            abort();
    }
    if (preformatted)
        abort();
}

/* Four fields in each line, none of them too long. */
static void check_gophermap(str out)
{
    str line;
    while (str_line(&out, &line)) {
        size_t tabs = 0;
        for (size_t i = 0; i < line.n; i++)
            tabs += line.p[i] == '\t';
        if (tabs != 3 || line.n > 1000)
            abort();
    }
}

/* Elements are closed in the order in which they were opened, and none of them runs. */
static void check_html(str out)
{
    str open[1024];
    size_t depth = 0, at;
    for (; (at = str_find(out, STR("<"))) != STR_NONE; out = str_from(out, 1)) {
        out = str_from(out, at);
        bool closes = str_starts(out, STR("</"));
        str name = str_from(out, closes ? 2 : 1);
        name = str_first(name, str_span_not(name, " />"));
        size_t end = str_find(out, STR(">"));
        if (end == STR_NONE || !name.n || str_eq(name, STR("script")) || str_eq(name, STR("style")))
            abort();
        if (closes && (!depth || !str_eq(open[--depth], name)))
            abort();
        if (closes || out.p[end - 1] == '/')
            continue;
        if (depth == sizeof open / sizeof *open)
            return;
        open[depth++] = name;
    }
    if (depth)
        abort();
}

static void render(const struct document *document, const struct link_scope *scope)
{
    struct buf out;
    buf_init(&out, OUTPUT_MAX);
    if (render_gemtext(document, scope, &out) == OK)
        check_gemtext(buf_str(&out));
    buf_clear(&out);
    struct link_scope gopher = *scope;
    gopher.protocol = LINK_GOPHER;
    if (render_gophermap(document, &gopher, 70, &out) == OK)
        check_gophermap(buf_str(&out));
    buf_clear(&out);
    render_text(document, &gopher, 70, &out);
    buf_clear(&out);
    render_html(document, scope, NULL, &out);
    buf_clear(&out);
    struct link_scope web = *scope;
    web.protocol = LINK_WEB;
    web.mirror = web.alone = true;
    if (render_html_page(document, &web, &out) == OK && document->root)
        check_html(buf_str(&out));
    buf_finish(&out);
}

static void check(const struct document *document, const struct link_scope *scope, struct diag *diag)
{
    lint_document(document, scope, 70, diag);
    for (size_t i = 0; i < diag->count; i++)
        if (!diag->entries[i].file.n || !diag->entries[i].text.n || diag->entries[i].line < 0)
            abort();
}

/* A whole post, front matter, Liquid and all, in every format. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const struct site_options options = {.zoneinfo = -1};
    const struct site *site;
    str source = {(const char *)data, size};
    if (site_of_text(-1, &options, STR("2024-05-01-a.md"), source, NULL, &site) != OK)
        abort();
    size_t count, pages;
    const struct page *const *posts = site_posts(site, &count);
    const struct page *page = count ? *posts : *site_pages(site, &pages);
    const struct link_scope scope = {.page = page, .host = STR("localhost"), .gemini_port = 1965, .gopher_port = 70};
    struct arena *arena = arena_create();
    const struct document *document;
    struct diag diag;
    diag_init(&diag);
    enum err err = document_parse(source, page, -1, arena, &diag, &document);
    if (err != OK && !diag.errors) /* a file that cannot be read says why: it is UTF-16 */
        abort();
    if (err == OK && document->root)
        render(document, &scope);
    if (err == OK)
        check(document, &scope, &diag);
    diag_finish(&diag);
    arena_destroy(arena);
    site_unref(site);
    return 0;
}
