#ifndef HUGO_HUGO_H
#define HUGO_HUGO_H

#include "site/generator.h"

/* Hugo's rules (gohugo.io, as Hugo 0.111 has them), for what readers read: content/ and the configuration. Nothing of a
 * theme or a template is run. */
extern const struct generator hugo;

/* True when the folder ROOT has the configuration of a Hugo site. */
bool hugo_made(int root);

#endif
