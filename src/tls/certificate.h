#ifndef TLS_CERTIFICATE_H
#define TLS_CERTIFICATE_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/err.h"

struct certificate_facts {
    str subject;
    str names;                     /* SAN, comma-separated, IP addresses included */
    int64_t not_before, not_after; /* seconds since 1970 */
    str sha256;                    /* of the certificate, hex */
    str key_sha256;                /* of the public key (SPKI), hex: what clients pin */
};

/*
 * Makes DIR/HOST.crt and DIR/HOST.key when either is missing: ECDSA P-256, self-signed, CN and SAN carry HOST (and the
 * loopback addresses for "localhost"), the SAN also its COUNT aliases; valid for decades; the key has mode 0600; both
 * are written to temporary files and renamed. DIR is made with mode 0700. Never replaces an existing file.
 */
enum err certificate_ensure(str dir, str host, const str *aliases, size_t count, struct diag *);
/* Makes a new key and its certificate, replacing any present ones; the old key is kept as "….key.20240131T235959Z". */
enum err certificate_create_again(str dir, str host, const str *aliases, size_t count, struct diag *);
/* Checks which of the two files exist. ERR_IO, with an entry in DIAG, when that cannot be found out. */
enum err certificate_look(str dir, str host, bool *has_certificate, bool *has_key, struct diag *);
/* Makes a new certificate over the same key, for HOST and its COUNT aliases. */
enum err certificate_renew(str dir, str host, const str *aliases, size_t count, struct diag *);
enum err certificate_read(str path, struct arena *, struct diag *, struct certificate_facts *);
/* The names in the SAN, one by one. */
const str *certificate_names(const struct certificate_facts *, struct arena *, size_t *count);
/*
 * True when the file KEY_PATH holds the key of the certificate in the file PATH; else DIAG has the reason, as far as
 * the key is at fault.
 */
bool certificate_has_key(str path, str key_path, struct arena *, struct diag *);
/*
 * True when clients accept the certificate in the file PATH for NAME (RFC 6125: wildcards count), in A-label form or an
 * IP literal.
 */
bool certificate_is_for(str path, str name);

str certificate_path(str dir, str host, struct arena *);     /* "DIR/HOST.crt" */
str certificate_key_path(str dir, str host, struct arena *); /* "DIR/HOST.key" */

#endif
