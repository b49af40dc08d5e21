#ifndef DATA_FRONTMATTER_H
#define DATA_FRONTMATTER_H

#include "data/data.h"

struct frontmatter {
    bool present;            /* the file begins with "---", and a line "---" or "..." closes it */
    const struct data *data; /* a map; NULL when absent, empty or broken */
    bool broken;             /* DIAG has the reason */
    str yaml;                /* the text between the two lines */
    str body;                /* the text after them, untouched; the whole file when not present */
    int body_line;           /* line of its first line, from 1 */
};

/* SOURCE is a whole file, BOM and CRLF allowed. */
struct frontmatter frontmatter_split(str source); /* without the data */
struct frontmatter frontmatter_parse(str source, str file, struct arena *, struct diag *);

/* True for a LINE such as "title: …", which is hardly the text below a rule. */
bool frontmatter_is_key(str line);
/* Warns when SOURCE, a file of a generator that reads no TOML, begins with front matter in TOML between two "+++". */
void frontmatter_lint_toml(str source, str file, struct diag *);

/* True when SOURCE, as the file has it, has front matter in UTF-16 or UTF-32, which cannot be obeyed: DIAG gets an
 * error. */
bool frontmatter_is_utf16(str source, str file, struct diag *);

#endif
