#include "jekyll/write_order.h"

static str name_of(const struct page *page)
{
    size_t slash = str_find_last(page->source, '/');
    return slash == STR_NONE ? page->source : str_from(page->source, slash + 1);
}

bool write_order_is_later(const struct page *one, const struct page *two)
{
    bool post = one->kind != PAGE_PAGE;
    if (post != (two->kind != PAGE_PAGE))
        return post;
    if (post && one->date.seconds != two->date.seconds)
        return one->date.seconds > two->date.seconds;
    int order = post ? 0 : str_cmp(name_of(one), name_of(two));
    return (order ? order : str_cmp(one->source, two->source)) > 0;
}
