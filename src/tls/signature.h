#ifndef TLS_SIGNATURE_H
#define TLS_SIGNATURE_H

#include "base/str.h"

#include <stdint.h>

/*
 * The two messages that a TLS server's key ever signs, and the schemes for signing them. A process that holds keys for
 * others checks each message here before signing: otherwise it would be a signing oracle.
 */

enum signature_key {
    SIGNATURE_KEY_EC,
    SIGNATURE_KEY_RSA,
    SIGNATURE_KEY_RSA_PSS,
    SIGNATURE_KEY_ED25519,
    SIGNATURE_KEY_ED448
};
enum signature_padding { SIGNATURE_NO_PADDING, SIGNATURE_PKCS1, SIGNATURE_PSS };

/* A SignatureScheme of RFC 8446 4.2.3, as far as a server of TLS 1.2 or 1.3 may use it. */
struct signature_scheme {
    uint16_t code;
    enum signature_key key;
    const char *digest; /* OpenSSL's name; NULL: the key has one of its own */
    enum signature_padding padding;
    bool in_1_3; /* for a CertificateVerify; else for a ServerKeyExchange only */
};

enum { SIGNATURE_MESSAGE_MAX = 256, SIGNATURE_MAX = 2048 }; /* bytes; RSA of 16,384 bits is OpenSSL's largest */

/* NULL: no scheme has that code. */
const struct signature_scheme *signature_scheme_by_code(uint16_t code);
/* The scheme by which KEY signs with DIGEST (any of OpenSSL's names, or empty) and PADDING; NULL: there is none. */
const struct signature_scheme *signature_scheme_by_use(enum signature_key, str digest, enum signature_padding);

/* True when a signature by the scheme with CODE takes milliseconds instead of a fraction of one (RSA). */
bool signature_is_slow(uint16_t code);

/*
 * True when MESSAGE is one that a server signs by SCHEME: in TLS 1.3 a CertificateVerify over a hash of 32 or 48 bytes
 * (RFC 8446 4.4.3), in TLS 1.2 a ServerKeyExchange: two randoms, a named curve and a point of its length (RFC 8422
 * 5.4).
 */
bool signature_message_is_good(const struct signature_scheme *, str message);

#endif
