#ifndef HUGO_FRONT_H
#define HUGO_FRONT_H

#include "data/data.h"

/* The front matter of one file, in any of Hugo's forms. */
struct front {
    bool present, broken;    /* broken: DIAG has the reason */
    const struct data *data; /* a map with keys in lower case; NULL when absent, empty or broken */
    str body;                /* the text after it; the whole file when there is none */
    int body_line;           /* of its first line, from 1 */
};

/* SOURCE is a whole file, clean (see text/clean.h). */
struct front front_parse(str source, str file, struct arena *, struct diag *);

#endif
