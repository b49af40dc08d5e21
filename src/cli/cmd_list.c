#include "cli/commands.h"

#include "base/log.h"
#include "cli/configured.h"
#include "cli/json.h"
#include "cli/load.h"
#include "cli/output.h"
#include "render/links.h"
#include "site/shown.h"
#include "text/unmarked.h"

enum list_format { LIST_TEXT, LIST_JSON };

struct list_flags {
    int format, kind;
    bool drafts, future;
};

static const struct option list_options[] = {
    {.name = "format",
     .kind = OPTION_CHOICE,
     .offset = offsetof(struct list_flags, format),
     .value = "text|json",
     .help = "for people (the default) or for programs"},
    OPTION_GENERATOR(offsetof(struct list_flags, kind)),
    {.name = "drafts", .offset = offsetof(struct list_flags, drafts), .help = "list drafts, too"},
    {.name = "future", .offset = offsetof(struct list_flags, future), .help = "list posts dated later than now, too"},
};

static const char *date_of(const struct page *page, char *text)
{
    return page->has_date ? moment_rfc3339(page->date, text) : "";
}

static void put_field(struct json *j, const char *key, str value)
{
    json_key(j, key);
    if (value.n)
        json_str(j, value);
    else
        json_null(j);
}

static void put_names(struct json *j, const char *key, struct str_list names, struct arena *arena)
{
    json_key(j, key);
    json_begin(j, '[');
    for (size_t i = 0; i < names.count; i++)
        json_str(j, text_unmark(names.items[i], arena));
    json_end(j, ']');
}

/* The stem in Jekyll's form: the url without the output extension. */
static str encoded_stem(const struct page *page)
{
    size_t dot = str_find_last(page->url, '.');
    str extension = dot == STR_NONE ? STR("") : str_from(page->url, dot);
    bool left_out = extension.n && !str_has_char(extension, '/') && !str_ends(page->stem, extension);
    return left_out ? str_first(page->url, dot) : page->url;
}

static void put_page(struct json *j, const struct page *page, struct arena *arena)
{
    char date[MOMENT_TEXT];
    json_begin(j, '{');
    put_field(j, "source", page->source);
    put_field(j, "kind", page->kind == PAGE_PAGE ? STR("page") : STR("post"));
    json_key(j, "title");
    json_str(j, page->title);
    put_field(j, "date", str_of(date_of(page, date)));
    put_field(j, "stem", encoded_stem(page));
    put_field(j, "gemini", link_page(page, LINK_GEMINI, arena));
    put_field(j, "gopher", link_page(page, LINK_GOPHER, arena));
    put_field(j, "nex", link_page(page, LINK_NEX, arena));
    put_field(j, "web", link_page(page, LINK_WEB, arena));
    put_names(j, "categories", page->categories, arena);
    put_names(j, "tags", page->tags, arena);
    put_field(j, "lang", page->lang);
    json_end(j, '}');
}

static void print_page(const struct page *page, struct arena *arena)
{
    char date[MOMENT_TEXT];
    str path = link_page(page, LINK_GEMINI, arena);
    printf("%-10.10s  %.*s  ", date_of(page, date), STR_ARG(path));
    log_write_safe(stdout, page->title);
    putchar('\n');
}

static void print_pages(const struct page *const *pages, size_t count, struct json *json)
{
    struct arena *arena = arena_create();
    for (size_t i = 0; i < count; i++) {
        if (json)
            put_page(json, pages[i], arena);
        else
            print_page(pages[i], arena);
        arena_reset(arena);
    }
    arena_destroy(arena);
}

/* Those that their author keeps out of the lists for readers, and that answer at their addresses. */
static void print_hidden(const struct site *site, struct json *json)
{
    size_t count;
    const struct page *const *pages = site_unlisted_pages(site, &count);
    for (size_t i = 0; i < count; i++)
        if (pages[i]->hidden && !pages[i]->bare && !pages[i]->shadowed &&
            !site_awaits(site, site_options(site), pages[i]))
            print_pages(pages + i, 1, json);
}

static void print_site(const struct site *site, enum list_format format)
{
    struct json json = {.out = stdout};
    struct json *j = format == LIST_JSON ? &json : NULL;
    size_t posts, pages, others;
    const struct page *const *post = site_posts(site, &posts);
    const struct page *const *page = site_pages(site, &pages);
    const struct page *const *other = site_yielding(site, &others);
    if (j)
        json_begin(j, '[');
    print_pages(post, posts, j);
    print_pages(page, pages, j);
    print_pages(other, others, j);
    print_hidden(site, j);
    if (j)
        json_end(j, ']');
}

static int run(const struct invocation *in)
{
    const struct list_flags *flags = in->flags;
    str capsule = in->operand_count ? in->operands[0] : STR(".");
    struct loaded loaded;
    enum err err = load_open(&loaded, capsule, flags->drafts, flags->future);
    loaded.options.kind = flags->kind;
    loaded.options.withheld = configured_withheld(in->arena);
    if (err == OK)
        err = load_site(&loaded);
    if (err == OK) {
        diag_print(&loaded.diag, SEVERITY_ERROR, stderr);
        if (site_is_empty(loaded.site))
            log_note("%.*s has no pages: %s", STR_ARG(capsule), kind_first_post(loaded.site));
        print_site(loaded.site, (enum list_format)flags->format);
        err = output_flush();
        if (err == OK && loaded.diag.unread)
            err = ERR_IO;
    }
    load_finish(&loaded);
    return err == OK ? EXIT_WORKED : EXIT_FAILED;
}

const struct command command_list = {
    .title = "splashdown list",
    .operands = "[CAPSULE]",
    .summary = "Lists every published page with its address.",
    .options = list_options,
    .option_count = sizeof list_options / sizeof *list_options,
    .flags_size = sizeof(struct list_flags),
    .operands_max = 1,
    .run = run,
};
