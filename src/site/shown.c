#include "site/shown.h"

#include "site/links.h"

static bool is_due(const struct site *site, const struct site_options *options, const struct page *page)
{
    bool future = options->future || site->settings.future;
    if (page->scheduled)
        return (future || page->shown_from <= options->now) && options->now < page->shown_until;
    bool undated = page->kind == PAGE_PAGE && !(page->collection.n && page->has_date);
    return undated || page->awaited || future || page->date.seconds <= options->now;
}

bool site_shows(const struct site *site, const struct site_options *options, const struct record *record)
{
    const struct record *target = site_target(site, record);
    return record->kind != RECORD_NOTHING && target && target->kind != RECORD_NOTHING &&
           (!record->page || is_due(site, options, record->page)) &&
           (!target->page || is_due(site, options, target->page));
}

bool site_awaits(const struct site *site, const struct site_options *options, const struct page *page)
{
    bool future = options->future || site->settings.future;
    return page && page->awaited && !future && page->date.seconds > options->now;
}

bool site_shows_drafts(const struct site *site)
{
    return site->options.drafts || site->settings.show_drafts;
}

bool site_hides_draft(const struct site *site, const struct page *page)
{
    return page && page->draft && !site_shows_drafts(site);
}

const struct page *site_shown_page(const struct site *site, str source)
{
    const struct record *record = site_record(site, source);
    if (!record || record->kind != RECORD_PAGE || !site_shows(site, &site->options, record))
        return NULL;
    return site_hides_draft(site, record->page) ? NULL : record->page;
}

bool site_has_file(const struct site *site, str path)
{
    const struct record *record = site_record(site, path);
    return record && record->kind == RECORD_FILE;
}
