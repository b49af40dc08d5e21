#ifndef LIQUID_LIQUID_H
#define LIQUID_LIQUID_H

#include "base/diag.h"
#include "base/mapped.h"
#include "liquid/host.h"

/* True when there is any Liquid in TEXT to run. */
bool liquid_is_in(str text);

/*
 * Runs the Liquid in IN. Only text that the author marked as literal ({% raw %}) is left alone; Liquid inside code
 * runs. Unknown tags are dropped and reported by line. Output and steps are bounded.
 */
struct mapped liquid_render(struct mapped in, const struct liquid_host *, struct arena *, struct diag *);

#endif
