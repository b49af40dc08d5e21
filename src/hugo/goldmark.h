#ifndef HUGO_GOLDMARK_H
#define HUGO_GOLDMARK_H

#include "hugo/rules.h"

/* TEXT, Markdown, without what goldmark leaves out of it by the settings of HUGO. FILE and LINE, where it begins, are
 * for complaints in DIAG (may be NULL). As many lines as TEXT has. */
str goldmark_text(str text, const struct hugo *, str file, int line, struct arena *, struct diag *);

#endif
