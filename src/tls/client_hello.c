#include "tls/client_hello.h"

enum { NAME_TYPE_HOST = 0 };

/* Two bytes, big-endian, off the front of REST. False when they are not there. */
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

int client_hello(SSL *ssl, int *alert, void *context)
{
    const unsigned char *bytes;
    size_t n;
    str sni = {0};
    if (SSL_client_hello_get0_ext(ssl, TLSEXT_TYPE_server_name, &bytes, &n))
        sni = client_hello_name((str){(const char *)bytes, n});
    const struct tls_site *site = tls_context_site(context, sni);
    if (site->state == TLS_HOST_ABSENT) {
        *alert = SSL_AD_INTERNAL_ERROR;
        return SSL_CLIENT_HELLO_ERROR;
    }
    SSL_set_SSL_CTX(ssl, site->context);
    tls_context_ask(ssl, site);
    tls_set_sni(SSL_get_app_data(ssl), sni);
    return SSL_CLIENT_HELLO_SUCCESS;
}
