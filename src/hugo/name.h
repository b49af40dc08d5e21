#ifndef HUGO_NAME_H
#define HUGO_NAME_H

#include "hugo/rules.h"

/* A file of content/ by its path alone. */
struct name {
    size_t language;                  /* among those of the configuration */
    str folder;                       /* below the language's content folder, without slashes at its ends */
    str base;                         /* the name without language and extension */
    str extension;                    /* with its dot */
    bool is_page, is_leaf, is_branch; /* an extension of pages; index.*; _index.* */
    enum page_format format;
};

/* False: PATH is in no content folder. */
bool name_of(const struct hugo *, str path, struct name *);
bool name_is_page(str path); /* by its extension */
/* The folder of which a language's files are at the top: the deepest that PATH lies in; or STR_NONE. */
size_t name_content_of(const struct hugo *, str path);

#endif
