#ifndef TEST_TLS_VISITOR_H
#define TEST_TLS_VISITOR_H

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/rsa.h>
#include <openssl/x509v3.h>
#include <stdlib.h>
#include <string.h>

/* Keys and certificates of visitors, good ones and others. All are the caller's to free. */

struct visitor {
    EVP_PKEY *key;
    STACK_OF(X509) * chain; /* as they are sent: the leaf first */
};

static inline EVP_PKEY *key_from(const char *type, OSSL_PARAM_BLD *values)
{
    EVP_PKEY *key = NULL;
    OSSL_PARAM *params = OSSL_PARAM_BLD_to_param(values);
    EVP_PKEY_CTX *context = EVP_PKEY_CTX_new_from_name(NULL, type, NULL);
    if (EVP_PKEY_fromdata_init(context) != 1 || EVP_PKEY_fromdata(context, &key, EVP_PKEY_KEYPAIR, params) != 1)
        key = NULL;
    EVP_PKEY_CTX_free(context);
    OSSL_PARAM_free(params);
    OSSL_PARAM_BLD_free(values);
    return key;
}

/* A key with these bounds whose signatures are worth nothing: a real one would take seconds to find. */
static inline EVP_PKEY *key_rsa_hollow(int bits, int exponent_bits, bool odd)
{
    OSSL_PARAM_BLD *values = OSSL_PARAM_BLD_new();
    BIGNUM *n = BN_new(), *e = BN_new(), *d = BN_new();
    BN_rand(n, bits, BN_RAND_TOP_ONE, BN_RAND_BOTTOM_ODD);
    BN_rand(e, exponent_bits, BN_RAND_TOP_ONE, odd ? BN_RAND_BOTTOM_ODD : BN_RAND_BOTTOM_ANY);
    if (!odd)
        BN_clear_bit(e, 0);
    BN_set_word(d, 3);
    OSSL_PARAM_BLD_push_BN(values, OSSL_PKEY_PARAM_RSA_N, n);
    OSSL_PARAM_BLD_push_BN(values, OSSL_PKEY_PARAM_RSA_E, e);
    OSSL_PARAM_BLD_push_BN(values, OSSL_PKEY_PARAM_RSA_D, d);
    EVP_PKEY *key = key_from("RSA", values);
    BN_free(n);
    BN_free(e);
    BN_free(d);
    return key;
}

/* P-256 with all of its parameters written out. */
static inline EVP_PKEY *key_ec_explicit(const char *curve)
{
    EVP_PKEY *key = EVP_EC_gen(curve);
    EVP_PKEY_set_utf8_string_param(key, OSSL_PKEY_PARAM_EC_ENCODING, "explicit");
    return key;
}

/* The public half of THEIRS beside the private half of OURS: a thief's. Both P-256. */
static inline EVP_PKEY *key_ec_stolen(const EVP_PKEY *theirs, const EVP_PKEY *ours)
{
    unsigned char point[256];
    size_t n = 0;
    BIGNUM *secret = NULL;
    OSSL_PARAM_BLD *values = OSSL_PARAM_BLD_new();
    EVP_PKEY_get_octet_string_param(theirs, OSSL_PKEY_PARAM_PUB_KEY, point, sizeof point, &n);
    EVP_PKEY_get_bn_param(ours, OSSL_PKEY_PARAM_PRIV_KEY, &secret);
    OSSL_PARAM_BLD_push_utf8_string(values, OSSL_PKEY_PARAM_GROUP_NAME, "P-256", 0);
    OSSL_PARAM_BLD_push_octet_string(values, OSSL_PKEY_PARAM_PUB_KEY, point, n);
    OSSL_PARAM_BLD_push_BN(values, OSSL_PKEY_PARAM_PRIV_KEY, secret);
    EVP_PKEY *key = key_from("EC", values);
    BN_free(secret);
    return key;
}

/* CONTEXT is taken. */
static inline EVP_PKEY *key_generated(EVP_PKEY_CTX *context)
{
    EVP_PKEY *key = NULL;
    EVP_PKEY_keygen_init(context);
    EVP_PKEY_keygen(context, &key);
    EVP_PKEY_CTX_free(context);
    return key;
}

/* 2048 bits, for signatures by PSS only. */
static inline EVP_PKEY *key_rsa_pss(void)
{
    return key_generated(EVP_PKEY_CTX_new_from_name(NULL, "RSA-PSS", NULL));
}

static inline EVP_PKEY *key_dsa(void)
{
    EVP_PKEY *parameters = NULL;
    EVP_PKEY_CTX *context = EVP_PKEY_CTX_new_from_name(NULL, "DSA", NULL);
    EVP_PKEY_paramgen_init(context);
    EVP_PKEY_paramgen(context, &parameters);
    EVP_PKEY_CTX_free(context);
    EVP_PKEY *key = key_generated(EVP_PKEY_CTX_new_from_pkey(NULL, parameters, NULL));
    EVP_PKEY_free(parameters);
    return key;
}

static inline const EVP_MD *digest_for(const EVP_PKEY *key)
{
    int kind = EVP_PKEY_get_base_id(key);
    return kind == EVP_PKEY_ED25519 || kind == EVP_PKEY_ED448 ? NULL : EVP_sha256();
}

/* A certificate of KEY for the name "cNUMBER", signed by ISSUER as "cNUMBER + 1", or by itself (ISSUER NULL); valid
 * from now + FROM to now + TO seconds. */
static inline X509 *certificate_of(EVP_PKEY *key, int number, EVP_PKEY *issuer, long from, long to)
{
    char name[16];
    X509 *x509 = X509_new();
    X509_set_version(x509, X509_VERSION_3);
    ASN1_INTEGER_set(X509_get_serialNumber(x509), number + 1);
    X509_gmtime_adj(X509_getm_notBefore(x509), from);
    X509_gmtime_adj(X509_getm_notAfter(x509), to);
    snprintf(name, sizeof name, "c%d", number);
    X509_NAME_add_entry_by_txt(X509_get_subject_name(x509), "CN", MBSTRING_ASC, (unsigned char *)name, -1, -1, 0);
    snprintf(name, sizeof name, "c%d", issuer ? number + 1 : number);
    X509_NAME_add_entry_by_txt(X509_get_issuer_name(x509), "CN", MBSTRING_ASC, (unsigned char *)name, -1, -1, 0);
    X509_set_pubkey(x509, key);
    EVP_PKEY *signer = issuer ? issuer : key;
    X509_sign(x509, signer, digest_for(signer));
    return x509;
}

/* One certificate, valid now, of KEY, which it takes; signed by a key that is quick. */
static inline struct visitor visitor_with(EVP_PKEY *key)
{
    enum { DAY_SECONDS = 86400 };
    struct visitor v = {.key = key, .chain = sk_X509_new_null()};
    EVP_PKEY *issuer = EVP_EC_gen("P-256");
    sk_X509_push(v.chain, certificate_of(key, 0, issuer, -DAY_SECONDS, DAY_SECONDS));
    EVP_PKEY_free(issuer);
    return v;
}

static inline void visitor_finish(struct visitor *v)
{
    sk_X509_pop_free(v->chain, X509_free);
    EVP_PKEY_free(v->key);
}

#endif
