#include "jekyll/page_source.h"

static str type_of(const struct page_source *s)
{
    switch (s->kind) {
    case PAGE_POST:
        return STR("posts");
    case PAGE_DRAFT:
        return STR("drafts");
    case PAGE_PAGE:
        break;
    }
    return s->collection.label.n ? s->collection.label : STR("pages");
}

const struct data *page_default(const struct page_source *s, str key)
{
    return settings_default(s->settings, s->entry->path, type_of(s), key);
}

const struct data *page_value(const struct page_source *s, str key)
{
    const struct data *value = data_get(s->front.data, key);
    return value && value->kind != DATA_NULL ? value : page_default(s, key);
}
