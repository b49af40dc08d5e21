#include "answer/capsule.h"
#include "answer/gophermap.h"
#include "content/load.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void demand(bool holds)
{
    if (!holds)
        abort();
}

static const struct site *site_of_a_post(void)
{
    static const str source = STR_INIT("---\ntitle: Moon\ntags: [C++, 潮 汐]\ncategory: sky\n---\nx\n");
    const struct site_options options = {.now = 2000000000, .zoneinfo = -1};
    const struct site *site;
    if (site_of_text(-1, &options, STR("_posts/2024-05-01-moon.md"), source, NULL, &site) != OK)
        abort();
    return site;
}

static void check_menu(str menu)
{
    str line;
    while (str_line(&menu, &line)) {
        size_t tabs = 0;
        for (size_t i = 0; i < line.n; i++)
            tabs += line.p[i] == '\t';
        demand((tabs == 3 && line.n < GOPHER_LINE_MAX) || (str_eq(line, STR(".")) && menu.n == 0));
    }
}

/* Whatever is asked for, there is an answer. */
static void ask(const struct site *site, str in, struct arena *arena)
{
    const struct capsule_options options = {.name = STR("example.org"),
                                            .root = -1,
                                            .gopher_port = 70,
                                            .public_gopher_port = 70,
                                            .gopher_width = 70,
                                            .site.zoneinfo = -1};
    struct gopher_request request;
    struct response response = {.fd = -1};
    size_t used;
    if (gopher_parse(in, &request, &used) != PARSE_DONE)
        return;
    struct capsule *capsule = capsule_create(&options, site);
    gopher_answer(capsule, &request, arena, &response);
    demand(response.body == BODY_BLOB || response.body == BODY_JOB);
    if (response.body == BODY_BLOB && str_starts(blob_str(response.blob), STR("3")))
        check_menu(blob_str(response.blob));
    response_finish(&response);
    capsule_destroy(capsule);
}

/* An author's gophermap on both protocols. */
static void read_menu(const struct site *site, str source, struct arena *arena)
{
    const enum link_protocol protocols[] = {LINK_GOPHER, LINK_GEMINI};
    for (size_t i = 0; i < 2; i++) {
        const struct link_scope scope = {
            .protocol = protocols[i], .host = STR("example.org"), .gemini_port = 1965, .gopher_port = 70};
        struct menu menu;
        struct buf out;
        buf_init(&out, 16 << 20);
        menu_begin(&menu, &scope, 70, &out, arena);
        gophermap_put(&menu, site, source, STR("museum"));
        if (protocols[i] == LINK_GOPHER)
            check_menu(buf_str(&out));
        buf_finish(&out);
    }
}

/* A request when the first byte is "?", else a gophermap. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct site *site;
    str in = {(const char *)data, size};
    struct arena *arena = arena_create();
    if (!site)
        site = site_of_a_post();
    if (str_starts(in, STR("?")))
        ask(site, str_from(in, 1), arena);
    else
        read_menu(site, in, arena);
    arena_destroy(arena);
    return 0;
}
