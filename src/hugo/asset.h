#ifndef HUGO_ASSET_H
#define HUGO_ASSET_H

#include "hugo/shortcode_scope.h"

/* The address of the file PATH of assets/, which only Hugo's templates publish, on the web; empty: none is there.
 * *SOURCE is its path in the capsule. */
str asset_address(str path, str *source, const struct shortcode_scope *);
/* The same for the file PATH beside the page. */
str asset_beside(str path, str *source, const struct shortcode_scope *);

#endif
