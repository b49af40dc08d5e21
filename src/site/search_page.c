#include "site/search_page.h"

bool search_page_yields(const struct page *page, str body)
{
    return page->kind == PAGE_PAGE && !str_trim(body).n && str_eq(str_trim_char_right(page->stem, '/'), STR("/search"));
}
