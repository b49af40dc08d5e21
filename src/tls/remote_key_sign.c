#include "tls/remote_key_provider.h"
#include "tls/tls_async.h"

#include <openssl/core_dispatch.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/params.h>
#include <openssl/rsa.h>
#include <stdlib.h>
#include <string.h>

#define FUNCTION(function) ((void (*)(void))(function))

enum { DIGEST_NAME_MAX = 16 };

/* One signature in the making: its key, and its scheme. */
struct operation {
    const struct remote_key *key; /* borrowed: the handshake's context holds it */
    char digest[DIGEST_NAME_MAX]; /* empty: the key's own */
    enum signature_padding padding;
};

static void *operation_new(void *context, const char *properties)
{
    (void)context;
    (void)properties;
    return calloc(1, sizeof(struct operation));
}

static void operation_free(void *operation)
{
    free(operation);
}

static enum signature_padding usual_padding(enum signature_key kind)
{
    switch (kind) {
    case SIGNATURE_KEY_RSA:
        return SIGNATURE_PKCS1;
    case SIGNATURE_KEY_RSA_PSS:
        return SIGNATURE_PSS;
    case SIGNATURE_KEY_EC:
    case SIGNATURE_KEY_ED25519:
    case SIGNATURE_KEY_ED448:
        return SIGNATURE_NO_PADDING;
    }
    return SIGNATURE_NO_PADDING;
}

static const struct signature_scheme *scheme_of(const struct operation *o)
{
    return signature_scheme_by_use(o->key->kind, str_of(o->digest), o->padding);
}

static bool set_padding(struct operation *o, const OSSL_PARAM *parameter)
{
    const char *name = "";
    int number = 0;
    if (parameter->data_type == OSSL_PARAM_UTF8_STRING)
        OSSL_PARAM_get_utf8_string_ptr(parameter, &name);
    else if (!OSSL_PARAM_get_int(parameter, &number))
        return false;
    if (number == RSA_PKCS1_PSS_PADDING || strcmp(name, OSSL_PKEY_RSA_PAD_MODE_PSS) == 0)
        o->padding = SIGNATURE_PSS;
    else if (number == RSA_PKCS1_PADDING || strcmp(name, OSSL_PKEY_RSA_PAD_MODE_PKCSV15) == 0)
        o->padding = SIGNATURE_PKCS1;
    else
        return false;
    return usual_padding(o->key->kind) != SIGNATURE_NO_PADDING;
}

/* TLS uses a salt as long as the digest, and nothing here signs in another way. */
static bool is_salt_of_tls(const OSSL_PARAM *parameter)
{
    const char *name = "";
    int number = 0;
    if (parameter->data_type == OSSL_PARAM_UTF8_STRING)
        return OSSL_PARAM_get_utf8_string_ptr(parameter, &name) &&
               (strcmp(name, OSSL_PKEY_RSA_PSS_SALT_LEN_DIGEST) == 0 || strcmp(name, "-1") == 0);
    return OSSL_PARAM_get_int(parameter, &number) && number == RSA_PSS_SALTLEN_DIGEST;
}

static int operation_set(void *operation, const OSSL_PARAM parameters[])
{
    struct operation *o = operation;
    if (!parameters)
        return 1;
    const OSSL_PARAM *padding = OSSL_PARAM_locate_const(parameters, OSSL_SIGNATURE_PARAM_PAD_MODE);
    const OSSL_PARAM *salt = OSSL_PARAM_locate_const(parameters, OSSL_SIGNATURE_PARAM_PSS_SALTLEN);
    return (!padding || set_padding(o, padding)) && (!salt || is_salt_of_tls(salt));
}

static const OSSL_PARAM *operation_settable(void *operation, void *context)
{
    (void)operation;
    (void)context;
    static const OSSL_PARAM names[] = {OSSL_PARAM_utf8_string(OSSL_SIGNATURE_PARAM_PAD_MODE, NULL, 0),
                                       OSSL_PARAM_utf8_string(OSSL_SIGNATURE_PARAM_PSS_SALTLEN, NULL, 0),
                                       OSSL_PARAM_END};
    return names;
}

/* libssl also calls this to find out whether a digest is known. */
static int operation_start(void *operation, const char *digest, void *data, const OSSL_PARAM parameters[])
{
    struct operation *o = operation;
    o->key = data ? data : o->key;
    if (!o->key || (digest && strlen(digest) >= sizeof o->digest))
        return 0;
    o->padding = usual_padding(o->key->kind);
    memset(o->digest, 0, sizeof o->digest);
    memcpy(o->digest, digest ? digest : "", digest ? strlen(digest) : 0);
    const struct signature_scheme *scheme = scheme_of(o);
    if (!scheme && o->key->kind == SIGNATURE_KEY_RSA)
        scheme = signature_scheme_by_use(o->key->kind, str_of(o->digest), SIGNATURE_PSS);
    return scheme && operation_set(o, parameters);
}

static int sign(void *operation, unsigned char *signature, size_t *n, size_t room, const unsigned char *message,
                size_t message_n)
{
    const struct operation *o = operation;
    const struct signature_scheme *scheme = scheme_of(o);
    if (!scheme)
        return 0;
    if (!signature) {
        *n = (size_t)EVP_PKEY_get_size(o->key->public);
        return *n > 0 && *n <= SIGNATURE_MAX;
    }
    struct tls_signing signing = {
        .host = o->key->host, .scheme = scheme->code, .message = {(const char *)message, message_n}};
    if (message_n > SIGNATURE_MESSAGE_MAX || !tls_async_sign(&signing) || signing.length > room)
        return 0;
    memcpy(signature, signing.signature, signing.length);
    *n = signing.length;
    return 1;
}

static const OSSL_DISPATCH signature[] = {
    {OSSL_FUNC_SIGNATURE_NEWCTX, FUNCTION(operation_new)},
    {OSSL_FUNC_SIGNATURE_FREECTX, FUNCTION(operation_free)},
    {OSSL_FUNC_SIGNATURE_DIGEST_SIGN_INIT, FUNCTION(operation_start)},
    {OSSL_FUNC_SIGNATURE_DIGEST_SIGN, FUNCTION(sign)},
    {OSSL_FUNC_SIGNATURE_SET_CTX_PARAMS, FUNCTION(operation_set)},
    {OSSL_FUNC_SIGNATURE_SETTABLE_CTX_PARAMS, FUNCTION(operation_settable)},
    {0, NULL},
};

const OSSL_ALGORITHM remote_key_signatures[] = {
    {REMOTE_KEY_SIGNATURE, REMOTE_KEY_PROPERTIES, signature, NULL},
    {NULL, NULL, NULL, NULL},
};
