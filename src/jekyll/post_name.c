#include "jekyll/post_name.h"

#include "jekyll/page_name.h"

/* "2024-05-01-moon" */
str post_name_short(const struct page *page)
{
    return page->kind == PAGE_PAGE ? STR("") : page_name_of(page->source).base;
}

/* "sub/2024-05-01-moon", for a post in a folder of _posts. */
str post_name_long(const struct page *page)
{
    size_t at = page->kind == PAGE_PAGE ? STR_NONE : str_find(page->source, STR("_posts/"));
    if (at == STR_NONE)
        return STR("");
    str inner = str_from(page->source, at + STR("_posts/").n);
    inner.n -= page_name_of(page->source).extension.n;
    return str_has_char(inner, '/') ? inner : STR("");
}

const struct page *post_name_find(const struct site *site, str name)
{
    while (str_starts(name, STR("/")))
        name = str_from(name, 1);
    const struct page *page = site_named(site, str_has_char(name, '/'), name);
    if (page)
        return page;
    struct page_name parts = page_name_of(name);
    enum page_format format;
    if (page_format_of(parts.extension, &format))
        return post_name_find(site, str_first(name, name.n - parts.extension.n));
    return NULL;
}
