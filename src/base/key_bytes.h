#ifndef BASE_KEY_BYTES_H
#define BASE_KEY_BYTES_H

#include "base/str.h"

/* Bytes of a file that are examined: a chain of certificates may stand before the key. */
enum { KEY_BYTES_FIRST = 512, KEY_BYTES_HEAD = 64 << 10 };

/*
 * True when a file that begins with HEAD holds a private key: PEM (RFC 7468, RFC 1421), OpenSSH, OpenPGP (RFC 9580),
 * PuTTY, age; PKCS#12 (RFC 7292); DER of PKCS#8 (RFC 5958), PKCS#1 (RFC 8017), SEC 1 (RFC 5915) or DSA. Certificates
 * and public keys do not count. In a text, one line that announces a key is enough; a binary file is judged by its
 * first structure.
 */
bool key_bytes_found(str head);

/*
 * True when more than the first KEY_BYTES_FIRST bytes are needed for a judgement: of a picture, for one, no more needs
 * to be read.
 */
bool key_bytes_need_more(str first);

/* The part for DER, and for OpenPGP without armour. */
bool key_der_found(str head);
bool key_packet_found(str head);

#endif
