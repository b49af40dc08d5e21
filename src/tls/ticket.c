#include "tls/ticket.h"

#include "tls/private_file.h"

#include <errno.h>
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/kdf.h>
#include <openssl/rand.h>
#include <string.h>

enum { IV_BYTES = 16, DAY = 86400, SECRET_MODE = 0600, KEYS = 3 };

static int secret_index(void)
{
    /* OpenSSL hands out the index; it is the same for the life of the process. */
    static int index = -1;
    if (index < 0)
        index = SSL_CTX_get_ex_new_index(0, NULL, NULL, NULL, NULL);
    return index;
}

/* HKDF-SHA256 of the secret, the day as its info. */
static bool key_of_day(const struct ticket_secret *secret, int64_t day, struct ticket_key *key)
{
    char info[40];
    int n = snprintf(info, sizeof info, "splashdown ticket %lld", (long long)day);
    EVP_KDF *kdf = EVP_KDF_fetch(NULL, "HKDF", NULL);
    EVP_KDF_CTX *context = kdf ? EVP_KDF_CTX_new(kdf) : NULL;
    char digest[] = "SHA256";
    struct ticket_secret copy = *secret;
    const OSSL_PARAM params[] = {
        OSSL_PARAM_construct_utf8_string(OSSL_KDF_PARAM_DIGEST, digest, 0),
        OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_KEY, copy.bytes, sizeof copy.bytes),
        OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_INFO, info, (size_t)n),
        OSSL_PARAM_construct_end(),
    };
    bool done = context && EVP_KDF_derive(context, (unsigned char *)key, sizeof *key, params) > 0;
    EVP_KDF_CTX_free(context);
    EVP_KDF_free(kdf);
    OPENSSL_cleanse(&copy, sizeof copy);
    return done;
}

static bool set_keys(const struct ticket_key *key, unsigned char *iv, EVP_CIPHER_CTX *cipher, EVP_MAC_CTX *mac,
                     int encrypt)
{
    struct ticket_key copy = *key;
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

static bool have_keys(struct ticket_secret *secret)
{
    static const int64_t days[KEYS] = {0, -1, 1};
    int64_t today = secret->now() / DAY;
    if (secret->has_keys && secret->day == today)
        return true;
    secret->has_keys = true;
    secret->day = today;
    for (size_t i = 0; i < KEYS; i++)
        secret->has_keys = key_of_day(secret, today + days[i], &secret->keys[i]) && secret->has_keys;
    return secret->has_keys;
}

static int seal(const struct ticket_key *key, unsigned char *name, unsigned char *iv, EVP_CIPHER_CTX *cipher,
                EVP_MAC_CTX *mac)
{
    if (RAND_bytes(iv, IV_BYTES) != 1)
        return -1;
    memcpy(name, key->name, TICKET_NAME_BYTES);
    return set_keys(key, iv, cipher, mac, 1) ? 1 : -1;
}

/* Tickets are made explicitly, so a used one need not be called due for renewal: 1 is right for every day. */
static int unseal(const struct ticket_key *keys, const unsigned char *name, unsigned char *iv, EVP_CIPHER_CTX *cipher,
                  EVP_MAC_CTX *mac)
{
    for (size_t i = 0; i < KEYS; i++)
        if (memcmp(name, keys[i].name, TICKET_NAME_BYTES) == 0)
            return set_keys(&keys[i], iv, cipher, mac, 0) ? 1 : -1;
    return 0;
}

static int ticket_key(SSL *ssl, unsigned char *name, unsigned char *iv, EVP_CIPHER_CTX *cipher, EVP_MAC_CTX *mac,
                      int encrypt)
{
    struct ticket_secret *secret = SSL_CTX_get_ex_data(SSL_get_SSL_CTX(ssl), secret_index());
    if (!secret)
        return 0;
    if (!have_keys(secret))
        return -1;
    return encrypt ? seal(secret->keys, name, iv, cipher, mac) : unseal(secret->keys, name, iv, cipher, mac);
}

void ticket_install(SSL_CTX *context, struct ticket_secret *secret)
{
    SSL_CTX_set_ex_data(context, secret_index(), secret);
    SSL_CTX_set_tlsext_ticket_key_evp_cb(context, ticket_key);
    SSL_CTX_set_num_tickets(context, 0);
}

static enum err read_secret(str path, struct ticket_secret *secret)
{
    struct arena *arena = arena_create();
    str text;
    enum err err = private_read(path, TICKET_SECRET_BYTES, arena, &text);
    if (err == OK && text.n != TICKET_SECRET_BYTES)
        err = ERR_SYNTAX;
    if (err == OK)
        memcpy(secret->bytes, text.p, TICKET_SECRET_BYTES);
    if (err == OK)
        OPENSSL_cleanse((char *)text.p, text.n);
    int reason = errno;
    arena_destroy(arena);
    errno = reason;
    return err;
}

/* A host whose certificate is given needs the folder for this file alone. The first of two processes that make it
 * counts, for both. */
static enum err make_secret(str path, struct ticket_secret *secret, struct diag *diag)
{
    size_t slash = str_find_last(path, '/');
    enum err err = slash == STR_NONE || slash == 0 ? OK : private_folder(str_first(path, slash), diag);
    if (err != OK || RAND_bytes(secret->bytes, TICKET_SECRET_BYTES) != 1)
        return ERR_IO;
    str text = {(const char *)secret->bytes, TICKET_SECRET_BYTES};
    err = private_write(path, text, SECRET_MODE, false, diag);
    return err == ERR_ACCESS ? read_secret(path, secret) : err;
}

static void say_unreadable(str path, int reason, struct diag *diag)
{
    struct arena *arena = arena_create();
    str mend = private_mend(path, reason, arena);
    diag_add(diag, SEVERITY_ERROR, path, 0,
             "the secret of the session tickets cannot be read: %s; %.*s, or remove the file, and a new one is made",
             strerror(reason), STR_ARG(mend));
    arena_destroy(arena);
}

static enum err invent_secret(const struct ticket_secret *before, struct ticket_secret *secret)
{
    if (before)
        memcpy(secret->bytes, before->bytes, TICKET_SECRET_BYTES);
    return before || RAND_bytes(secret->bytes, TICKET_SECRET_BYTES) == 1 ? OK : ERR_IO;
}

enum err ticket_secret_read(str path, bool write, const struct ticket_secret *before, struct ticket_secret *secret,
                            struct diag *diag)
{
    enum err err = read_secret(path, secret);
    if (err == ERR_NOT_FOUND && !write) {
        err = invent_secret(before, secret);
    } else if (err == ERR_NOT_FOUND) {
        err = make_secret(path, secret, diag);
        if (err == ERR_IO)
            return err;
    }
    if (err == ERR_IO)
        say_unreadable(path, errno, diag);
    else if (err != OK)
        diag_add(diag, SEVERITY_ERROR, path, 0,
                 "is no secret of session tickets; remove the file, and a new one is made");
    return err;
}
