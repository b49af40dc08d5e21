#include "answer/answer.h"

#include "../../unit/folder.h"
#include "content/load.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define SECRET "qz7-hidden-k93"

static const struct folder_file files[] = {
    {"outside.txt", SECRET "\n"},
    {"capsule/_config.yml", "title: T # " SECRET "\npermalink: /:title/\n"},
    {"capsule/_posts/2024-05-01-moon.md", "---\ntags: [sky]\nredirect_from: /old/moon\n---\nx [s](/private/page.md)\n"},
    {"capsule/_posts/2024-06-01-sun.md", "---\ntitle: " SECRET "\npublished: false\n---\n" SECRET "\n"},
    {"capsule/_posts/2099-06-01-late.md", "---\ntitle: " SECRET "\n---\n" SECRET "\n"},
    {"capsule/_drafts/draft.md", "---\ntitle: " SECRET "\n---\n" SECRET "\n"},
    {"capsule/_posts/2024-07-01-kept.md", "---\ntitle: " SECRET "\npermalink: /private/kept.html\n---\n" SECRET "\n"},
    {"capsule/private/page.md", "---\ntitle: " SECRET "\n---\n" SECRET "\n"},
    {"capsule/private/note.txt", SECRET "\n"},
    {"capsule/private/gophermap", SECRET "\n"},
    {"capsule/about.md", "# About\n\n## More\n"},
    {"capsule/own.gmi", "# Mine\n=> /about.md There\n"},
    {"capsule/100%.txt", "full\n.\n"},
    {"capsule/notes/a b.txt", "a\n"},
    {"capsule/museum/gophermap", "Welcome\n0A note\tnote.txt\n1Elsewhere\t/\tb.example\t71\n"},
    {"capsule/museum/page.html", "<p>x</p>\n"},
    {"capsule/.hidden", SECRET "\n"},
    {"capsule/_data/d.yml", "k: " SECRET "\n"},
    {"capsule/_includes/i.html", SECRET "\n"},
};
/* Each leads from everybody's part of the capsule to what is not for everybody, or nowhere. */
static const char *const links[][2] = {
    {"leak.txt", "../outside.txt"},
    {"env.txt", ".hidden"},
    {"page.md", "private/page.md"},
    {"dir", "private"},
    {"parts", "_includes"},
    {"sun.md", "_posts/2024-06-01-sun.md"},
    {"late.md", "_posts/2099-06-01-late.md"},
    {"drafts.md", "_drafts/draft.md"},
    {"late.txt", "late.md"},
    {"notes/up", "../private"},
    {"notes/chain.txt", "../env.txt"},
    {"root", "."},
    {"a", "b"},
    {"b", "a"},
    {"gophermap", "private/gophermap"},
};
enum { LINKS = sizeof links / sizeof *links };

static const str unlisted[] = {STR_INIT("/private/")};
static const str nobody[] = {STR_INIT("00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff")};
static const struct str_list visitors[] = {{nobody, 1}};

static struct folder folder;
static struct capsule *capsule;

static void demand(bool holds)
{
    if (!holds)
        abort();
}

static void clean_up(void)
{
    int root = openat(folder.fd, "capsule", O_RDONLY | O_DIRECTORY);
    for (size_t i = 0; i < LINKS; i++)
        unlinkat(root, links[i][0], 0);
    close(root);
    folder_remove(&folder);
}

static void set_up(void)
{
    const struct site *site;
    demand(folder_make(&folder, files, sizeof files / sizeof *files) == 0 && atexit(clean_up) == 0);
    int root = openat(folder.fd, "capsule", O_RDONLY | O_DIRECTORY);
    for (size_t i = 0; i < LINKS; i++)
        demand(symlinkat(links[i][1], root, links[i][0]) == 0);
    const struct capsule_options options = {.name = STR("example.org"),
                                            .root = root,
                                            .gemini_port = 1965,
                                            .public_gemini_port = 1965,
                                            .gopher_port = 70,
                                            .public_gopher_port = 70,
                                            .gopher_width = 70,
                                            .cache_bytes = 1 << 20,
                                            .mime = mime_create(),
                                            .site = {.now = 2000000000, .zoneinfo = -1, .unlisted = {unlisted, 1}},
                                            .visitors = visitors};
    demand(root >= 0 && site_load(root, &options.site, NULL, NULL, &site) == OK);
    capsule = capsule_create(&options, site);
    site_unref(site);
}

/* Without libFuzzer's eyes on it: it would learn the secret, ask for it, and find it in what is echoed. */
__attribute__((no_sanitize("coverage"))) static bool tells(str text)
{
    static const char secret[] = SECRET;
    for (size_t i = 0; i + sizeof secret - 1 <= text.n; i++) {
        size_t n = 0;
        while (n < sizeof secret - 1 && text.p[i + n] == secret[n])
            n++;
        if (n == sizeof secret - 1)
            return true;
    }
    return false;
}

static void run_job(struct response *response, struct arena *arena)
{
    struct job *job = response->job;
    response->body = BODY_NONE;
    response->job = NULL;
    job->work(job);
    job->finish(job, arena, response);
    job->discard(job);
    demand(response->body != BODY_JOB);
}

/* Nothing that is not for everybody stands in what was answered. */
static void check(struct response *response, struct arena *arena)
{
    if (response->body == BODY_JOB)
        run_job(response, arena);
    demand(!tells(response->meta));
    if (response->body == BODY_BLOB) {
        demand(response->length == blob_str(response->blob).n && !tells(blob_str(response->blob)));
    } else if (response->body == BODY_FILE) {
        char *bytes = arena_alloc(arena, response->length + 1, 1);
        demand(pread(response->fd, bytes, response->length, 0) == (ssize_t)response->length);
        demand(!tells((str){bytes, response->length}));
    }
    demand(!str_has_char(response->asked.path, '?'));
    response_finish(response);
}

static void ask_gemini(str line, struct arena *arena)
{
    const struct hosts hosts = {&capsule, 1, capsule};
    const struct peer peer = {.port = 1965};
    struct gemini_request request;
    struct response response = {.fd = -1};
    size_t used;
    if (gemini_parse(ARENA_CONCAT(arena, line, STR("\r\n")), arena, &request, &used) != PARSE_DONE)
        return;
    hosts_gemini(&hosts, &request, &peer, arena, &response);
    demand(response.status >= GEMINI_INPUT && response.status <= GEMINI_NOT_VALID);
    demand((response.status == GEMINI_OK) == (response.body != BODY_NONE));
    check(&response, arena);
}

static void ask_gopher(str line, struct arena *arena)
{
    struct gopher_request request;
    struct response response = {.fd = -1};
    size_t used;
    if (gopher_parse(ARENA_CONCAT(arena, line, STR("\r\n")), &request, &used) != PARSE_DONE || request.is_tls)
        return;
    gopher_answer(capsule, &request, arena, &response);
    demand(response.body != BODY_NONE);
    check(&response, arena);
}

/* "/PATH?QUERY": of the capsule, on Gemini. "gSELECTOR": on Gopher. Anything else: a whole line on Gemini. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = arena_create();
    str in = {(const char *)data, size};
    if (!capsule)
        set_up();
    if (str_starts(in, STR("g")) && !str_starts(in, STR("gemini:")))
        ask_gopher(str_from(in, 1), arena);
    else if (str_starts(in, STR("/")))
        ask_gemini(ARENA_CONCAT(arena, STR("gemini://example.org"), in), arena);
    else
        ask_gemini(in, arena);
    arena_destroy(arena);
    return 0;
}
