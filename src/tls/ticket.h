#ifndef TLS_TICKET_H
#define TLS_TICKET_H

#include "base/str.h"

#include <openssl/ssl.h>

/*
 * Session tickets (RFC 8446 4.6.1). A process is given the keys in force, and keeps no secret from which others could
 * be derived: an attacker who takes it over can read what those keys have sealed, and nothing older or later.
 */

enum { TICKET_KEY_BYTES = 32, TICKET_KEYS_MAX = 8 };

/* The keys in force. The first seals, all open; none: no tickets. */
struct ticket_keys {
    size_t count;
    unsigned char keys[TICKET_KEYS_MAX][TICKET_KEY_BYTES];
};

/* The keys for one host, derived by its name: a ticket of one host is useless at another. */
struct ticket_site {
    size_t count;
    struct ticket_host_key {
        unsigned char name[16], cipher[32], mac[32];
    } keys[TICKET_KEYS_MAX];
};

/*
 * Makes sessions of CONTEXT resumable by tickets under the keys of SITE, which outlives it. Tickets are issued
 * explicitly.
 */
void ticket_install(SSL_CTX *, struct ticket_site *);
/* True when a ticket can be sealed for SSL's visitor. */
bool ticket_is_due(const SSL *);
/* Derives the keys of the host HOST. False: OpenSSL failed, and there are no tickets. */
bool ticket_derive(struct ticket_site *, const struct ticket_keys *, str host);

/* Makes a new key. False: the system has no random bytes. */
bool ticket_random(unsigned char key[TICKET_KEY_BYTES]);

void ticket_wipe(void *, size_t n);

/* HKDF-SHA256 of SECRET for the purpose INFO: N bytes into OUT. */
bool ticket_expand(const unsigned char *secret, size_t secret_n, str info, unsigned char *out, size_t n);

#endif
