#ifndef HUGO_ASSET_H
#define HUGO_ASSET_H

#include "hugo/shortcode_scope.h"

/* The address of the file PATH of assets/, which only Hugo's templates publish, on the web; empty: none is there. */
str asset_address(str path, const struct shortcode_scope *);
/* The address of the file PATH beside the page; empty: none is there. */
str asset_beside(str path, const struct shortcode_scope *);

#endif
