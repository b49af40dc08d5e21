#include "tls/ticket.h"

#include "base/arena.h"

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/kdf.h>
#include <openssl/rand.h>
#include <string.h>

enum { IV_BYTES = 16 };

static int site_index(void)
{
    /* OpenSSL assigns the index; it is the same for the life of the process. */
    static int index = -1;
    if (index < 0)
        index = SSL_CTX_get_ex_new_index(0, NULL, NULL, NULL, NULL);
    return index;
}

bool ticket_expand(const unsigned char *secret, size_t secret_n, str info, unsigned char *out, size_t n)
{
    EVP_KDF *kdf = EVP_KDF_fetch(NULL, "HKDF", NULL);
    EVP_KDF_CTX *context = kdf ? EVP_KDF_CTX_new(kdf) : NULL;
    char digest[] = "SHA256";
    const OSSL_PARAM params[] = {
        OSSL_PARAM_construct_utf8_string(OSSL_KDF_PARAM_DIGEST, digest, 0),
        OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_KEY, (void *)(uintptr_t)secret, secret_n),
        OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_INFO, (void *)(uintptr_t)info.p, info.n),
        OSSL_PARAM_construct_end(),
    };
    bool done = context && EVP_KDF_derive(context, out, n, params) > 0;
    EVP_KDF_CTX_free(context);
    EVP_KDF_free(kdf);
    return done;
}

void ticket_wipe(void *keys, size_t n)
{
    OPENSSL_cleanse(keys, n);
}

bool ticket_random(unsigned char key[TICKET_KEY_BYTES])
{
    return RAND_bytes(key, TICKET_KEY_BYTES) == 1;
}

bool ticket_derive(struct ticket_site *site, const struct ticket_keys *keys, str host)
{
    struct arena *arena = arena_create();
    str info = ARENA_CONCAT(arena, STR("splashdown ticket of "), host);
    bool done = keys->count <= TICKET_KEYS_MAX;
    OPENSSL_cleanse(site, sizeof *site);
    for (size_t i = 0; i < keys->count && done; i++)
        done =
            ticket_expand(keys->keys[i], TICKET_KEY_BYTES, info, (unsigned char *)&site->keys[i], sizeof site->keys[i]);
    site->count = done ? keys->count : 0;
    arena_destroy(arena);
    return done;
}

static bool set_keys(const struct ticket_host_key *key, unsigned char *iv, EVP_CIPHER_CTX *cipher, EVP_MAC_CTX *mac,
                     int encrypt)
{
    struct ticket_host_key copy = *key;
    char digest[] = "SHA256";
    const OSSL_PARAM params[] = {
        OSSL_PARAM_construct_octet_string(OSSL_MAC_PARAM_KEY, copy.mac, sizeof copy.mac),
        OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digest, 0),
        OSSL_PARAM_construct_end(),
    };
    bool done = EVP_MAC_CTX_set_params(mac, params) == 1 &&
                EVP_CipherInit_ex(cipher, EVP_aes_256_cbc(), NULL, copy.cipher, iv, encrypt) == 1;
    OPENSSL_cleanse(&copy, sizeof copy);
    return done;
}

static int seal(const struct ticket_host_key *key, unsigned char *name, unsigned char *iv, EVP_CIPHER_CTX *cipher,
                EVP_MAC_CTX *mac)
{
    if (RAND_bytes(iv, IV_BYTES) != 1)
        return -1;
    memcpy(name, key->name, sizeof key->name);
    return set_keys(key, iv, cipher, mac, 1) ? 1 : -1;
}

/* Tickets are issued explicitly, so there is no need to ask for the renewal of a used one: 1 is right for every key. */
static int unseal(const struct ticket_site *site, const unsigned char *name, unsigned char *iv, EVP_CIPHER_CTX *cipher,
                  EVP_MAC_CTX *mac)
{
    for (size_t i = 0; i < site->count; i++)
        if (memcmp(name, site->keys[i].name, sizeof site->keys[i].name) == 0)
            return set_keys(&site->keys[i], iv, cipher, mac, 0) ? 1 : -1;
    return 0;
}

static int ticket_key(SSL *ssl, unsigned char *name, unsigned char *iv, EVP_CIPHER_CTX *cipher, EVP_MAC_CTX *mac,
                      int encrypt)
{
    const struct ticket_site *site = SSL_CTX_get_ex_data(SSL_get_SSL_CTX(ssl), site_index());
    if (!site || !site->count)
        return 0;
    return encrypt ? seal(site->keys, name, iv, cipher, mac) : unseal(site, name, iv, cipher, mac);
}

bool ticket_is_due(const SSL *ssl)
{
    const struct ticket_site *site = SSL_CTX_get_ex_data(SSL_get_SSL_CTX(ssl), site_index());
    return site && site->count && SSL_version(ssl) >= TLS1_3_VERSION && !(SSL_get_options(ssl) & SSL_OP_NO_TICKET);
}

void ticket_install(SSL_CTX *context, struct ticket_site *site)
{
    SSL_CTX_set_ex_data(context, site_index(), site);
    SSL_CTX_set_tlsext_ticket_key_evp_cb(context, ticket_key);
    SSL_CTX_set_num_tickets(context, 0);
}
