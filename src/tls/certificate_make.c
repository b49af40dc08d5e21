#include "tls/certificate_make.h"

#include <arpa/inet.h>
#include <openssl/bn.h>
#include <openssl/x509v3.h>

enum { SERIAL_BITS = 127, DAY = 86400, YEARS = 75, COMMON_NAME_MAX = 64 };

static bool is_ip(str host, struct arena *arena)
{
    unsigned char address[16];
    const char *z = arena_z(arena, host);
    return inet_pton(AF_INET, z, address) == 1 || inet_pton(AF_INET6, z, address) == 1;
}

static str alternative_name(str name, struct arena *arena)
{
    return ARENA_CONCAT(arena, is_ip(name, arena) ? STR("IP:") : STR("DNS:"), name);
}

/* NAME has no character that OpenSSL's list syntax would treat specially. */
static bool is_plain(str name)
{
    for (size_t i = 0; i < name.n; i++)
        if (!char_is_alnum(name.p[i]) && !str_has_char(STR(".-_:*"), name.p[i]))
            return false;
    return name.n > 0;
}

static bool is_known(str name, str host, bool local)
{
    return str_eq(name, host) || (local && (str_eq(name, STR("127.0.0.1")) || str_eq(name, STR("::1"))));
}

/* "localhost" is also reached by its addresses; an address is its own name. */
static str alternative_names(str host, const str *others, size_t count, struct arena *arena)
{
    bool local = str_eq(host, STR("localhost"));
    str all = local ? STR("DNS:localhost,IP:127.0.0.1,IP:::1") : alternative_name(host, arena);
    for (size_t i = 0; i < count; i++)
        if (is_plain(others[i]) && !is_known(others[i], host, local))
            all = ARENA_CONCAT(arena, all, STR(","), alternative_name(others[i], arena));
    return all;
}

static bool add_extension(X509 *x509, int nid, str value, struct arena *arena)
{
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, x509, x509, NULL, NULL, 0);
    X509_EXTENSION *extension = X509V3_EXT_conf_nid(NULL, &context, nid, arena_z(arena, value));
    bool added = extension && X509_add_ext(x509, extension, -1) == 1;
    X509_EXTENSION_free(extension);
    return added;
}

static bool set_serial(X509 *x509)
{
    BIGNUM *number = BN_new();
    bool set = number && BN_rand(number, SERIAL_BITS, BN_RAND_TOP_ANY, BN_RAND_BOTTOM_ANY) == 1 &&
               BN_add_word(number, 1) == 1 && BN_to_ASN1_INTEGER(number, X509_get_serialNumber(x509));
    BN_free(number);
    return set;
}

/* A clock that is slightly behind must not make a new certificate invalid. */
static bool set_times(X509 *x509)
{
    return X509_gmtime_adj(X509_getm_notBefore(x509), -DAY) &&
           X509_time_adj_ex(X509_getm_notAfter(x509), YEARS * 365, 0, NULL);
}

/* X.520 allows 64 characters in a common name; a longer host is in the SAN only. */
static bool set_name(X509 *x509, str host)
{
    X509_NAME *name = X509_get_subject_name(x509);
    size_t n = host.n <= COMMON_NAME_MAX ? host.n : COMMON_NAME_MAX;
    return X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8, (const unsigned char *)host.p, (int)n, -1, 0) == 1 &&
           X509_set_issuer_name(x509, name) == 1;
}

X509 *certificate_make(EVP_PKEY *key, str host, const str *others, size_t count, struct arena *arena)
{
    X509 *x509 = X509_new();
    bool made = x509 && X509_set_version(x509, X509_VERSION_3) == 1 && set_serial(x509) && set_times(x509) &&
                set_name(x509, host) && X509_set_pubkey(x509, key) == 1 &&
                add_extension(x509, NID_subject_alt_name, alternative_names(host, others, count, arena), arena) &&
                add_extension(x509, NID_basic_constraints, STR("critical,CA:FALSE"), arena) &&
                add_extension(x509, NID_ext_key_usage, STR("serverAuth"), arena) &&
                X509_sign(x509, key, EVP_sha256()) > 0;
    if (!made) {
        X509_free(x509);
        return NULL;
    }
    return x509;
}
