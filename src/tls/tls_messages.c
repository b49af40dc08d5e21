#include "tls/tls_messages.h"

#include "tls/client_certificate.h"

#include <stdint.h>

/* The type of a record or of a message, which is one byte. */
static int first_byte(const void *bytes, size_t n)
{
    return n ? *(const unsigned char *)bytes : 0;
}

/* One SSL_read processes all records on the wire, and would not return before the flood ends. */
static void count(struct tls_wire *wire)
{
    wire->over = ++wire->messages > TLS_MESSAGES_MAX;
}

/*
 * In TLS 1.2, OpenSSL checks the curve of a client's certificate against the groups of the key exchange. Once that is
 * over, the curves that are too costly for it are allowed for the certificate.
 */
static void allow_curves(SSL *ssl)
{
    SSL_set1_groups_list(ssl, "X25519:P-256:P-384:P-521");
}

/*
 * This is the last moment before OpenSSL decodes the certificates, and a callback cannot refuse anything: but the
 * message is OpenSSL's own buffer, and can be changed so that the list of TLS 1.2 is too long, and the context of 1.3
 * is not the one that was sent.
 */
static void look_at_certificates(const void *bytes, size_t n, int version)
{
    enum { HEADER = 4 };
    if (client_certificate_is_long((str){bytes, n}, version == TLS1_3_VERSION))
        ((unsigned char *)(uintptr_t)bytes)[HEADER] = UINT8_MAX;
}

/*
 * Only TLS 1.3 hides the type of a record inside it. In 1.2 there is nothing that a client may repeat at will: SSL_read
 * stops at a later ClientHello.
 */
static void look(int sent, int version, int kind, const void *bytes, size_t n, SSL *ssl, void *wire)
{
    int type = first_byte(bytes, n);
    if (sent && version == TLS1_2_VERSION && kind == SSL3_RT_HANDSHAKE && type == SSL3_MT_SERVER_DONE)
        allow_curves(ssl);
    if (!sent && kind == SSL3_RT_HANDSHAKE && type == SSL3_MT_CERTIFICATE)
        look_at_certificates(bytes, n, version);
    if (!sent && kind == SSL3_RT_INNER_CONTENT_TYPE && type != SSL3_RT_APPLICATION_DATA && SSL_is_init_finished(ssl))
        count(wire);
}

void tls_messages_watch(SSL *ssl, struct tls_wire *wire)
{
    SSL_set_msg_callback(ssl, look);
    SSL_set_msg_callback_arg(ssl, wire);
}
