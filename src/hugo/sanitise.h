#ifndef HUGO_SANITISE_H
#define HUGO_SANITISE_H

#include "base/arena.h"

struct path_style {
    str (*write)(str path, struct arena *); /* in place of all else; NULL: none */
    bool keep_case;                         /* disablePathToLower */
    bool without_accents;                   /* removePathAccents */
};

/* PATH, valid UTF-8, as Hugo writes it into addresses: letters, digits, marks and ./\_#+~-@ stay, white space between
 * them is one "-", all else is gone (helpers.PathSpec.UnicodeSanitize). */
str sanitise(str path, const struct path_style *, struct arena *);

#endif
