#ifndef HUGO_SHORTCODE_OWN_H
#define HUGO_SHORTCODE_OWN_H

#include "base/buf.h"
#include "hugo/shortcode_fill.h"
#include "hugo/shortcode_tag.h"

enum { SHORTCODE_DEPTH_MAX = 32, SHORTCODE_INLINE_MAX = 64 };

/* The shortcodes of the site's own, and its theme's, that are open in a text. */
struct shortcode_own {
    const struct shortcode_scope *scope;
    struct {
        str name, end; /* what stands behind the inner text */
        bool quotes;   /* the inner text is a quotation */
    } open[SHORTCODE_DEPTH_MAX];
    size_t depth;
    struct {
        str name, template;
    } inlines[SHORTCODE_INLINE_MAX]; /* those that the text itself has defined so far */
    size_t inline_count;
    struct shortcode_filled read; /* of the template that shortcode_own_open asked last; UNREAD: it has no words */
};

struct shortcode_own shortcode_own_of(const struct shortcode_scope *);

/* *TEMPLATE is that for NAME. False: there is none. */
bool shortcode_own_find(const struct shortcode_own *, str name, str *template);
/* From here on TEMPLATE is that for NAME, "x.inline", where the site allows such. */
void shortcode_own_define(struct shortcode_own *, str name, str template);

/* Puts what the template of TAG says before its inner text. False: there is no template, or nothing in it for readers,
 * and nothing is put. */
bool shortcode_own_open(struct shortcode_own *, struct buf *, const struct shortcode_tag *);
/* Puts what stands behind the inner text of the shortcode NAME, which ends here. */
void shortcode_own_close(struct shortcode_own *, struct buf *, str name);

#endif
