#include "site/template_pages.h"

#include "site/generator.h"
#include "site/shown.h"

static bool settle(struct site *site, int root, struct page *page, struct effort *spent)
{
    bool before = page->withdrawn;
    page->leads_to = STR("");
    page->withdrawn = site->settings.generator->withdraws(site, root, page, spent, site->arena);
    return page->withdrawn != before;
}

bool template_pages_settle(struct site *site, int root)
{
    bool changed = false;
    struct effort spent = {0};
    for (size_t i = 0; site->settings.generator->withdraws && i < site->record_count; i++) {
        struct record *record = site->records[i];
        bool asked = record->kind == RECORD_PAGE && record->page->template != TEMPLATE_NONE &&
                     record->page->site == site && site_shows(site, &site->options, record);
        if (asked && settle(site, root, record_page(record), &spent))
            changed = true;
    }
    return changed;
}

const struct page *const *template_pages(const struct site *site, size_t *count)
{
    *count = site->template_count;
    return site->all + site->post_count + site->page_count + site->unlisted_count + site->draft_count +
           site->headless_count;
}
