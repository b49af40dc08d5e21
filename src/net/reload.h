#ifndef NET_RELOAD_H
#define NET_RELOAD_H

#include "answer/answer.h"
#include "net/folders.h"

#include <uv.h>

/* One examination of a capsule in the thread pool: it finds its folders and makes its next snapshot. */
struct reload {
    uv_work_t work;
    void (*done)(struct reload *); /* on the loop; destroys it */
    void *context;
    struct site_options options;
    int root;
    const struct site *previous; /* a reference; NULL: none */
    bool with_files;

    /* The result. */
    bool ran;         /* false: it was cancelled */
    int64_t began_ns; /* since 1970 */
    int64_t took_ms;
    struct arena *arena;
    struct folder_list folders;
    struct diag diag;
    enum err err; /* of site_load; ERR_NOT_FOUND without files */
    int saved_errno;
    const struct site *site; /* a reference, when ERR is OK */
};

/* Without WITH_FILES it only finds the folders. NULL: it cannot be run. */
struct reload *reload_start(uv_loop_t *, const struct capsule *, bool with_files, void (*done)(struct reload *),
                            void *context);
void reload_cancel(struct reload *); /* if it has not begun yet; DONE is called all the same */
void reload_destroy(struct reload *);

#endif
