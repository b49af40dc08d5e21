#ifndef PLAIN_WEB_ROOT_H
#define PLAIN_WEB_ROOT_H

#include "plain/own.h"

/* The folders whose inside Eleventy, Astro or Pelican publishes at the top of the web site, told by their configuration
 * in ROOT: links in texts are meant from there. */
struct str_list web_roots_of(int root);
/* The path on the web of the file SOURCE, without a leading slash; empty: it is its own. */
str web_path_of_source(const struct plain *, str source);

#endif
