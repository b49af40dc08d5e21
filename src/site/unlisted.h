#ifndef SITE_UNLISTED_H
#define SITE_UNLISTED_H

#include "site/page.h"

enum { UNLISTED_NONE = -1 };

/* The index of the innermost of FOLDERS that PATH (decoded, absolute, without dot segments) is in; "/private" is in
 * "/private/", too. UNLISTED_NONE: none. */
int unlisted_folder(const struct str_list *folders, str path);

/* The same for a file or page by its path in the capsule, which has no leading slash. */
int unlisted_source(const struct str_list *folders, str source);

/* True when the lists of the site may not show PAGE: by its address or the place of its source, or by those of the
 * page that a link leads to. A restriction of the whole site restricts the lists as well, and hides nothing from
 * readers who see them. */
bool unlisted_page(const struct str_list *folders, const struct page *);

/* True when SOURCE is about the folder and not of it: README, LICENSE and the like at its root, 404 and offline
 * anywhere (sites have one for each language). A blog's lists have none of them; their addresses answer. */
bool unlisted_name(str source);

#endif
