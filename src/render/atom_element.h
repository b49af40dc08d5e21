#ifndef RENDER_ATOM_ELEMENT_H
#define RENDER_ATOM_ELEMENT_H

#include "base/buf.h"
#include "render/feed_options.h"

/* A feed that is being written. */
struct atom {
    const struct site *site;
    const struct feed_options *options;
    struct buf *out;
    struct arena *arena;             /* of the entry being written */
    enum err err;                    /* the first error */
    const struct page *const *posts; /* that the feed may have, the newest first */
    size_t count;                    /* of them */
    size_t skip, limit;              /* entries that are newer, and those that are written */
    struct link_scope scope;         /* of the links in texts, but for their page */
    str base, host;                  /* "gemini://host:port" without a final slash */
};

void atom_note_err(struct atom *, enum err);
void atom_put(struct atom *, str markup);
void atom_put_element(struct atom *, const char *name, str text);
void atom_put_attribute(struct atom *, const char *name, str value); /* nothing where VALUE is empty */
/* Puts text that readers show as it is, never as markup. */
void atom_put_text(struct atom *, const char *name, str text);
void atom_put_link(struct atom *, const char *rel, const char *type, str address);
void atom_put_moment(struct atom *, const char *name, struct moment);
/* The people of OWN, else NAME, else those of the site; an author must not be missing (RFC 4287 4.1.2). */
void atom_put_authors(struct atom *, struct author_list own, str name);

#endif
