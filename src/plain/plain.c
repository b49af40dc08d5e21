#include "plain/plain.h"

#include "base/beneath.h"
#include "jekyll/feed_id.h"
#include "jekyll/file_address.h"
#include "jekyll/jekyll.h"
#include "jekyll/key_lint.h"
#include "jekyll/lint.h"
#include "jekyll/place.h"
#include "jekyll/settings.h"
#include "jekyll/write_order.h"
#include "plain/body.h"
#include "plain/note_link.h"
#include "plain/page.h"
#include "plain/settings.h"
#include "plain/web_root.h"
#include "site/snapshot.h"

const char *plain_sign(int root)
{
    enum web_maker maker;
    return web_sign_of(root, &maker);
}

bool vault_made(int root)
{
    return root >= 0 && beneath_has(root, STR(".obsidian"));
}

static void read_ground(int root, const struct site_options *options, struct settings *settings, struct arena *arena,
                        struct diag *diag)
{
    jekyll.read_ground(root, options, settings, arena, diag);
}

static bool is_shared(const struct settings *settings, str path)
{
    return jekyll.is_shared(settings, path);
}

static str wiki_name(const struct page *page)
{
    return page->slug;
}

static const struct page *find_by_name(const struct site *site, str name)
{
    return site_named(site, false, name);
}

static void tell_absent(const struct site *site, int root, const struct record *record, struct diag *diag)
{
    if (record->absence == ABSENT_TEMPLATE)
        diag_add(diag, SEVERITY_NOTE, record->path, 0,
                 "not served: it begins with front matter, so it is a template of the program that makes the web site");
    else if (record->absence == ABSENT_UNPUBLISHED)
        diag_add(diag, SEVERITY_NOTE, record->path, 0,
                 "not shown: its front matter says published or permalink: false");
    else if (record->absence != ABSENT_PRIVATE_NOTE)
        lint_absent(site, root, record, diag);
}

static size_t count_private(const struct site *site)
{
    size_t count = 0;
    for (size_t i = 0; i < site->record_count; i++)
        count += site->records[i]->absence == ABSENT_PRIVATE_NOTE;
    return count;
}

static str left_out(const struct site *site, struct arena *arena)
{
    size_t count = count_private(site);
    return !count ? STR("")
                  : arena_printf(arena,
                                 "%zu %s not published; write publish: true into a note, or name folders in "
                                 "_splashdown.yml: \"publish: [blog]\"",
                                 count, count == 1 ? "note is" : "notes are");
}

static void tell_unread(const struct site *site, struct diag *diag)
{
    size_t count;
    const struct site_file *files = site_files(site, &count);
    for (size_t i = 0; i < count; i++)
        if (str_ends_nocase(files[i].path, STR(".rst")) &&
            web_path_of_source(plain_of(site_settings(site)), files[i].path).n)
            diag_add(diag, SEVERITY_WARNING, files[i].path, 0,
                     "reStructuredText is no page here, and is served as the file that it is; write it as Markdown");
}

static void lint_folder(const struct site *site, int root, struct diag *diag)
{
    struct arena *arena = arena_create();
    str words = left_out(site, arena);
    if (words.n)
        diag_add(diag, SEVERITY_NOTE, STR(""), 0, "%.*s", STR_ARG(words));
    arena_destroy(arena);
    if (plain_of(site_settings(site))->made_by == MADE_BY_PELICAN)
        tell_unread(site, diag);
    key_lint(site, root, diag);
}

/* Told at each snapshot, since nobody asks `check` of a server that runs. */
static enum err read_settings(int root, const struct site_options *options, struct arena *arena, struct diag *diag,
                              struct settings *settings)
{
    if (vault_made(root))
        diag_add(diag, SEVERITY_WARNING, STR(".obsidian"), 0,
                 "this folder is new, and changes nothing until the next reload; from then on only notes that say "
                 "publish: true, or lie in a folder of publish: in _splashdown.yml, are published");
    return settings_of_plain(root, options, arena, diag, settings);
}

static enum err read_vault_settings(int root, const struct site_options *options, struct arena *arena,
                                    struct diag *diag, struct settings *settings)
{
    enum err err = settings_of_plain(root, options, arena, diag, settings);
    struct plain *own = settings->own;
    own->is_vault = true;
    return err;
}

#define PLAIN_RULES                                                                                                    \
    .read_ground = read_ground, .place_of = place_in_plain, .is_ground = place_is_ground, .is_shared = is_shared,      \
    .is_theme = place_is_theme, .includes = settings_includes, .judge = page_of_plain_judge,                           \
    .read_page = page_of_plain_read, .read_alone = page_of_plain_alone, .front_matter_marks_templates = true,          \
    .read_body = body_of_plain, .is_later = write_order_is_later, .file_addresses = file_addresses_of_jekyll,          \
    .feed_id = feed_id, .short_name = wiki_name, .find_post = find_by_name, .post_path = plain_post_path,              \
    .left_out = left_out, .lint_absent = tell_absent, .lint_page = lint_page, .lint_site = lint_folder

const struct generator plain = {
    .name = STR_INIT("plain"),
    .first_post =
        "posts are files named by a day, 2024-05-01-title.md, and notes any text; splashdown new \"Title\" begins one",
    .read_settings = read_settings,
    PLAIN_RULES};
const struct generator vault = {
    .name = STR_INIT("notes"),
    .first_post =
        "notes are private until they say publish: true, or until publish: in _splashdown.yml names their folder",
    .read_settings = read_vault_settings,
    PLAIN_RULES};
