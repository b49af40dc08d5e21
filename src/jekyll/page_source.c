#include "jekyll/page_source.h"

const struct data *page_default(const struct page_source *s, str key)
{
    return settings_default(s->settings, s->entry->path, settings_type(s->kind, s->collection.label), key);
}

const struct data *page_value(const struct page_source *s, str key)
{
    const struct data *value = data_get(s->front.data, key);
    return value && value->kind != DATA_NULL ? value : page_default(s, key);
}
