#ifndef SERVER_TICKETS_H
#define SERVER_TICKETS_H

#include "base/diag.h"
#include "base/err.h"
#include "server/config.h"
#include "tls/ticket.h"

/*
 * The keys of session tickets as the parent makes them: a new one every twelve hours, the last three in force; or those
 * from a fleet's secret, which a process of its own reads. They outlive generations: a reload makes none.
 */
struct tickets {
    struct ticket_keys keys; /* in force, the newest first */
    int64_t due;             /* clock_monotonic of the next change */
    bool of_fleet;           /* KEYS come from a secret */
};

/*
 * Makes the keys that are due at NOW (clock_monotonic, milliseconds); from a fleet's secret if the configuration names
 * one. True: KEYS have changed. Errors with the secret are reported in DIAG, and the keys stay as they are.
 */
bool tickets_renew(struct tickets *, const struct config *, int64_t now, struct diag *);

/* An unnamed file with these keys, for another process; -1: there is none, errno has the reason. */
int tickets_file(const struct ticket_keys *);
/* Reads such a file. False: it is not one. */
bool tickets_read(int file, struct ticket_keys *);
void tickets_wipe(struct ticket_keys *);

/*
 * Reports a secret of earlier versions beside the certificates that no configuration names any more, with the line that
 * would name it.
 */
void tickets_lint(const struct config *, struct diag *);

#endif
