#ifndef TEXT_CLEAN_H
#define TEXT_CLEAN_H

#include "base/diag.h"

/*
 * A file's bytes as valid UTF-8 with LF line ends and no byte order mark. The number of lines is the one that an editor
 * shows. Replacements are reported to DIAG (may be NULL) under the name FILE. Borrows from SOURCE when nothing had to
 * be changed.
 */
str clean_source(str source, str file, struct arena *, struct diag *);

/* TEXT (valid UTF-8) without the control characters of C0 and C1, except TAB and LF. */
str clean_controls(str text, struct arena *);

#endif
