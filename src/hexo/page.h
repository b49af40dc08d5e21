#ifndef HEXO_PAGE_H
#define HEXO_PAGE_H

#include "site/generator.h"

/* A file of a Hexo site as a page: see judge, read_page and read_alone of struct generator. */
enum reading page_of_hexo_judge(const struct scan_entry *, enum record_absence *why);
enum reading page_of_hexo_read(const struct page_reading *, str text, struct page **, enum record_absence *why);
struct page *page_of_hexo_alone(const struct page_reading *, str text);

#endif
