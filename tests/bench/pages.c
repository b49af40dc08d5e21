/* usage: pages ROUNDS FILE...
 *
 * CPU of cold pages inside one process, as a server has them: the FILEs are parsed and rendered in each format, beside
 * what libcmark makes of the same text. One line for each converter: the microseconds that all FILEs take, how many
 * times libcmark's those are, both medians of ROUNDS, and its name. A round has each converter once, so that a machine
 * whose speed drifts drifts for all. */
#include "base/heap.h"
#include "content/load.h"
#include "protocol/gopher.h"
#include "render/render.h"
#include "site/site.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { WIDTH = 70, OUTPUT_MAX = 1 << 30, NO_FOLDER = -1, SHORTEST_US = 20000, ROUNDS_MAX = 999 };

struct input {
    str text;
    const struct page *page;
};

typedef enum err renderer(const struct document *, struct link_scope *, struct buf *);

static enum err gemtext(const struct document *d, struct link_scope *scope, struct buf *out)
{
    return render_gemtext(d, scope, out);
}

static enum err gophermap(const struct document *d, struct link_scope *scope, struct buf *out)
{
    scope->protocol = LINK_GOPHER;
    return render_gophermap(d, scope, WIDTH, out);
}

static enum err text(const struct document *d, struct link_scope *scope, struct buf *out)
{
    scope->protocol = LINK_GOPHER;
    return render_text(d, scope, WIDTH, out);
}

static enum err html(const struct document *d, struct link_scope *scope, struct buf *out)
{
    scope->protocol = LINK_WEB;
    return render_html(d, scope, NULL, out);
}

static const struct {
    const char *name;
    renderer *render; /* NULL: libcmark's own */
} converters[] = {{"gemtext", gemtext}, {"gophermap", gophermap}, {"text", text}, {"html", html}, {"cmark", NULL}};

enum { CONVERTERS = sizeof converters / sizeof *converters, CMARK = CONVERTERS - 1 };

static void must(bool fine, const char *what)
{
    if (fine)
        return;
    fprintf(stderr, "pages: %s\n", what);
    exit(1);
}

static void render_cold(const struct input *in, renderer *render)
{
    struct arena *arena = arena_create();
    struct link_scope scope = {.page = in->page, .host = STR("localhost"), .gopher_port = GOPHER_PORT};
    const struct document *document = NULL;
    struct buf out;
    buf_init(&out, OUTPUT_MAX);
    must(document_parse(in->text, in->page, NO_FOLDER, arena, NULL, &document) == OK, "a file is no page");
    must(render(document, &scope, &out) == OK, "a page cannot be rendered");
    buf_finish(&out);
    arena_destroy(arena);
}

static void convert(const struct input *in, renderer *render)
{
    if (render)
        render_cold(in, render);
    else
        free(cmark_markdown_to_html(in->text.p, in->text.n, CMARK_OPT_DEFAULT));
}

static double cpu_us(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return 1e6 * (double)now.tv_sec + 1e-3 * (double)now.tv_nsec;
}

/* Small inputs are made several times over: a clock tells nothing about microseconds. */
static double measure(const struct input *inputs, size_t count, renderer *render)
{
    double from = cpu_us(), passed = 0;
    int times = 0;
    while (passed < SHORTEST_US) {
        for (size_t i = 0; i < count; i++)
            convert(&inputs[i], render);
        times++;
        passed = cpu_us() - from;
    }
    return passed / times;
}

static str read_whole(const char *path, struct arena *arena)
{
    struct buf text;
    buf_init(&text, DOCUMENT_MAX);
    FILE *file = fopen(path, "rb");
    must(file, "a file cannot be read");
    for (size_t n = 1; n;) {
        must(buf_reserve(&text, 1 << 16) == OK, "a file is too large");
        n = fread(text.p + text.n, 1, text.capacity - text.n, file);
        text.n += n;
    }
    fclose(file);
    return buf_keep(&text, arena);
}

/* A page of a site of its own, which stays until the process ends. */
static struct input read_input(const char *path, struct arena *arena)
{
    const struct site_options options = {.now = clock_now(), .zoneinfo = NO_FOLDER};
    struct input in = {.text = read_whole(path, arena)};
    const struct site *site = NULL;
    struct diag diag;
    diag_init(&diag);
    must(site_of_text(NO_FOLDER, &options, STR("page.md"), in.text, &diag, &site) == OK, "a file is no page");
    diag_finish(&diag);
    in.page = site_find_source(site, STR("page.md"));
    must(in.page, "a file is no page");
    return in;
}

static int compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double median(const double *values, size_t count)
{
    double sorted[ROUNDS_MAX];
    memcpy(sorted, values, count * sizeof *values);
    qsort(sorted, count, sizeof *sorted, compare);
    return sorted[count / 2];
}

static void run(const struct input *inputs, size_t count, size_t rounds)
{
    static double cost[CONVERTERS][ROUNDS_MAX], ratio[CONVERTERS][ROUNDS_MAX];
    for (size_t round = 0; round < rounds; round++) {
        for (size_t i = 0; i < CONVERTERS; i++)
            cost[i][round] = measure(inputs, count, converters[i].render);
        for (size_t i = 0; i < CONVERTERS; i++)
            ratio[i][round] = cost[i][round] / cost[CMARK][round];
    }
    for (size_t i = 0; i < CONVERTERS; i++)
        printf("%.1f %.2f %s\n", median(cost[i], rounds), median(ratio[i], rounds), converters[i].name);
}

int main(int argc, char **argv)
{
    long rounds = argc > 2 ? strtol(argv[1], NULL, 10) : 0;
    must(rounds >= 1 && rounds <= ROUNDS_MAX, "usage: pages ROUNDS FILE...");
    heap_settle();
    size_t count = (size_t)argc - 2;
    struct arena *arena = arena_create();
    struct input *inputs = ARENA_ARRAY(arena, struct input, count);
    for (size_t i = 0; i < count; i++)
        inputs[i] = read_input(argv[i + 2], arena);
    run(inputs, count, (size_t)rounds);
    arena_destroy(arena);
    return 0;
}
