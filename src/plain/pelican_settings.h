#ifndef PLAIN_PELICAN_SETTINGS_H
#define PLAIN_PELICAN_SETTINGS_H

#include "data/map_build.h"

/* Puts what pelicanconf.py in ROOT says in plain assignments of texts into MAP, by the keys of a configuration here:
 * SITENAME is title. It is Python, of which nothing is run. */
void pelican_settings_put(int root, struct growing *map, struct arena *);

#endif
