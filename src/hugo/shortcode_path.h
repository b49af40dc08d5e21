#ifndef HUGO_SHORTCODE_PATH_H
#define HUGO_SHORTCODE_PATH_H

#include "hugo/shortcode_operands.h"

/* Functions of Hugo's over paths: relURL, from the root of the site; path.Clean, Dir, Base, BaseName, Ext and Join. */
str shortcode_path_rooted(const struct shortcode_operands *, struct arena *);
str shortcode_path_cleaned(const struct shortcode_operands *, struct arena *);
str shortcode_path_folder(const struct shortcode_operands *, struct arena *);
str shortcode_path_base(const struct shortcode_operands *, struct arena *);
str shortcode_path_bare(const struct shortcode_operands *, struct arena *);
str shortcode_path_extension(const struct shortcode_operands *, struct arena *);
str shortcode_path_joined(const struct shortcode_operands *, struct arena *);

#endif
