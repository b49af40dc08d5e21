#ifndef HUGO_SHORTCODE_TEMPLATE_H
#define HUGO_SHORTCODE_TEMPLATE_H

#include "base/buf.h"
#include "hugo/rules.h"

/* The templates of a site's own shortcodes, and of its theme's, by their names. */
struct shortcode_templates;

/* Reads them; ALL is the configuration. What was read is added to TEXT. */
const struct shortcode_templates *shortcode_templates_read(int root, const struct site_options *,
                                                           const struct data *all, struct arena *, struct buf *text);

/* *TEXT is the template of the shortcode NAME. False: the site has none. TEMPLATES may be NULL. */
bool shortcode_template_find(const struct shortcode_templates *, str name, str *text);

#endif
