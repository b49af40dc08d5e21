#include "tls/key_kind.h"
#include "tls/remote_key_provider.h"

#include <openssl/core_dispatch.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/params.h>
#include <openssl/x509.h>
#include <stdlib.h>

/* Dispatch tables hold untyped functions. */
#define FUNCTION(function) ((void (*)(void))(function))

static void *key_new(void *context)
{
    (void)context;
    return calloc(1, sizeof(struct remote_key));
}

static void key_free(void *data)
{
    struct remote_key *key = data;
    if (key)
        EVP_PKEY_free(key->public);
    free(key);
}

/* The private half counts as present. */
static int key_has(const void *data, int selection)
{
    (void)selection;
    const struct remote_key *key = data;
    return key && key->public;
}

static const OSSL_PARAM *import_types(int selection)
{
    static const OSSL_PARAM types[] = {OSSL_PARAM_size_t(REMOTE_KEY_HOST, NULL),
                                       OSSL_PARAM_octet_string(REMOTE_KEY_PUBLIC, NULL, 0), OSSL_PARAM_END};
    (void)selection;
    return types;
}

/* Any key that remote_key_create did not make is another provider's, and stays there. */
static int key_import(void *data, int selection, const OSSL_PARAM parameters[])
{
    (void)selection;
    struct remote_key *key = data;
    const OSSL_PARAM *host = OSSL_PARAM_locate_const(parameters, REMOTE_KEY_HOST);
    const OSSL_PARAM *public = OSSL_PARAM_locate_const(parameters, REMOTE_KEY_PUBLIC);
    const void *bytes;
    size_t n;
    if (!host || !public || !OSSL_PARAM_get_size_t(host, &key->host) ||
        !OSSL_PARAM_get_octet_string_ptr(public, &bytes, &n))
        return 0;
    const unsigned char *der = bytes;
    key->public = d2i_PUBKEY(NULL, &der, (long)n);
    return key->public && key_kind_of(key->public, &key->kind);
}

static const OSSL_PARAM *export_types(int selection)
{
    (void)selection;
    static const OSSL_PARAM none[] = {OSSL_PARAM_END};
    return none;
}

/* The public part: enough to compare it with a certificate's. */
static int key_export(void *data, int selection, OSSL_CALLBACK *take, void *taker)
{
    const struct remote_key *key = data;
    OSSL_PARAM *parameters = NULL;
    if ((selection & OSSL_KEYMGMT_SELECT_PRIVATE_KEY) ||
        EVP_PKEY_todata(key->public, EVP_PKEY_PUBLIC_KEY, &parameters) != 1)
        return 0;
    int taken = take(parameters, taker);
    OSSL_PARAM_free(parameters);
    return taken;
}

static const OSSL_PARAM *gettable(void *context)
{
    (void)context;
    static const OSSL_PARAM names[] = {OSSL_PARAM_int(OSSL_PKEY_PARAM_BITS, NULL),
                                       OSSL_PARAM_int(OSSL_PKEY_PARAM_SECURITY_BITS, NULL),
                                       OSSL_PARAM_int(OSSL_PKEY_PARAM_MAX_SIZE, NULL),
                                       OSSL_PARAM_utf8_string(OSSL_PKEY_PARAM_DEFAULT_DIGEST, NULL, 0),
                                       OSSL_PARAM_utf8_string(OSSL_PKEY_PARAM_MANDATORY_DIGEST, NULL, 0),
                                       OSSL_PARAM_utf8_string(OSSL_PKEY_PARAM_GROUP_NAME, NULL, 0),
                                       OSSL_PARAM_END};
    return names;
}

static int key_get(void *data, OSSL_PARAM parameters[])
{
    return EVP_PKEY_get_params(((const struct remote_key *)data)->public, parameters);
}

static const char *operation_name(int operation)
{
    return operation == OSSL_OP_SIGNATURE ? REMOTE_KEY_SIGNATURE : NULL;
}

static const OSSL_DISPATCH manager[] = {
    {OSSL_FUNC_KEYMGMT_NEW, FUNCTION(key_new)},
    {OSSL_FUNC_KEYMGMT_FREE, FUNCTION(key_free)},
    {OSSL_FUNC_KEYMGMT_HAS, FUNCTION(key_has)},
    {OSSL_FUNC_KEYMGMT_IMPORT, FUNCTION(key_import)},
    {OSSL_FUNC_KEYMGMT_IMPORT_TYPES, FUNCTION(import_types)},
    {OSSL_FUNC_KEYMGMT_EXPORT, FUNCTION(key_export)},
    {OSSL_FUNC_KEYMGMT_EXPORT_TYPES, FUNCTION(export_types)},
    {OSSL_FUNC_KEYMGMT_GET_PARAMS, FUNCTION(key_get)},
    {OSSL_FUNC_KEYMGMT_GETTABLE_PARAMS, FUNCTION(gettable)},
    {OSSL_FUNC_KEYMGMT_QUERY_OPERATION_NAME, FUNCTION(operation_name)},
    {0, NULL},
};

/* Under all names by which libssl asks for the kind of a key. */
const OSSL_ALGORITHM remote_key_managers[] = {
    {"EC:id-ecPublicKey:1.2.840.10045.2.1", REMOTE_KEY_PROPERTIES, manager, NULL},
    {"RSA:rsaEncryption:1.2.840.113549.1.1.1", REMOTE_KEY_PROPERTIES, manager, NULL},
    {"RSA-PSS:RSASSA-PSS:1.2.840.113549.1.1.10", REMOTE_KEY_PROPERTIES, manager, NULL},
    {"ED25519:1.3.101.112", REMOTE_KEY_PROPERTIES, manager, NULL},
    {"ED448:1.3.101.113", REMOTE_KEY_PROPERTIES, manager, NULL},
    {NULL, NULL, NULL, NULL},
};
