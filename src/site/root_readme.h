#ifndef SITE_ROOT_README_H
#define SITE_ROOT_README_H

#include "site/record.h"

/* Puts the README of the capsule's root at the address of its home, if PAGES, the COUNT listed ones, have neither a
 * post nor a page there, and no file of RECORDS beside it is called index.*. */
void root_readme_settle(struct record *const *records, size_t record_count, const struct page *const *pages,
                        size_t count);
/* Undoes that. */
void root_readme_forget(struct page *);
/* The address without extension by which the name of a README at the home would have it. PAGE: one that heads the root.
 */
str root_readme_own_stem(const struct page *);

#endif
