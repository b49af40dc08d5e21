#ifndef DATA_FRONTMATTER_H
#define DATA_FRONTMATTER_H

#include "data/data.h"

struct frontmatter {
    bool present;            /* the file begins with "---" and a closing "---" or "..." line follows */
    const struct data *data; /* a map; NULL when absent, empty or broken */
    bool broken;             /* DIAG has the reason */
    str yaml;                /* what stands between the two lines */
    str body;                /* what follows, untouched; the whole file when not present */
    int body_line;           /* line of its first line, from 1 */
};

/* SOURCE is a whole file, BOM and CRLF allowed. */
struct frontmatter frontmatter_split(str source); /* without the data */
struct frontmatter frontmatter_parse(str source, str file, struct arena *, struct diag *);

/* SOURCE, as the file has it, has front matter in UTF-16 or UTF-32: nobody can obey it, and an error in DIAG says so.
 */
bool frontmatter_is_utf16(str source, str file, struct diag *);

#endif
