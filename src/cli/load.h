#ifndef CLI_LOAD_H
#define CLI_LOAD_H

#include "content/kind.h"

enum { NO_FOLDER = -1 };

/* --generator of a command, whose flags have an int at OFFSET for site_options.kind. */
#define OPTION_GENERATOR(offset_of_kind)                                                                               \
    {                                                                                                                  \
        .name = "generator", .kind = OPTION_CHOICE, .offset = (offset_of_kind), .value = KIND_WORDS,                   \
        .help = "whose folder it is (auto: its signs tell)"                                                            \
    }

/* A capsule that a command has read: its folder, its snapshot, and the problems with it. */
struct loaded {
    int root; /* folder handle; NO_FOLDER: there is none */
    struct site_options options;
    struct arena *arena; /* of the names in OPTIONS */
    struct diag diag;
    const struct site *site;
};

/* A handle of the folder PATH, or -1 with errno. */
int load_folder(const char *path);
/* Opens the folder PATH. On failure the reason is on standard error. load_finish must be called in any case. */
enum err load_open(struct loaded *, str path, bool drafts, bool future);
/* The same without a folder. */
void load_nothing(struct loaded *);
/* Reads the capsule's pages. On failure the reason is on standard error; problems with single files are in DIAG. */
enum err load_site(struct loaded *);
void load_finish(struct loaded *);

/* The time in the zone of the capsule, which is loaded; in UTC when it names none, like Jekyll on a server in UTC. */
struct moment load_now(const struct loaded *, struct arena *);

#endif
