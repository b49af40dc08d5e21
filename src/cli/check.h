#ifndef CLI_CHECK_H
#define CLI_CHECK_H

#include "answer/answer.h"
#include "base/diag.h"
#include "server/config.h"
#include "server/privileges.h"

/* The choice among all complaints. */
struct check_scope {
    bool tells_kind;                /* say what the folder was taken for */
    bool all;                       /* of the theme's files as well */
    str only;                       /* of this file of the capsule alone; empty: of all */
    str named;                      /* the name that the user gave to that file */
    const struct identity *workers; /* whoever serves the capsule; NULL: unknown */
    bool sure;                      /* a configuration says so */
};

/*
 * Finds the problems that readers of the capsule in the folder PATH would meet, by the author's files; with a PREFIX
 * ("/srv/a/") before each. SERVED describes how it is served (name, ports, width, drafts, future, withheld; the folder
 * handle is ours). *PAGES counts the pages that were read.
 */
void check_capsule(str path, str prefix, const struct capsule_options *served, const struct check_scope *,
                   struct diag *, size_t *pages);

/*
 * Finds the problems that serving with this configuration would meet: folders, certificates and their expiry, the
 * machine's sandbox.
 */
void check_server(const struct config *, struct diag *);

/*
 * Warns of the capsules, keys and logs that root reaches, and a service that is started as the configuration's user
 * does not; who is not root is told that this was not tried.
 */
void check_service(const struct config *, struct diag *);

/*
 * Finds whatever would keep this server from starting, from reloading, or from serving one of its hosts; says nothing
 * of posts.
 */
void check_start(const struct config *, struct diag *);

enum check_format { CHECK_TEXT, CHECK_JSON };

/*
 * Writes all entries to standard output, by file and line, each once. As text with a summary, where the same complaint
 * about the same target is one line and a file has at most three lines of a kind, unless ALL; as JSON, which is an
 * array of objects, the summary goes to standard error.
 */
void check_report(const struct diag *, enum check_format, bool all, size_t pages);

#endif
