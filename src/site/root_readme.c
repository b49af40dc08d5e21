#include "site/root_readme.h"

/* Jekyll's url is made of the stem, and stays as it is. */
str root_readme_own_stem(const struct page *page)
{
    static const str html = STR_INIT(".html");
    return str_ends(page->url, html) ? str_first(page->url, page->url.n - html.n) : page->url;
}

/* A README that has the address of its name. */
static bool is_plain_readme(const struct page *page)
{
    return !page->edition && str_eq_nocase(str_trim_char_right(page->stem, '/'), STR("/README")) &&
           str_eq(page->stem, root_readme_own_stem(page));
}

static bool has_index_beside(str readme, struct record *const *records, size_t count)
{
    size_t slash = str_find_last(readme, '/'), folder = slash == STR_NONE ? 0 : slash + 1;
    for (size_t i = 0; i < count; i++) {
        str path = records[i]->path;
        if (str_starts(path, str_first(readme, folder)) && str_starts(str_from(path, folder), STR("index.")) &&
            str_find(str_from(path, folder), STR("/")) == STR_NONE)
            return true;
    }
    return false;
}

void root_readme_settle(struct record *const *records, size_t record_count, const struct page *const *pages,
                        size_t count)
{
    struct page *found = NULL;
    for (size_t i = 0; i < count; i++) {
        if (pages[i]->kind != PAGE_PAGE || str_eq(pages[i]->stem, STR("/")))
            return;
        if (!found && is_plain_readme(pages[i]))
            found = (struct page *)(uintptr_t)pages[i];
    }
    if (!found || has_index_beside(found->source, records, record_count))
        return;
    found->stem = STR("/");
    found->heads_list = found->heads_root = true;
}

void root_readme_forget(struct page *page)
{
    if (!page->heads_root)
        return;
    page->stem = root_readme_own_stem(page);
    page->heads_list = page->heads_root = false;
}
