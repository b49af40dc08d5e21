#include "jekyll/lint.h"

#include "base/beneath.h"
#include "data/frontmatter.h"
#include "jekyll/draft_key.h"
#include "jekyll/feed_id.h"
#include "jekyll/key_lint.h"
#include "jekyll/template_address.h"
#include "site/generator.h"
#include "site/settings.h"
#include "site/template_pages.h"
#include "text/clean.h"
#include "uri/uri.h"

void lint_absent(const struct site *site, int root, const struct record *record, struct diag *diag)
{
    (void)site, (void)root;
    switch (record->absence) {
    case ABSENT_NOT:
    case ABSENT_BROKEN:
    case ABSENT_KEY:
    case ABSENT_PRIVATE_NOTE:
        break;
    case ABSENT_TEMPLATE:
        diag_add(diag, SEVERITY_NOTE, record->path, 0, "a template for Jekyll, which readers here do not see");
        break;
    case ABSENT_UNPUBLISHED:
        diag_add(diag, SEVERITY_NOTE, record->path, 0, "not shown: it says published: false");
        break;
    case ABSENT_NAME:
        diag_add(diag, SEVERITY_WARNING, record->path, 0,
                 "not shown: a post's name begins with its date; name it 2024-05-01-title.md");
        break;
    case ABSENT_PRIVATE:
        diag_add(diag, SEVERITY_NOTE, record->path, 0,
                 "not served: it is among the posts; move it to a folder whose name does not begin with _");
        break;
    }
}

static struct frontmatter front_of(int root, const struct page *page, struct arena *arena)
{
    str source;
    if (beneath_read(root, page_file(page), DOCUMENT_MAX, arena, &source) != OK)
        return (struct frontmatter){0};
    return frontmatter_parse(clean_source(source, page->source, arena, NULL), page->source, arena, NULL);
}

/* The line of KEY in the front matter; 0: the key is absent. */
static int line_of(int root, const struct page *page, str key)
{
    struct arena *arena = arena_create();
    struct frontmatter front = front_of(root, page, arena);
    const struct data *value = data_get(front.data, key);
    int line = value ? value->line : 0;
    arena_destroy(arena);
    return line;
}

static void check_future(const struct site *site, int root, const struct page *page, struct diag *diag)
{
    char date[MOMENT_TEXT];
    bool all = site_options(site)->future || site_settings(site)->future;
    bool undated = page->kind == PAGE_PAGE && !(page->collection.n && page->has_date);
    if (undated || all || page->date.seconds <= site_options(site)->now)
        return;
    diag_add(diag, SEVERITY_WARNING, page->source, line_of(root, page, STR("date")),
             "not shown before %s, its date, which is in the future; --future shows it now",
             moment_rfc3339(page->date, date));
}

/* An old address works only while nothing else has it. */
static void check_redirect(const struct site *site, int root, const struct page *page, str from, struct diag *diag)
{
    struct arena *scratch = arena_create();
    str path = uri_decode(from, scratch);
    if (!str_starts(path, STR("/")))
        path = ARENA_CONCAT(scratch, STR("/"), path);
    const struct page *owner = site_find_stem(site, path), *first = site_find_alias(site, path);
    const struct site_file *file = owner ? NULL : site_find_file(site, str_from(path, 1));
    bool taken = (owner && owner != page) || file;
    if (taken)
        diag_add(diag, SEVERITY_WARNING, page->source, line_of(root, page, STR("redirect_from")),
                 "redirect_from: %.*s is the address of %.*s; remove it", STR_ARG(from),
                 STR_ARG(owner ? owner->source : file->path));
    else if (first && first != page)
        diag_add(diag, SEVERITY_WARNING, page->source, line_of(root, page, STR("redirect_from")),
                 "redirect_from: %.*s leads to %.*s, which names it, too; remove it from one of them", STR_ARG(from),
                 STR_ARG(first->source));
    arena_destroy(scratch);
}

