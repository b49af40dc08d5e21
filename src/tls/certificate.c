#include "tls/certificate.h"

#include "base/clock.h"
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

/* Another process may be making the same key: the first one counts for both. */
static enum err make_key(str path, bool replace, struct diag *diag)
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
    enum err err = write_pem(path, pem, KEY_MODE, replace, diag);
    return err == ERR_ACCESS ? OK : err;
}

/* A certificate in the making: its host, and its paths. */
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

static enum err check_there(str path, struct arena *arena, bool *there, struct diag *diag)
{
    *there = access(arena_z(arena, path), F_OK) == 0;
    int reason = errno;
    if (*there || reason == ENOENT || reason == ENOTDIR)
        return OK;
    str mend = private_mend(path, reason, arena);
    diag_add(diag, SEVERITY_ERROR, path, 0, "cannot be reached: %s; %.*s, or name another folder with --certs",
             strerror(reason), STR_ARG(mend));
    return ERR_IO;
}

enum err certificate_look(str dir, str host, bool *has_certificate, bool *has_key, struct diag *diag)
{
    struct arena *arena = arena_create();
    *has_key = false;
    enum err err = check_there(certificate_path(dir, host, arena), arena, has_certificate, diag);
    if (err == OK)
        err = check_there(certificate_key_path(dir, host, arena), arena, has_key, diag);
    arena_destroy(arena);
    return err;
}

static enum err ensure(const struct making *m, str dir)
{
    bool has_certificate, has_key;
    enum err err = certificate_look(dir, m->host, &has_certificate, &has_key, m->diag);
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
        err = make_key(m->key_path, false, m->diag);
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

/* Keeps the file PATH under a name with the time when it was replaced: a key that some reader remembers is never
 * lost. */
static enum err keep(str path, int64_t now, struct arena *arena, struct diag *diag)
{
    struct civil t = civil_from_seconds(now);
    str kept = arena_printf(arena, "%.*s.%04d%02d%02dT%02d%02d%02dZ", STR_ARG(path), t.year, t.month, t.day, t.hour,
                            t.minute, t.second);
    if (link(arena_z(arena, path), kept.p) == 0) {
        diag_add(diag, SEVERITY_WARNING, path, 0, "was there; it is kept as %.*s", STR_ARG(kept));
        return OK;
    }
    if (errno == ENOENT)
        return OK;
    diag_add(diag, SEVERITY_ERROR, path, 0, "cannot be kept as %.*s: %s; move it away", STR_ARG(kept), strerror(errno));
    return ERR_IO;
}

enum err certificate_create_again(str dir, str host, const str *aliases, size_t count, struct diag *diag)
{
    struct arena *arena = arena_create();
    struct making m = making_of(dir, host, arena, diag);
    m.aliases = aliases;
    m.alias_count = count;
    int64_t now = clock_now();
    enum err err = private_folder(dir, diag);
    if (err == OK)
        err = keep(m.key_path, now, arena, diag);
    if (err == OK)
        err = keep(m.path, now, arena, diag);
    if (err == OK)
        err = make_key(m.key_path, true, diag);
    if (err == OK)
        err = make_certificate(&m, true);
    arena_destroy(arena);
    return err;
}
