#ifndef SITE_PUBLISH_PLAN_H
#define SITE_PUBLISH_PLAN_H

#include "site/settings.h"

/* What becomes of the file of a draft that is published: nothing is read or written to make it. */
struct publish_plan {
    str path;                 /* of the post, in the folder of the generator's texts; the draft's own where it stays */
    str text;                 /* the whole file */
    str files_from, files_to; /* the folder of the draft's own files, and where it goes; empty: there is none */
};

enum publish_fault {
    PUBLISH_FINE,
    PUBLISH_NO_DRAFT,   /* it is published already */
    PUBLISH_KEPT_BACK,  /* by published: false */
    PUBLISH_UNREADABLE, /* its front matter is not closed */
    PUBLISH_JSON        /* its front matter is JSON, which nothing here writes */
};

/* PATH is the draft in the folder of the generator's texts, TEXT the whole file, NOW at the offset of the capsule's
 * zone. A file below _drafts goes to _posts, or to where the generator has new posts; elsewhere draft: true is taken
 * out, and a day in the name becomes NOW's. Hexo keeps a date that is written in a draft, everybody else gets NOW. */
enum publish_fault publish_plan_make(const struct settings *, str path, str text, struct moment now, struct arena *,
                                     struct publish_plan *);

#endif
