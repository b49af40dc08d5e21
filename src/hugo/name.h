#ifndef HUGO_NAME_H
#define HUGO_NAME_H

#include "hugo/rules.h"

/* A file of content/ by its path alone. */
struct name {
    size_t language;                  /* among those of the configuration */
    str folder;                       /* below the language's content folder, without slashes at its ends */
    str base;                         /* the name without language and extension */
    str extension;                    /* with its dot */
    bool names_language;              /* LANGUAGE is a part of it, which BASE has not */
    bool is_page, is_leaf, is_branch; /* an extension of pages; index.*; _index.* */
    enum page_format format;
};

/* False: PATH is not content. */
bool name_of(const struct hugo *, str path, struct arena *, struct name *);
bool name_is_page(str path); /* by its extension */
#endif
