#include "jekyll/withdrawal.h"

#include "base/beneath.h"
#include "jekyll/html_words.h"
#include "jekyll/page_default.h"
#include "jekyll/template.h"
#include "jekyll/template_address.h"
#include "jekyll/template_trial.h"
#include "text/clean.h"

enum { RESULT_WORDS = 12 /* beside a search, more than these are a text */ };

/* A page may loop over several: the one that it is named after, else the first. */
static enum our_list list_of_loops(const struct template_trial *trial, const struct page *page)
{
    enum our_list named = list_of_name(page->stem);
    if (named == LIST_NONE)
        named = list_of_name(page->title);
    bool meant = (named == LIST_POSTS && trial->posts) || (named == LIST_TAGS && trial->tags) ||
                 (named == LIST_CATEGORIES && trial->categories);
    return meant ? named : trial->first;
}

/* The list that the layout of a page without words would show, of the group that the page names. */
static str address_of_bare(const struct site *site, const struct page *page, const struct data *front,
                           struct arena *arena)
{
    static const str keys[] = {STR_INIT("tag"), STR_INIT("taxonomy"), STR_INIT("category")};
    enum our_list list = list_of_name(page->layout);
    if (list == LIST_NONE || list == LIST_POSTS)
        list = list_of_name(page->stem) == LIST_NONE ? list : list_of_name(page->stem);
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        str name = str_trim(data_text(page_own_value(page, front, keys[i], arena), arena));
        bool tags = i == 0 || (i == 1 && list != LIST_CATEGORIES);
        const struct site_group *group = site_find_group(tags ? site_tags(site) : site_categories(site), name);
        if (name.n && group)
            return template_address_of_group(group, tags, arena);
    }
    return template_address_of(site, page, list);
}

static bool decide(const struct site *site, struct page *page, const struct template_trial *trial, str html,
                   struct arena *arena)
{
    struct html_words seen = html_words_count(html);
    bool logic = page->template == TEMPLATE_LOGIC;
    if (seen.searches && seen.words <= RESULT_WORDS && !seen.pictures)
        page->leads_to = template_address_of(site, page, LIST_SEARCH);
    else if (trial->group)
        page->leads_to = template_address_of_group(trial->group, trial->tag, arena);
    else if (trial->first != LIST_NONE)
        page->leads_to = template_address_of(site, page, list_of_loops(trial, page));
    if (page->leads_to.n)
        return true;
    bool result = trial->first != LIST_NONE || (seen.searches && seen.words <= RESULT_WORDS);
    return logic && (result || (!seen.words && !seen.pictures) || template_address_is_ours(site, page->stem));
}

bool template_withdraws(const struct site *site, int root, struct page *page, struct effort *spent, struct arena *arena)
{
    struct arena *scratch = arena_create();
    str source = STR("");
    bool withdrawn = page->template == TEMPLATE_BARE;
    if (withheld_read(site_withheld(site), root, page_file(page), DOCUMENT_MAX, scratch, &source) == OK) {
        source = clean_source(source, page->source, scratch, NULL);
        const struct frontmatter front = frontmatter_parse(source, page->source, scratch, NULL);
        struct template_trial trial = {.site = site};
        const struct template_scope scope = {.page = page,
                                             .front_matter = front.data,
                                             .root = root,
                                             .file = page->source,
                                             .effort = spent,
                                             .trial = &trial};
        if (withdrawn)
            page->leads_to = address_of_bare(site, page, front.data, arena);
        else
            withdrawn = decide(site, page, &trial,
                               template_render(mapped_of(front.body, 1, scratch), &scope, scratch, NULL).text, arena);
    }
    arena_destroy(scratch);
    return withdrawn;
}
