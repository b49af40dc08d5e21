#ifndef ANSWER_REVALIDATION_H
#define ANSWER_REVALIDATION_H

#include "answer/capsule.h"

#include <sys/stat.h>

/*
 * The judging of a file that has changed since the snapshot, before anything of it is sent: in a thread, since its head
 * is read. FD is FILE, perhaps a TEXT, as it was opened, and ST its status; FD is taken over. The response becomes the
 * file, or FAIL's.
 */
void revalidation_begin(const struct capsule *, const struct site_file *, bool text, int fd, const struct stat *st,
                        response_fail *, struct response *);

#endif
