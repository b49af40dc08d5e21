#ifndef SERVER_CAPSULE_REPORT_H
#define SERVER_CAPSULE_REPORT_H

#include "base/diag.h"
#include "base/err.h"
#include "server/config.h"
#include "site/site.h"

/* What a worker says of a capsule that it has loaded. */
struct capsule_report {
    const struct config_host *host;
    int root;    /* the capsule's folder */
    str user;    /* the name of the account that reads it */
    bool teller; /* one worker of a generation reports: all of them read the same */
    bool trial;  /* at a start or a reload */
};

/*
 * Logs the errors of the capsule, ERR with errno if it could not be loaded; what its folder was taken for; and, in a
 * trial, the files that this user cannot read.
 */
void capsule_report_first(const struct capsule_report *, enum err, const struct site *, struct diag *);

#endif
