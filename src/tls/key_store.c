#include "tls/key_store.h"

#include "tls/key_kind.h"
#include "tls/private_key.h"

#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>
#include <stdlib.h>
#include <string.h>

struct kept_key {
    EVP_PKEY *key; /* NULL: none */
    enum signature_key kind;
};

struct key_store {
    size_t count;
    struct kept_key keys[];
};

struct key_store *key_store_create(size_t hosts)
{
    struct key_store *s = calloc(1, sizeof *s + hosts * sizeof *s->keys);
    if (s)
        s->count = hosts;
    return s;
}

void key_store_destroy(struct key_store *s)
{
    for (size_t i = 0; s && i < s->count; i++)
        EVP_PKEY_free(s->keys[i].key);
    free(s);
}

static bool belongs(EVP_PKEY *key, str certificate)
{
    const unsigned char *der = (const unsigned char *)certificate.p;
    X509 *x509 = d2i_X509(NULL, &der, (long)certificate.n);
    bool fits = x509 && X509_check_private_key(x509, key) == 1;
    X509_free(x509);
    ERR_clear_error();
    return fits;
}

enum err key_store_add(struct key_store *s, size_t host, str pem, str path, str certificate, struct diag *diag)
{
    struct kept_key kept = {.key = private_key_parse(pem, path, diag)};
    enum err err = kept.key ? OK : ERR_SYNTAX;
    if (err == OK && !belongs(kept.key, certificate)) {
        diag_add(diag, SEVERITY_ERROR, path, 0,
                 "no longer holds the key of its certificate; reload to take the new one");
        err = ERR_ACCESS;
    }
    if (err == OK && !key_kind_of(kept.key, &kept.kind)) {
        diag_add(diag, SEVERITY_ERROR, path, 0, "is of a kind that TLS does not use; make an ECDSA key on P-256");
        err = ERR_SYNTAX;
    }
    if (err == OK)
        s->keys[host] = kept;
    else
        EVP_PKEY_free(kept.key);
    return err;
}

void key_text_wipe(char *text, size_t n)
{
    OPENSSL_cleanse(text, n);
}

bool key_store_is_slow(const struct key_store *s, size_t host)
{
    return host < s->count && s->keys[host].key &&
           (s->keys[host].kind == SIGNATURE_KEY_RSA || s->keys[host].kind == SIGNATURE_KEY_RSA_PSS);
}

static bool set_padding(EVP_PKEY_CTX *context, const struct signature_scheme *scheme)
{
    switch (scheme->padding) {
    case SIGNATURE_NO_PADDING:
        return true;
    case SIGNATURE_PKCS1:
        return EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PADDING) == 1;
    case SIGNATURE_PSS:
        return EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PSS_PADDING) == 1 &&
               EVP_PKEY_CTX_set_rsa_pss_saltlen(context, RSA_PSS_SALTLEN_DIGEST) == 1;
    }
    return false;
}

/* Returns the number of bytes of the signature; 0: the key failed. */
static size_t sign(EVP_PKEY *key, const struct signature_scheme *scheme, str message, unsigned char *out, size_t room)
{
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    EVP_PKEY_CTX *of_key;
    size_t n = room;
    bool done = context && EVP_DigestSignInit_ex(context, &of_key, scheme->digest, NULL, NULL, key, NULL) == 1 &&
                set_padding(of_key, scheme) &&
                EVP_DigestSign(context, out, &n, (const unsigned char *)message.p, message.n) == 1;
    EVP_MD_CTX_free(context);
    return done ? n : 0;
}

static enum key_refusal judge(const struct key_store *s, const struct key_asker *asker, const struct key_request *r)
{
    if (r->asker.generation != asker->generation || r->asker.worker != asker->worker)
        return KEY_BAD_ASKER;
    if (r->host >= s->count || !s->keys[r->host].key)
        return KEY_BAD_HOST;
    const struct signature_scheme *scheme = signature_scheme_by_code(r->scheme);
    if (!scheme || scheme->key != s->keys[r->host].kind)
        return KEY_BAD_SCHEME;
    return signature_message_is_good(scheme, (str){r->message, r->length}) ? KEY_SIGNED : KEY_BAD_MESSAGE;
}

void key_store_answer(const struct key_store *s, const struct key_asker *asker, str request, struct key_reply *reply)
{
    struct key_request r;
    reply->asker = *asker;
    reply->serial = 0;
    reply->length = 0;
    reply->refusal = KEY_BAD_FRAME;
    if (!key_request_read(request, &r))
        return;
    reply->serial = r.serial;
    reply->refusal = judge(s, asker, &r);
    if (reply->refusal != KEY_SIGNED)
        return;
    reply->length = (uint16_t)sign(s->keys[r.host].key, signature_scheme_by_code(r.scheme), (str){r.message, r.length},
                                   reply->signature, sizeof reply->signature);
    if (!reply->length)
        reply->refusal = KEY_UNUSABLE;
}
