#ifndef HUGO_SHORTCODE_OWN_H
#define HUGO_SHORTCODE_OWN_H

#include "base/buf.h"
#include "hugo/shortcode_scope.h"
#include "hugo/shortcode_tag.h"

enum { SHORTCODE_DEPTH_MAX = 32 };

/* The shortcodes of the site's own, and its theme's, that are open in a text. */
struct shortcode_own {
    const struct shortcode_scope *scope;
    struct {
        str name, end; /* what stands behind the inner text */
    } open[SHORTCODE_DEPTH_MAX];
    size_t depth;
};

struct shortcode_own shortcode_own_of(const struct shortcode_scope *);

bool shortcode_own_has(const struct shortcode_own *, str name); /* whether there is a template for NAME */

/* Puts what the template of TAG says before its inner text. False: there is no template, or nothing in it for readers,
 * and nothing is put. */
bool shortcode_own_open(struct shortcode_own *, struct buf *, const struct shortcode_tag *);
/* Puts what stands behind the inner text of the shortcode NAME, which ends here. */
void shortcode_own_close(struct shortcode_own *, struct buf *, str name);

#endif
