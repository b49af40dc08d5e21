#include "site/search_page.h"

bool search_page_yields(const struct page *page, str body)
{
    str home = page->home.n ? page->home : STR("/");
    bool at_home = str_starts(page->stem, home) && page->kind == PAGE_PAGE && !str_trim(body).n;
    return at_home && str_eq(str_trim_char_right(str_from(page->stem, home.n), '/'), STR("search"));
}
