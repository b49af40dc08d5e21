#ifndef HUGO_ZOLA_CONFIG_H
#define HUGO_ZOLA_CONFIG_H

#include "hugo/rules.h"

/* Zola's configuration ALL (keys in lower case) in the words of Hugo's. */
const struct data *zola_as_hugos(const struct data *all, struct arena *);
/* What Zola does otherwise than Hugo by that configuration. */
const struct dialect *zola_dialect(const struct data *all);

#endif