/* Reports drafts by their key, which Jekyll would publish. */
static void check_draft_key(const struct site *site, int root, const struct page *page, struct diag *diag)
{
    if (!page->draft || page->kind == PAGE_DRAFT || site_settings(site)->show_drafts)
        return;
    struct arena *arena = arena_create();
    struct frontmatter front = front_of(root, page, arena);
    const struct data *value = data_get(front.data, STR("draft"));
    bool jekylls = str_eq(site_settings(site)->generator->name, STR("Jekyll"));
    if (draft_of(&front, NULL) == DRAFT_UNCLEAR)
        diag_add(
            diag, SEVERITY_WARNING, page->source, value ? value->line : 0,
            "draft: this is neither true nor false, and counts as a draft, which is not shown; write true or false");
    else
        diag_add(diag, SEVERITY_NOTE, page->source, value ? value->line : 0, "a draft, since %s draft: true%s",
                 draft_of(&front, NULL) == DRAFT_YES || !jekylls ? "it says" : "the defaults of _config.yml say",
                 jekylls ? "; Jekyll itself would publish it, so the web differs" : "");
    arena_destroy(arena);
}

void lint_page(const struct site *site, int root, const struct page *page, struct diag *diag)
{
    check_future(site, root, page, diag);
    check_draft_key(site, root, page, diag);
    for (size_t i = 0; i < page->redirect_from.count; i++)
        check_redirect(site, root, page, page->redirect_from.items[i], diag);
}

static void check_drafts(const struct site *site, int root, struct diag *diag)
{
    str real;
    struct arena *scratch = arena_create();
    bool shown = site_options(site)->drafts || site_settings(site)->show_drafts;
    bool found =
        !shown && resolve_path(root, &site_options(site)->names, STR(""), STR("_drafts"), scratch, &real) == OK;
    arena_destroy(scratch);
    if (!found)
        return;
    diag_add(diag, SEVERITY_NOTE, STR("_drafts"), 0,
             "drafts are not shown; serve --drafts shows them, check --drafts reads them");
}

static void check_documents(const struct site *site, struct diag *diag)
{
    size_t count = 0;
    const struct site_groups *all = site_collections(site);
    for (size_t i = 0; i < all->count; i++)
        count += all->items[i].count;
    if (count)
        diag_add(diag, SEVERITY_NOTE, STR("_config.yml"), 0,
                 "%zu documents of collections with output: true are pages that everybody can read; version 0 did not "
                 "show them",
                 count);
}

static void check_feed_ids(const struct site *site, struct diag *diag)
{
    size_t count = 0, post_count;
    const struct page *const *posts = site_posts(site, &post_count);
    for (size_t i = 0; i < post_count; i++)
        count += feed_id_is_new(site, posts[i]);
    if (count)
        diag_add(diag, SEVERITY_NOTE, STR("_config.yml"), 0,
                 "%zu posts have a different id in feeds than version 0 gave them, now %s: those who followed this "
                 "feed see them once more",
                 count, site_config(site)->url.n ? "jekyll-feed's" : "with their folders");
    if (count)
        diag_mark_past(diag);
}

/* Says of each page that the web site has and we do not where its readers are sent instead. */
static void check_templates(const struct site *site, struct diag *diag)
{
    size_t count;
    const struct page *const *templates = template_pages(site, &count);
    for (size_t i = 0; i < count; i++) {
        const struct page *page = templates[i];
        if (page->leads_to.n)
            diag_add(diag, SEVERITY_NOTE, page->source, 0,
                     "a template for Jekyll; its readers are sent to %.*s, our page for the same",
                     STR_ARG(page->leads_to));
        else if (template_address_is_ours(site, page->stem))
            diag_add(
                diag, SEVERITY_NOTE, page->source, 0,
                "a template for Jekyll at %.*s, where readers here see our own page; to show its words there, write "
                "them without conditions and loops",
                STR_ARG(page->stem));
        else
            diag_add(
                diag, SEVERITY_NOTE, page->source, 0,
                "a template for Jekyll, which readers here do not see: no words come out of it; write them without "
                "conditions, or in a .md file");
    }
}

void lint_site(const struct site *site, int root, struct diag *diag)
{
    check_drafts(site, root, diag);
    check_feed_ids(site, diag);
    check_documents(site, diag);
    check_templates(site, diag);
    key_lint(site, root, diag);
}
