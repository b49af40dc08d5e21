#ifndef RENDER_RAISED_H
#define RENDER_RAISED_H

#include "base/arena.h"

/*
 * TEXT, which stands above the line (<sup>) or below it (<sub>), as plain text has it: by Unicode's characters where
 * they have all of it ("2¹⁰", "H₂O"), other exponents behind "^" ("2^k", "x^(2a)"), so that nobody reads 210 or 2k.
 * All else, "st", "[1]" or "TM", is given back as it is.
 */
str raised_text(str text, struct arena *);
str lowered_text(str text, struct arena *);

#endif
