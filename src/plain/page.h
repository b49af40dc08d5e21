#ifndef PLAIN_PAGE_H
#define PLAIN_PAGE_H

#include "site/generator.h"

/* See struct generator: what a file of a plain folder is, and the page that it becomes. */
bool place_in_plain(const struct settings *, bool drafts, str path, str name, bool is_folder, enum place *,
                    struct arena *scratch);
enum reading page_of_plain_judge(const struct scan_entry *, enum record_absence *why);
enum reading page_of_plain_read(const struct page_reading *, str text, struct page **, enum record_absence *why);
struct page *page_of_plain_alone(const struct page_reading *, str text);

#endif
