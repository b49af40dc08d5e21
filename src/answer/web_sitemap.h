#ifndef ANSWER_WEB_SITEMAP_H
#define ANSWER_WEB_SITEMAP_H

#include "base/buf.h"
#include "site/site.h"

/* The pages and lists of an export to the web at BASE_URL, which has no slash at its end: sitemaps.org, 0.9. */
enum err web_sitemap_write(const struct site *, str base_url, struct buf *out);

#endif
