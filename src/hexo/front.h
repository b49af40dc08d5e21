#ifndef HEXO_FRONT_H
#define HEXO_FRONT_H

#include "data/data.h"

/* The front matter of a file as hexo-front-matter splits it: between two lines of dashes (YAML) or semicolons (JSON),
 * or without the first of them. */
struct front {
    const struct data *data; /* a map; NULL when there is none */
    bool broken;             /* DIAG has the reason */
    bool unopened;           /* no line opens it */
    str body;
    int body_line; /* of its first line, from 1 */
};

/* TEXT as hexo reads YAML: by js-yaml, tabs at the start of a line as two blanks each. NULL with an entry in DIAG. */
const struct data *front_yaml(str text, str file, int line, struct arena *, struct diag *);

struct front front_split(str source, str file, struct arena *, struct diag *);

#endif
