#include "tls/remote_key.h"

#include "tls/key_kind.h"
#include "tls/remote_key_provider.h"

#include <openssl/core_dispatch.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/provider.h>
#include <openssl/x509.h>

static const OSSL_ALGORITHM *query(void *context, int operation, int *no_cache)
{
    (void)context;
    *no_cache = 0;
    switch (operation) {
    case OSSL_OP_KEYMGMT:
        return remote_key_managers;
    case OSSL_OP_SIGNATURE:
        return remote_key_signatures;
    default:
        return NULL;
    }
}

static const OSSL_DISPATCH functions[] = {{OSSL_FUNC_PROVIDER_QUERY_OPERATION, (void (*)(void))query}, {0, NULL}};

static int start(const OSSL_CORE_HANDLE *handle, const OSSL_DISPATCH *core, const OSSL_DISPATCH **out, void **context)
{
    (void)core;
    *out = functions;
    *context = (void *)(uintptr_t)handle;
    return 1;
}

/* Loaded once, for the life of the process; the default one stays loaded beside it. */
bool remote_key_prepare(void)
{
    static OSSL_PROVIDER *loaded;
    if (!loaded && OSSL_PROVIDER_add_builtin(NULL, REMOTE_KEY_PROVIDER, start) == 1 &&
        EVP_set_default_properties(NULL, "?provider=default") == 1)
        loaded = OSSL_PROVIDER_try_load(NULL, REMOTE_KEY_PROVIDER, 1);
    return loaded != NULL;
}

EVP_PKEY *remote_key_create(EVP_PKEY *public, size_t host)
{
    enum signature_key kind;
    const char *name = key_kind_of(public, &kind);
    unsigned char *der = NULL;
    int n = name ? i2d_PUBKEY(public, &der) : 0;
    if (n <= 0)
        return NULL;
    EVP_PKEY *key = NULL;
    EVP_PKEY_CTX *making = EVP_PKEY_CTX_new_from_name(NULL, name, REMOTE_KEY_PROPERTIES);
    OSSL_PARAM parameters[] = {
        OSSL_PARAM_construct_size_t(REMOTE_KEY_HOST, &host),
        OSSL_PARAM_construct_octet_string(REMOTE_KEY_PUBLIC, der, (size_t)n),
        OSSL_PARAM_construct_end(),
    };
    if (making && EVP_PKEY_fromdata_init(making) == 1)
        EVP_PKEY_fromdata(making, &key, EVP_PKEY_KEYPAIR, parameters);
    EVP_PKEY_CTX_free(making);
    OPENSSL_free(der);
    return key;
}
