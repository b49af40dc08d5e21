#ifndef HUGO_ZOLA_H
#define HUGO_ZOLA_H

#include "site/generator.h"

/* Zola's rules (getzola.org), for what readers read: Hugo's, but for what struct dialect names and the words of the
 * configuration. Nothing of a theme or a template is run. */
extern const struct generator zola;

/* True when the folder ROOT has the configuration of a Zola site. */
bool zola_made(int root);

#endif
