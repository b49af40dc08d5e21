#ifndef JEKYLL_PAGE_READ_H
#define JEKYLL_PAGE_READ_H

#include "site/generator.h"

/* Jekyll's choice of the files that become pages, and how it reads them: see struct generator. */
enum reading page_judge(const struct scan_entry *, enum record_absence *why);
enum reading page_read(const struct page_reading *, str text, struct page **page, enum record_absence *why);
struct page *page_read_alone(const struct page_reading *, str text);

#endif
