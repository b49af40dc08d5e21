#ifndef LIQUID_LIQUID_H
#define LIQUID_LIQUID_H

#include "base/diag.h"
#include "base/mapped.h"
#include "liquid/host.h"

/* Whether there is any Liquid in TEXT to run. */
bool liquid_is_in(str text);

/*
 * Runs the Liquid in IN. Code is opaque exactly where the author meant it literally ({% raw %}); elsewhere Liquid
 * inside code runs. Unknown tags vanish and are reported by line. Bounded in output and in steps.
 */
struct mapped liquid_render(struct mapped in, const struct liquid_host *, struct arena *, struct diag *);

#endif
