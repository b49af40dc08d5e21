#ifndef JEKYLL_DROP_H
#define JEKYLL_DROP_H

#include "jekyll/template_scope.h"
#include "liquid/value.h"

/* Jekyll's things as Liquid's objects. A member is nil when there is no such thing, or none without another's body. */
struct value drop_page(const struct page *);              /* a post of the site's; NULL: nil */
struct value drop_current(const struct template_scope *); /* page.*, of the page that is being read */
struct value drop_site(const struct template_scope *);    /* site.*, of the page's site */

#endif
