#ifndef TLS_TICKET_SECRET_H
#define TLS_TICKET_SECRET_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/err.h"
#include "tls/ticket.h"

/*
 * The shared secret of a fleet's nodes, with which one of them resumes a session of another: a file, from which the
 * keys of each day are derived. A process that serves clients never has the secret, only keys of days.
 */

enum { TICKET_SECRET_BYTES = 48, TICKET_SECRETS_MAX = 2 };

struct ticket_secrets {
    size_t count; /* the newest first; the one before it opens tickets for one more day */
    struct {
        unsigned char bytes[TICKET_SECRET_BYTES];
        int64_t made; /* seconds since 1970 */
    } items[TICKET_SECRETS_MAX];
};

/* Reads PATH: in the form that ticket_secret_renew writes, or 48 bytes as in earlier versions (made when the file
 * was). */
enum err ticket_secret_read(str path, struct diag *, struct ticket_secrets *);
/* Puts a new secret into the file PATH, mode 0600, made when missing; the present one stays as the one before. */
enum err ticket_secret_renew(str path, int64_t now, struct diag *);

/* The keys in force at NOW (seconds since 1970): today's, and yesterday's and tomorrow's, since clocks differ. */
bool ticket_secret_keys(const struct ticket_secrets *, int64_t now, struct ticket_keys *);

#endif
