#ifndef CLI_PUBLISH_FILE_H
#define CLI_PUBLISH_FILE_H

#include "site/publish_plan.h"

/* Carries out PLAN for the draft PATH below the folder handle ROOT, whose text was READ: the post is whole or not
 * there, nothing is replaced but the draft itself, and the draft goes once the post is on the disk. On failure the
 * reason is on standard error. */
enum err publish_file(int root, str path, str read, const struct publish_plan *, struct arena *);

#endif
