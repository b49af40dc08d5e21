#ifndef SITE_WEB_ADDRESS_H
#define SITE_WEB_ADDRESS_H

#include "site/site.h"

/* PATH (absolute, as people write it or percent-encoded) as Jekyll's filters normalise it (Addressable's normalize):
 * each segment decoded, in form NFKC and encoded anew, without dot segments. PATH itself where nothing changes. */
str web_path(str path, struct arena *);

/* Jekyll's absolute_url of PATH: url as written in _config.yml, with a last slash if any, then baseurl and PATH.
 * Empty: the site has no url. */
str web_absolute(const struct site_config *, str path, struct arena *);

/* Sets url and baseurl to the origin of URL, "https://example.org/blog/", and the path below it. Nothing is set where
 * URL has no origin. */
void web_split_url(struct site_config *, str url, struct arena *);

#endif
