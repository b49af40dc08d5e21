#ifndef CONTENT_LIQUID_H
#define CONTENT_LIQUID_H

#include "base/mapped.h"
#include "content/page.h"
#include "content/uses.h"
#include "data/data.h"

/* Where Liquid finds its values. */
struct liquid_scope {
    const struct page *page;         /* page.*; its site gives site.* */
    const struct data *front_matter; /* page.KEY for keys that struct page does not carry; may be NULL */
    int root;                        /* folder handle for {% include %}; -1: none */
    str file;                        /* for DIAG */
    struct uses *uses;               /* what is taken from the site is told to it; may be NULL */
};

/*
 * Runs the Liquid that posts use over IN. Code is opaque exactly where Jekyll's result would still be code and the
 * author meant it literally ({% raw %}); elsewhere Liquid inside code runs, as in Jekyll. {% highlight LANG %} becomes
 * a fence that nothing inside can close. Unknown tags vanish and are reported by line. Bounded in output and in steps.
 */
struct mapped liquid_render(struct mapped in, const struct liquid_scope *, struct arena *, struct diag *);

#endif
