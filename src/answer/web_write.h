#ifndef ANSWER_WEB_WRITE_H
#define ANSWER_WEB_WRITE_H

#include "answer/view.h"
#include "render/picture_size.h"

/* A page that is to be written for the web. */
struct web_page {
    const struct view *view;
    const struct site *site;
    const struct capsule_options *options; /* with its web_options */
    const struct link_scope *scope;
    const struct document *document; /* of VIEW_PAGE; else NULL */
    struct arena *arena;
};

/* Writes a page or a list (view_is_html) as HTML. */
enum err web_write(const struct web_page *, struct buf *out);
/* Reads the size of a picture of the capsule's, for the scope of such a page. */
bool web_picture_size(const struct picture_sizer *, const struct site_file *, struct picture_size *);
/* Writes our style sheet. */
enum err web_write_style(struct buf *out);

#endif
