#ifndef CLI_EXPORT_WEB_H
#define CLI_EXPORT_WEB_H

#include "answer/addresses.h"
#include "answer/answer.h"

/* What --to web needs besides. All functions report their errors on standard error. */

/* Takes BASE_URL, the address that the pages will have, apart. */
enum err export_web_base(str base_url, struct arena *, struct web_options *);

/*
 * Fills in the rest for SITE, whose pages are also on HOST (empty: nobody knows where) and, unless GOPHER_PORT is 0,
 * there on Gopher.
 */
enum err export_web_complete(const struct site *, str host, int gopher_port, struct arena *, struct web_options *);

/* The file of an address: "posts/index.html", "about.html" for /about. */
str export_web_file(const struct address *, struct arena *);

#endif
