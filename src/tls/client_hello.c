#include "tls/client_hello.h"

#include "tls/tls_handshake.h"
#include "tls/tls_site.h"

enum { NAME_TYPE_HOST = 0 };

/* Takes two bytes, big-endian, off the front of REST. False when they are missing. */
static bool take_length(str *rest, size_t *n)
{
    if (rest->n < 2)
        return false;
    *n = (size_t)(unsigned char)rest->p[0] << 8 | (unsigned char)rest->p[1];
    *rest = str_from(*rest, 2);
    return true;
}

str client_hello_name(str extension)
{
    size_t n;
    if (!take_length(&extension, &n) || n != extension.n)
        return STR("");
    while (extension.n) {
        unsigned char type = (unsigned char)extension.p[0];
        extension = str_from(extension, 1);
        if (!take_length(&extension, &n) || n > extension.n)
            return STR("");
        if (type == NAME_TYPE_HOST)
            return str_trim_char_right(str_first(extension, n), '.');
        extension = str_from(extension, n);
    }
    return STR("");
}

bool client_hello_offers_1_3(str extension)
{
    if (!extension.n || (size_t)(unsigned char)extension.p[0] + 1 != extension.n)
        return false;
    for (str rest = str_from(extension, 1); rest.n >= 2; rest = str_from(rest, 2))
        if (rest.p[0] == 3 && rest.p[1] == 4)
            return true;
    return false;
}

static str extension_of(SSL *ssl, unsigned type)
{
    const unsigned char *bytes;
    size_t n;
    return SSL_client_hello_get0_ext(ssl, type, &bytes, &n) == 1 ? (str){(const char *)bytes, n} : STR("");
}

/* Whoever has the key of its ticket can read a resumed session of TLS 1.2, even one that was recorded. */
int client_hello(SSL *ssl, int *alert, void *context)
{
    str sni = client_hello_name(extension_of(ssl, TLSEXT_TYPE_server_name));
    struct tls_handshake *handshake = SSL_get_app_data(ssl);
    const struct tls_site *site = tls_site_find(context, sni, str_of(handshake->address));
    if (!site->is_served) {
        *alert = SSL_AD_INTERNAL_ERROR;
        return SSL_CLIENT_HELLO_ERROR;
    }
    SSL_set_SSL_CTX(ssl, site->context);
    tls_site_ask(ssl, site);
    /* A ticket would also carry the visitor's identity, and whoever can seal one could pose as anybody. */
    if (site->ask_certificate || !client_hello_offers_1_3(extension_of(ssl, TLSEXT_TYPE_supported_versions)))
        SSL_set_options(ssl, SSL_OP_NO_TICKET);
    else
        SSL_clear_options(ssl, SSL_OP_NO_TICKET);
    tls_handshake_set_sni(handshake, sni);
    return SSL_CLIENT_HELLO_SUCCESS;
}
