#ifndef JEKYLL_PAGE_SOURCE_H
#define JEKYLL_PAGE_SOURCE_H

#include "data/frontmatter.h"
#include "jekyll/collection_name.h"
#include "jekyll/page_name.h"
#include "jekyll/settings.h"
#include "site/scan.h"

/* A file that is to become a page. */
struct page_source {
    const struct scan_entry *entry;
    struct page_name name;
    enum page_format format;
    enum page_kind kind;
    struct collection_name collection; /* without a label: it is no document of one */
    struct frontmatter front;
    const struct settings *settings;
};

/* The value of KEY for this file in the configuration's defaults; NULL: none. */
const struct data *page_default(const struct page_source *, str key);
/* The value of KEY in the front matter, else in the configuration's defaults; NULL: none. */
const struct data *page_value(const struct page_source *, str key);

#endif
