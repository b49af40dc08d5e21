#ifndef HUGO_PAGE_H
#define HUGO_PAGE_H

#include "site/generator.h"

/* See struct generator. */
enum reading page_of_hugo_judge(const struct scan_entry *, enum record_absence *why);
enum reading page_of_hugo_read(const struct page_reading *, str text, struct page **, enum record_absence *why);
struct page *page_of_hugo_alone(const struct page_reading *, str text);

#endif
