#ifndef ANSWER_REVALIDATION_H
#define ANSWER_REVALIDATION_H

#include "answer/capsule.h"

#include <sys/stat.h>

/* A file that has changed since the snapshot is judged anew before anything of it is sent: by a thread, since its head
 * is read. FD is FILE as it was opened, and ST what it is; FD is taken over. The response becomes the file, or FAIL's.
 */
void revalidation_begin(const struct capsule *, const struct site_file *, int fd, const struct stat *st,
                        response_fail *, struct response *);

#endif
