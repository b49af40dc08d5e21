#ifndef CLI_EXPORT_RUN_H
#define CLI_EXPORT_RUN_H

#include "answer/answer.h"
#include "render/link_target.h"

/* One export of a capsule, as it is now, to a folder. */
struct export_run {
    enum link_protocol protocol;
    struct capsule *capsule; /* with its web_options for LINK_WEB */
    str output;              /* see export_folder_open */
    bool again;              /* an earlier one has told what files cannot do */
};

/* Prints how many files there are. Problems are on standard error; ERR_SYNTAX: some files are missing. Another error
 * would meet the next export, too. */
enum err export_run(const struct export_run *, struct arena *);

#endif
