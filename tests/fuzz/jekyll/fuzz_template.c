#include "jekyll/jekyll.h"
#include "jekyll/template.h"
#include "site/read.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const struct site *make_site(void)
{
    const struct site_options options = {.now = 1800000000, .zoneinfo = -1};
    const struct site *site = NULL;
    struct diag diag;
    diag_init(&diag);
    str source = STR("---\ntitle: T\ntags: [a, b]\ndate: 2024-05-01 10:00:00 +0800\n---\nx\n");
    if (site_read_text(-1, &options, &jekyll, STR("2024-05-01-t.md"), source, &diag, &site) != OK)
        abort();
    diag_finish(&diag);
    return site;
}

static const struct page *only_page(const struct site *site)
{
    size_t count;
    const struct page *const *pages = site_posts(site, &count);
    if (!count)
        pages = site_pages(site, &count);
    return count ? *pages : NULL;
}

/* Each line of the output must know a line of the input. */
static void check(struct mapped out, size_t lines)
{
    size_t count = 0;
    for (str rest = out.text, line; str_line(&rest, &line); count++)
        if (out.lines[count] < 1 || (size_t)out.lines[count] > lines)
            abort();
    if (count != out.count)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const struct site *site = make_site();
    struct arena *arena = arena_create();
    struct diag diag;
    diag_init(&diag);
    str text = {(const char *)data, size};
    size_t count = 0;
    for (str rest = text, line; str_line(&rest, &line);)
        count++;
    int *lines = ARENA_ARRAY(arena, int, count + 1);
    for (size_t i = 0; i < count; i++)
        lines[i] = (int)i + 1;
    const struct data *front = yaml_parse(STR("m: {a: [1, 2.5, x]}\nd: 2020-01-02\n"), STR("f"), 1, arena, NULL);
    const struct template_scope scope = {.page = only_page(site), .front_matter = front, .root = -1, .file = STR("f")};
    check(template_render((struct mapped){text, lines, count}, &scope, arena, &diag), count);
    diag_finish(&diag);
    arena_destroy(arena);
    site_unref(site);
    return 0;
}
