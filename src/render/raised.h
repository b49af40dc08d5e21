#ifndef RENDER_RAISED_H
#define RENDER_RAISED_H

#include "base/arena.h"

/*
 * What stands above the line (<sup>), TEXT, as plain text has it: digits are those of Unicode ("2¹⁰"), other exponents
 * stand behind "^" ("2^(n-1)"), so that nobody reads 210 or 2n. All else, "st", "[1]" or "TM", is given back as it is.
 */
str raised_text(str text, struct arena *);

#endif
