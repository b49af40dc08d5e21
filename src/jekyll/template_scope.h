#ifndef JEKYLL_TEMPLATE_SCOPE_H
#define JEKYLL_TEMPLATE_SCOPE_H

#include "base/effort.h"
#include "base/mapped.h"
#include "data/data.h"
#include "liquid/run.h"
#include "site/site.h"
#include "site/uses.h"

struct other_pages;
struct template_trial; /* jekyll/template_trial.h */

/* The source of values, files and addresses for the Liquid of a page. */
struct template_scope {
    const struct page *page;         /* page.*; its site gives site.* */
    const struct data *front_matter; /* page.KEY for keys that struct page does not carry; may be NULL */
    int root;                        /* folder handle for {% include %}; -1: none */
    str file;                        /* for DIAG */
    struct uses *uses;               /* records what is taken from the site; may be NULL */
    struct effort *effort;           /* counts the work done; may be NULL */
    struct template_trial *trial;    /* sees the loops of a page that may be a list; NULL: the page is made */
    /* Set by template_render: */
    struct other_pages *others; /* see jekyll/other_page.h */
    bool within;                /* PAGE is not the one being made: its text stands in that */
    struct mapped (*render)(struct mapped, const struct template_scope *, struct arena *, struct diag *);
};

/* The scope of the page that a tag or a filter is in. */
static inline const struct template_scope *template_scope_of(const struct run *run)
{
    return run->host->self;
}

#endif
