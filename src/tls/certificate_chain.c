#include "tls/certificate_chain.h"

#include "tls/certificate_pem.h"
#include "tls/pem_advice.h"

#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

static bool add(struct certificate_chain *chain, X509 *x509, struct arena *arena)
{
    int n = i2d_X509(x509, NULL);
    if (n <= 0 || chain->count == CHAIN_MAX)
        return false;
    unsigned char *der = arena_alloc(arena, (size_t)n, 1), *end = der;
    i2d_X509(x509, &end);
    chain->items[chain->count++] = (str){(const char *)der, (size_t)n};
    return true;
}

/* The end of the file is an error for OpenSSL, but not here. */
static bool at_end(void)
{
    unsigned long last = ERR_peek_last_error();
    return ERR_GET_LIB(last) == ERR_LIB_PEM && ERR_GET_REASON(last) == PEM_R_NO_START_LINE;
}

static bool read_all(BIO *bio, struct arena *arena, struct certificate_chain *chain)
{
    X509 *x509 = PEM_read_bio_X509_AUX(bio, NULL, NULL, NULL);
    bool good = x509 != NULL;
    while (x509 && good) {
        good = add(chain, x509, arena);
        X509_free(x509);
        x509 = good ? PEM_read_bio_X509(bio, NULL, NULL, NULL) : NULL;
    }
    return good && at_end();
}

enum err certificate_chain_read(str path, struct arena *arena, struct diag *diag, struct certificate_chain *chain)
{
    str pem;
    *chain = (struct certificate_chain){.items = ARENA_ARRAY(arena, str, CHAIN_MAX)};
    enum err err = certificate_pem_read(path, arena, diag, &pem);
    if (err != OK)
        return err;
    ERR_clear_error();
    BIO *bio = BIO_new_mem_buf(pem.p, (int)pem.n);
    if (!read_all(bio, arena, chain)) {
        str advice = pem_advice(pem, path, "x509", arena);
        diag_add(diag, SEVERITY_ERROR, path, 0, "the certificate cannot be used: %.*s", STR_ARG(advice));
        err = ERR_SYNTAX;
    }
    BIO_free(bio);
    ERR_clear_error();
    return err;
}
