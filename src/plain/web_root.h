#ifndef PLAIN_WEB_ROOT_H
#define PLAIN_WEB_ROOT_H

#include "plain/own.h"

/* The configuration in ROOT (-1: none) by which Eleventy, Astro or Pelican make a web site of the folder. NULL: none.
 */
const char *web_sign_of(int root, enum web_maker *);
/* The folders whose inside that program publishes at the top of the web site: links in texts are meant from there. */
struct str_list web_roots_of(enum web_maker);
/* The path on the web of the file SOURCE, without a leading slash; empty: it is its own. */
str web_path_of_source(const struct plain *, str source);

#endif
