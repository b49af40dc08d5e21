#include "jekyll/page_feed.h"

#include "jekyll/feed_collection.h"

static const struct data *value_within(const struct data *map, str key)
{
    const struct data *value = data_get(map, key);
    return value && value->kind != DATA_NULL ? value : NULL;
}

/* Liquid's filter "default" counts an empty text as none. */
static bool says_something(const struct data *value)
{
    return data_is_true(value) && !(value->kind == DATA_STRING && !value->text.n);
}

bool page_is_excerpt_only(const struct page_source *s)
{
    static const str feed = STR_INIT("feed"), key = STR_INIT("excerpt_only");
    const struct data *own = value_within(data_get(s->front.data, feed), key);
    if (!own)
        own = value_within(page_default(s, feed), key);
    return says_something(own) || data_is_true(data_get(data_get(jekyll_of(s->settings)->all, feed), key));
}

static bool is_draft_on_web(const struct page_source *s)
{
    const struct data *said = page_value(s, STR("draft"));
    return said && said->kind == DATA_BOOL && said->boolean && !s->settings->show_drafts;
}

bool page_is_in_feed(const struct page_source *s, bool draft)
{
    return s->kind == PAGE_POST && !draft && !is_draft_on_web(s);
}

bool page_is_in_collection_feed(const struct page_source *s, const struct page *page)
{
    const struct data *meta;
    return page->collection.n && page->has_date && !page->draft && !is_draft_on_web(s) &&
           feed_collection_find(jekyll_of(s->settings)->all, page->collection, &meta);
}
