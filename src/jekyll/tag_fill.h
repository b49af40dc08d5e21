#ifndef JEKYLL_TAG_FILL_H
#define JEKYLL_TAG_FILL_H

#include "liquid/run.h"

/* The words of a tag with each {{ value }} in them put in: {% include {{ page.widget }}.html %}. */
str tag_fill(struct run *, str words);

#endif
