#include "tls/client_certificate.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/x509.h>

enum { RSA_BITS_MIN = 2048, RSA_BITS_MAX = 4096, EXPONENT_BITS_MAX = 64 };

/* With an exponent of 1, or an even one, anybody could sign. */
static bool is_good_exponent(const EVP_PKEY *key)
{
    BIGNUM *e = NULL;
    bool good = EVP_PKEY_get_bn_param(key, OSSL_PKEY_PARAM_RSA_E, &e) == 1 && BN_is_odd(e) && !BN_is_one(e) &&
                BN_num_bits(e) <= EXPONENT_BITS_MAX;
    BN_free(e);
    return good;
}

static bool is_good_rsa(const EVP_PKEY *key)
{
    int bits = EVP_PKEY_get_bits(key);
    return bits >= RSA_BITS_MIN && bits <= RSA_BITS_MAX && is_good_exponent(key);
}

/* Looks at the certificate, not at the key: OpenSSL turns explicit parameters into the named curve that they equal. */
static bool is_named_curve(const X509 *x509)
{
    X509_ALGOR *algorithm;
    const ASN1_OBJECT *name;
    const void *parameter;
    int type;
    if (X509_PUBKEY_get0_param(NULL, NULL, NULL, &algorithm, X509_get_X509_PUBKEY(x509)) != 1)
        return false;
    X509_ALGOR_get0(&name, &type, &parameter, algorithm);
    int curve = type == V_ASN1_OBJECT ? OBJ_obj2nid(parameter) : NID_undef;
    return curve == NID_X9_62_prime256v1 || curve == NID_secp384r1 || curve == NID_secp521r1;
}

static bool is_good_key(const X509 *x509)
{
    const EVP_PKEY *key = X509_get0_pubkey(x509);
    switch (key ? EVP_PKEY_get_base_id(key) : EVP_PKEY_NONE) {
    case EVP_PKEY_RSA:
    case EVP_PKEY_RSA_PSS:
        return is_good_rsa(key);
    case EVP_PKEY_EC:
        return is_named_curve(x509);
    case EVP_PKEY_ED25519:
    case EVP_PKEY_ED448:
        return true;
    default:
        return false;
    }
}

/*
 * Takes the place of X509_verify_cert. It runs before the client's signature is checked, which is costly with a costly
 * key. OpenSSL has no error for a key of the wrong kind: this one becomes the alert that says so.
 */
static int accept_leaf(X509_STORE_CTX *store, void *nothing)
{
    (void)nothing;
    const X509 *leaf = X509_STORE_CTX_get0_cert(store);
    bool good = leaf && is_good_key(leaf);
    X509_STORE_CTX_set_error(store, good ? X509_V_OK : X509_V_ERR_INVALID_PURPOSE);
    return good;
}

/* Cuts a field off the front of REST that begins with its length in N bytes. False: it is incomplete. */
static bool skip(str *rest, size_t n)
{
    size_t length = 0;
    if (rest->n < n)
        return false;
    for (size_t i = 0; i < n; i++)
        length = length << 8 | (unsigned char)rest->p[i];
    if (rest->n - n < length)
        return false;
    *rest = str_from(*rest, n + length);
    return true;
}

/* RFC 5246 7.4.2; RFC 8446 4.4.2 puts a context before the list and extensions after each certificate. */
bool client_certificate_is_long(str message, bool in_1_3)
{
    enum { HEADER = 4, LIST = 3 };
    str rest = str_from(message, message.n < HEADER ? message.n : HEADER);
    size_t count = 0;
    if (in_1_3 && !skip(&rest, 1))
        return false;
    rest = str_from(rest, rest.n < LIST ? rest.n : LIST);
    while (count <= CLIENT_CERTIFICATES_AT_MOST && rest.n && skip(&rest, 3) && (!in_1_3 || skip(&rest, 2)))
        count++;
    return count > CLIENT_CERTIFICATES_AT_MOST;
}

void client_certificate_accept(SSL_CTX *context)
{
    SSL_CTX_set_cert_verify_callback(context, accept_leaf, NULL);
    SSL_CTX_set_max_cert_list(context, CLIENT_CERTIFICATES_MAX);
#ifdef SSL_OP_NO_RX_CERTIFICATE_COMPRESSION
    /* Compressed certificates, which unpack to more than was sent, are not accepted at all. */
    SSL_CTX_set_options(context, SSL_OP_NO_RX_CERTIFICATE_COMPRESSION);
#endif
}
