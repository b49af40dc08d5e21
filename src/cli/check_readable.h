#ifndef CLI_CHECK_READABLE_H
#define CLI_CHECK_READABLE_H

#include "server/privileges.h"
#include "site/site.h"

/*
 * Reports what of SITE, the capsule at ROOT read with OPTIONS, its server cannot open: an error for each file or folder
 * that the workers, who run as WHO, meet and SITE's own reader does not, and for each file that is served as it is.
 * When it is not SURE that they serve it, a folder that they cannot enter at all is somebody's own copy. For a process
 * of one thread.
 */
void check_readable(const struct site *, int root, const struct site_options *, const struct identity *who, bool sure,
                    struct diag *);

#endif
