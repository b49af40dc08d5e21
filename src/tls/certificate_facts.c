#include "base/clock.h"
#include "tls/certificate.h"
#include "tls/certificate_pem.h"
#include "tls/pem_advice.h"
#include "tls/private_key.h"

#include <arpa/inet.h>
#include <openssl/evp.h>
#include <openssl/x509v3.h>

static str hex(const unsigned char *bytes, unsigned n, struct arena *arena)
{
    static const char digits[] = "0123456789abcdef";
    char *out = arena_alloc(arena, n * 2U, 1);
    for (unsigned i = 0; i < n; i++) {
        out[2 * i] = digits[bytes[i] >> 4];
        out[2 * i + 1] = digits[bytes[i] & 15];
    }
    return (str){out, n * 2U};
}

static int64_t seconds_of(const ASN1_TIME *time)
{
    struct tm tm;
    if (ASN1_TIME_to_tm(time, &tm) != 1)
        return 0;
    const struct civil civil = {tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday, tm.tm_hour, tm.tm_min, tm.tm_sec};
    return civil_to_seconds(&civil);
}

static str text_of(const GENERAL_NAME *name, struct arena *arena)
{
    int type;
    const ASN1_STRING *value = GENERAL_NAME_get0_value(name, &type);
    if (type == GEN_DNS)
        return arena_str(arena, (str){(const char *)ASN1_STRING_get0_data(value), (size_t)ASN1_STRING_length(value)});
    char text[INET6_ADDRSTRLEN];
    int n = type == GEN_IPADD ? ASN1_STRING_length(value) : 0;
    int family = n == 4 ? AF_INET : AF_INET6;
    if ((n != 4 && n != 16) || !inet_ntop(family, ASN1_STRING_get0_data(value), text, sizeof text))
        return STR("");
    return arena_str(arena, str_of(text));
}

static str names_of(X509 *x509, struct arena *arena)
{
    GENERAL_NAMES *names = X509_get_ext_d2i(x509, NID_subject_alt_name, NULL, NULL);
    str out = STR("");
    for (int i = 0; i < sk_GENERAL_NAME_num(names); i++) {
        str one = text_of(sk_GENERAL_NAME_value(names, i), arena);
        if (one.n)
            out = ARENA_CONCAT(arena, out, out.n ? STR(", ") : STR(""), one);
    }
    GENERAL_NAMES_free(names);
    return out;
}

static str subject_of(X509 *x509, struct arena *arena)
{
    BIO *bio = BIO_new(BIO_s_mem());
    X509_NAME_print_ex(bio, X509_get_subject_name(x509), 0, XN_FLAG_RFC2253);
    char *p;
    long n = BIO_get_mem_data(bio, &p);
    str out = arena_str(arena, (str){p, n > 0 ? (size_t)n : 0});
    BIO_free(bio);
    return out;
}

static str key_digest(X509 *x509, struct arena *arena)
{
    unsigned char digest[EVP_MAX_MD_SIZE], *der = NULL;
    unsigned n = 0;
    int length = i2d_X509_PUBKEY(X509_get_X509_PUBKEY(x509), &der);
    bool done = length > 0 && EVP_Digest(der, (size_t)length, digest, &n, EVP_sha256(), NULL) == 1;
    OPENSSL_free(der);
    return done ? hex(digest, n, arena) : STR("");
}

static void read_facts(X509 *x509, struct arena *arena, struct certificate_facts *out)
{
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned n = 0;
    X509_digest(x509, EVP_sha256(), digest, &n);
    *out = (struct certificate_facts){
        .subject = subject_of(x509, arena),
        .names = names_of(x509, arena),
        .not_before = seconds_of(X509_get0_notBefore(x509)),
        .not_after = seconds_of(X509_get0_notAfter(x509)),
        .sha256 = hex(digest, n, arena),
        .key_sha256 = key_digest(x509, arena),
    };
}

enum err certificate_read(str path, struct arena *arena, struct diag *diag, struct certificate_facts *out)
{
    str pem;
    enum err err = certificate_pem_read(path, arena, diag, &pem);
    if (err != OK)
        return err;
    X509 *x509 = certificate_pem_first(pem);
    if (!x509) {
        str advice = pem_advice(pem, path, "x509", arena);
        diag_add(diag, SEVERITY_ERROR, path, 0, "is not a certificate in PEM form: %.*s", STR_ARG(advice));
        return ERR_SYNTAX;
    }
    read_facts(x509, arena, out);
    X509_free(x509);
    return OK;
}

bool certificate_has_key(str path, str key_path, struct arena *arena, struct diag *diag)
{
    str pem;
    X509 *x509 = certificate_pem_read(path, arena, NULL, &pem) == OK ? certificate_pem_first(pem) : NULL;
    EVP_PKEY *key = x509 ? private_key_read(key_path, arena, diag) : NULL;
    bool has = key && private_key_fits(key, key_path, x509, path, diag);
    EVP_PKEY_free(key);
    X509_free(x509);
    return has;
}

const str *certificate_names(const struct certificate_facts *facts, struct arena *arena, size_t *count)
{
    str *names = NULL;
    size_t capacity = 0;
    *count = 0;
    for (str name, rest = facts->names; rest.n;) {
        str_cut(rest, ',', &name, &rest);
        names = arena_grow(arena, names, *count, &capacity, sizeof *names);
        names[(*count)++] = str_trim(name);
    }
    return names;
}

bool certificate_is_for(str path, str name)
{
    struct arena *arena = arena_create();
    str pem;
    X509 *x509 = certificate_pem_read(path, arena, NULL, &pem) == OK ? certificate_pem_first(pem) : NULL;
    const char *z = arena_z(arena, name);
    bool is = x509 && (X509_check_host(x509, z, name.n, 0, NULL) == 1 || X509_check_ip_asc(x509, z, 0) == 1);
    X509_free(x509);
    arena_destroy(arena);
    return is;
}
