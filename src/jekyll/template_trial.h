#ifndef JEKYLL_TEMPLATE_TRIAL_H
#define JEKYLL_TEMPLATE_TRIAL_H

#include "jekyll/page_template.h"
#include "liquid/value.h"
#include "site/site.h"

/* The observations of a run of a page's Liquid that only decides whether the page is a list. */
struct template_trial {
    const struct site *site;
    bool posts, tags, categories;   /* it loops over these */
    enum our_list first;            /* the first of them */
    const struct site_group *group; /* the only one whose posts it loops over, of TAG or else of a category */
    bool tag;
};

/* Sees the list of a loop; SELF is a struct template_scope. */
void trial_sees_loop(const void *self, struct value list, const struct value_world *);

#endif
