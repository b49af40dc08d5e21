#ifndef JEKYLL_PAGE_LANG_H
#define JEKYLL_PAGE_LANG_H

#include "data/data.h"

/* The languages that an author's `lang:` names, a text or a list, in the form of text/language.h. */
str lang_of_data(const struct data *, struct arena *);
/* Says in DIAG what of VALUE, the value of KEY in FILE, is no language; NULL is fine. */
void lang_lint(const struct data *value, str key, str file, struct diag *diag);

#endif
