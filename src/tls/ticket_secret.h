#ifndef TLS_TICKET_SECRET_H
#define TLS_TICKET_SECRET_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/err.h"
#include "tls/ticket.h"

/*
 * What the nodes of a fleet share so that a session of one is resumed by another: a file with a secret, from which the
 * keys of each day come. A process that serves clients never has it, only keys of days.
 */

enum { TICKET_SECRET_BYTES = 48, TICKET_SECRETS_MAX = 2 };

struct ticket_secrets {
    size_t count; /* the newest first; the one before it opens tickets for a day after */
    struct {
        unsigned char bytes[TICKET_SECRET_BYTES];
        int64_t made; /* seconds since 1970 */
    } items[TICKET_SECRETS_MAX];
};

/* Reads PATH: as ticket_secret_renew writes it, or 48 bytes as earlier versions did (made when the file was). */
enum err ticket_secret_read(str path, struct diag *, struct ticket_secrets *);
/* Puts a new secret into the file PATH, mode 0600, made when missing; the present one stays as the one before. */
enum err ticket_secret_renew(str path, int64_t now, struct diag *);

/* The keys in force at NOW (seconds since 1970): today's, and yesterday's and tomorrow's, since clocks differ. */
bool ticket_secret_keys(const struct ticket_secrets *, int64_t now, struct ticket_keys *);

#endif
