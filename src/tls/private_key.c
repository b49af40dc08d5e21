#include "tls/private_key.h"

#include "tls/pem_advice.h"
#include "tls/private_file.h"

#include <errno.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <string.h>

enum { PEM_MAX = 1 << 20 };

/* By default OpenSSL asks at the terminal, which a server may not have, and for which a reload must never wait. */
static int refuse_passphrase(char *out, int size, int writing, void *asked)
{
    (void)out;
    (void)size;
    (void)writing;
    *(bool *)asked = true;
    return -1;
}

static void say_not_pem(str bytes, str path, struct diag *diag)
{
    struct arena *arena = arena_create();
    str advice = pem_advice(bytes, path, "pkey", arena);
    diag_add(diag, SEVERITY_ERROR, path, 0, "is not a private key in PEM form: %.*s", STR_ARG(advice));
    arena_destroy(arena);
}

EVP_PKEY *private_key_parse(str pem, str path, struct diag *diag)
{
    bool asked = false;
    BIO *bio = BIO_new_mem_buf(pem.p, (int)pem.n);
    EVP_PKEY *key = PEM_read_bio_PrivateKey(bio, NULL, refuse_passphrase, &asked);
    BIO_free(bio);
    if (!key && asked)
        diag_add(diag, SEVERITY_ERROR, path, 0,
                 "has a passphrase, which nobody can type here; write it without one: openssl pkey -in %.*s",
                 STR_ARG(path));
    else if (!key)
        say_not_pem(pem, path, diag);
    ERR_clear_error();
    return key;
}

EVP_PKEY *private_key_read(str path, struct arena *arena, struct diag *diag)
{
    str pem;
    enum err err = private_read(path, PEM_MAX, arena, &pem);
    if (err != OK) {
        int reason = errno;
        str mend = err == ERR_IO ? private_mend(path, reason, arena) : STR("name the file of the key");
        diag_add(diag, SEVERITY_ERROR, path, 0, "cannot be read: %s; %.*s",
                 err == ERR_LIMIT ? "it is too large" : strerror(reason), STR_ARG(mend));
        return NULL;
    }
    EVP_PKEY *key = private_key_parse(pem, path, diag);
    OPENSSL_cleanse((char *)pem.p, pem.n);
    return key;
}

bool private_key_fits(EVP_PKEY *key, str path, X509 *x509, str certificate, struct diag *diag)
{
    bool fits = X509_check_private_key(x509, key) == 1;
    if (!fits)
        diag_add(diag, SEVERITY_ERROR, path, 0,
                 "the key cannot be used with %.*s: that is for another key; use two that were issued together",
                 STR_ARG(certificate));
    ERR_clear_error();
    return fits;
}
