#ifndef TLS_TICKET_H
#define TLS_TICKET_H

#include "base/diag.h"
#include "base/err.h"

#include <openssl/ssl.h>

enum { TICKET_SECRET_BYTES = 48, TICKET_NAME_BYTES = 16, TICKET_CIPHER_BYTES = 32, TICKET_MAC_BYTES = 32 };

struct ticket_key {
    unsigned char name[TICKET_NAME_BYTES], cipher[TICKET_CIPHER_BYTES], mac[TICKET_MAC_BYTES];
};

/* From one secret come the keys of all days: nodes and generations that share the file share tickets, and no key must
 * ever be handed round. */
struct ticket_secret {
    unsigned char bytes[TICKET_SECRET_BYTES];
    int64_t (*now)(void); /* seconds since 1970 */
    bool has_keys;
    int64_t day;               /* of KEYS, counted from 1970 */
    struct ticket_key keys[3]; /* of that day, the day before and the day after: made once a day */
};

/* Reads the secret at PATH. Where there is none it is made: as that file (mode 0600) if WRITE is true, else in memory
 * alone, or as the one that was in force BEFORE (NULL: none was). */
enum err ticket_secret_read(str path, bool write, const struct ticket_secret *before, struct ticket_secret *,
                            struct diag *);

/* Sessions of CONTEXT come back by tickets under the key of the day; those of yesterday and, where clocks differ, of
 * tomorrow are accepted. SECRET must outlive the context. */
void ticket_install(SSL_CTX *, struct ticket_secret *);

#endif
