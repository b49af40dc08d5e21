#include "tls/certificate.h"

#include "tls/certificate_make.h"
#include "tls/openssl_error.h"
#include "tls/private_file.h"
#include "tls/private_key.h"

#include <errno.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <string.h>
#include <unistd.h>

enum { KEY_MODE = 0600, CERTIFICATE_MODE = 0644 };

str certificate_path(str dir, str host, struct arena *arena)
{
    return ARENA_CONCAT(arena, dir, STR("/"), host, STR(".crt"));
}

str certificate_key_path(str dir, str host, struct arena *arena)
{
    return ARENA_CONCAT(arena, dir, STR("/"), host, STR(".key"));
}

static str bytes_of(BIO *bio)
{
    char *p;
    long n = BIO_get_mem_data(bio, &p);
    return (str){p, n > 0 ? (size_t)n : 0};
}

static enum err write_pem(str path, BIO *pem, unsigned mode, bool replace, struct diag *diag)
{
    enum err err = private_write(path, bytes_of(pem), mode, replace, diag);
    BIO_free(pem);
    return err;
}

/* Another process may be making the same key: the first one counts, for both. */
static enum err make_key(str path, struct diag *diag)
{
    EVP_PKEY *key = EVP_EC_gen("P-256");
    BIO *pem = BIO_new(BIO_s_mem());
    bool made = key && pem && PEM_write_bio_PKCS8PrivateKey(pem, key, NULL, NULL, 0, NULL, NULL) == 1;
    EVP_PKEY_free(key);
    if (!made) {
        BIO_free(pem);
        diag_add(diag, SEVERITY_ERROR, path, 0, "no key could be made: %s", openssl_reason());
        return ERR_IO;
    }
    enum err err = write_pem(path, pem, KEY_MODE, false, diag);
    return err == ERR_ACCESS ? OK : err;
}

/* Whose certificate, and where it is. */
struct making {
    str path, key_path, host;
    const str *aliases;
    size_t alias_count;
    struct arena *arena;
    struct diag *diag;
};

static struct making making_of(str dir, str host, struct arena *arena, struct diag *diag)
{
    return (struct making){.path = certificate_path(dir, host, arena),
                           .key_path = certificate_key_path(dir, host, arena),
                           .host = host,
                           .arena = arena,
                           .diag = diag};
}

static enum err make_certificate(const struct making *m, bool replace)
{
    struct diag *diag = m->diag;
    str path = m->path;
    EVP_PKEY *key = private_key_read(m->key_path, m->arena, diag);
    if (!key)
        return ERR_IO;
    X509 *x509 = certificate_make(key, m->host, m->aliases, m->alias_count, m->arena);
    EVP_PKEY_free(key);
    BIO *pem = BIO_new(BIO_s_mem());
    if (!x509 || !pem || PEM_write_bio_X509(pem, x509) != 1) {
        X509_free(x509);
        BIO_free(pem);
        diag_add(diag, SEVERITY_ERROR, path, 0, "no certificate could be made: %s", openssl_reason());
        return ERR_IO;
    }
    X509_free(x509);
    enum err err = write_pem(path, pem, CERTIFICATE_MODE, replace, diag);
    return err == ERR_ACCESS ? OK : err;
}

static enum err check_there(const char *path, bool *there, struct diag *diag)
{
    *there = access(path, F_OK) == 0;
    if (*there || errno == ENOENT || errno == ENOTDIR)
        return OK;
    diag_add(diag, SEVERITY_ERROR, str_of(path), 0,
             "cannot be reached: %s; let this user read the folder, or name another one with --certs", strerror(errno));
    return ERR_IO;
}

static enum err ensure(const struct making *m, str dir)
{
    bool has_certificate, has_key;
    enum err err = check_there(m->path.p, &has_certificate, m->diag);
    if (err == OK)
        err = check_there(m->key_path.p, &has_key, m->diag);
    if (err != OK || (has_certificate && has_key))
        return err;
    if (has_certificate) {
        diag_add(m->diag, SEVERITY_ERROR, m->key_path, 0,
                 "is missing, but its certificate %.*s is there; put the key back, or move the certificate away to "
                 "have both made anew (visitors will see a changed certificate)",
                 STR_ARG(m->path));
        return ERR_NOT_FOUND;
    }
    err = private_folder(dir, m->diag);
    if (err == OK && !has_key)
        err = make_key(m->key_path, m->diag);
    return err == OK ? make_certificate(m, false) : err;
}

enum err certificate_ensure(str dir, str host, const str *aliases, size_t count, struct diag *diag)
{
    struct arena *arena = arena_create();
    struct making m = making_of(dir, host, arena, diag);
    m.aliases = aliases;
    m.alias_count = count;
    enum err err = ensure(&m, dir);
    arena_destroy(arena);
    return err;
}

enum err certificate_renew(str dir, str host, const str *aliases, size_t count, struct diag *diag)
{
    struct arena *arena = arena_create();
    struct making m = making_of(dir, host, arena, diag);
    m.aliases = aliases;
    m.alias_count = count;
    enum err err = make_certificate(&m, true);
    arena_destroy(arena);
    return err;
}
