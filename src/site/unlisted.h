#ifndef SITE_UNLISTED_H
#define SITE_UNLISTED_H

#include "site/page.h"

enum { UNLISTED_NONE = -1 };

/* The innermost of FOLDERS that PATH (decoded, absolute, without dot segments) is in, as an index; "/private/" has
 * "/private" in it, too. UNLISTED_NONE: none. */
int unlisted_folder(const struct str_list *folders, str path);

/* The same of a file or page by its path in the capsule, which has no leading slash. */
int unlisted_source(const struct str_list *folders, str source);

/* Whether the lists of the site may not show PAGE, by its address or by where its source lies, or by those of the page
 * that a link leads to. What restricts the whole site restricts the lists as well, and hides nothing from who sees
 * them. */
bool unlisted_page(const struct str_list *folders, const struct page *);

#endif
