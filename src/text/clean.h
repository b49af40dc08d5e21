#ifndef TEXT_CLEAN_H
#define TEXT_CLEAN_H

#include "base/diag.h"

/* A file's bytes as valid UTF-8 with LF line ends and no byte order mark. The number of lines is what an editor shows.
 * What had to be replaced goes to DIAG (may be NULL) as of FILE. Borrows from SOURCE where nothing had to be changed.
 */
str clean_source(str source, str file, struct arena *, struct diag *);

/* TEXT (valid UTF-8) without the control characters of C0 and C1, TAB and LF excepted. */
str clean_controls(str text, struct arena *);

#endif
