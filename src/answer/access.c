#include "answer/access.h"

#include "protocol/gemini.h"
#include "site/unlisted.h"
#include "uri/uri.h"

static bool allows(const struct str_list *visitors, str fingerprint)
{
    for (size_t i = 0; i < visitors->count; i++)
        if (str_eq(visitors->items[i], STR("any")) || str_eq_nocase(visitors->items[i], fingerprint))
            return true;
    return false;
}

static int access_of(const struct str_list *visitors, const struct peer *peer)
{
    if (!peer->fingerprint.n)
        return GEMINI_CERTIFICATE;
    if (peer->certificate_expired)
        return GEMINI_NOT_VALID;
    return allows(visitors, peer->fingerprint) ? 0 : GEMINI_NOT_AUTHORISED;
}

static int access_to_folder(const struct capsule_options *options, int folder, const struct peer *peer)
{
    return folder == UNLISTED_NONE ? 0 : access_of(&options->visitors[folder], peer);
}

static int access_to_address(const struct capsule_options *options, str path, const struct peer *peer)
{
    return access_to_folder(options, unlisted_folder(&options->site.unlisted, path), peer);
}

int access_to_path(const struct capsule_options *options, const struct site *site, str path, const struct peer *peer)
{
    if (!options->site.unlisted.count)
        return 0;
    struct arena *scratch = arena_create();
    int status = access_to_address(options, path, peer);
    if (!status)
        status = access_to_address(options, site_real_path(site, path, scratch), peer);
    arena_destroy(scratch);
    return status;
}

static int access_to_source(const struct capsule_options *options, str source, const struct peer *peer)
{
    return access_to_folder(options, unlisted_source(&options->site.unlisted, source), peer);
}

/* The right to see the target of LINK, which may be NULL. */
static int access_to_link(const struct capsule_options *options, const struct file_link *link, const struct peer *peer)
{
    int status = link ? access_to_source(options, link->path, peer) : 0;
    return link && !status && link->page ? access_to_address(options, link->page->stem, peer) : status;
}

static int access_to_page(const struct capsule_options *options, const struct page *page, const struct peer *peer)
{
    int status = access_to_address(options, page->stem, peer);
    if (!status)
        status = access_to_source(options, page->source, peer);
    return status ? status : access_to_link(options, page->link, peer);
}

static int access_to_file(const struct capsule_options *options, const struct site_file *file, const struct peer *peer)
{
    int status = access_to_source(options, file->source, peer);
    return status ? status : access_to_link(options, file->link, peer);
}

int access_to_view(const struct capsule_options *options, const struct view *view, const struct peer *peer)
{
    if (!options->site.unlisted.count || view->kind == VIEW_NONE)
        return 0;
    struct arena *scratch = arena_create();
    int status = access_to_address(options, uri_decode(view->address, scratch), peer);
    arena_destroy(scratch);
    if (!status && view->page)
        status = access_to_page(options, view->page, peer);
    if (!status && view->file)
        status = access_to_file(options, view->file, peer);
    return status;
}

int access_to_drafts(const struct capsule_options *options, const struct peer *peer)
{
    return access_of(&options->editors, peer);
}
