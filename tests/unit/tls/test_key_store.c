#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tls/key_store.h"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>
#include <stdlib.h>
#include <string.h>

/* A worker that was taken over, and sends anything to the holder of the keys. */

enum { MESSAGES = 100000, EC_HOST = 0, RSA_HOST = 1, NO_KEY_HOST = 2, HOSTS = 3, GOODS_MAX = 32 };

static const struct key_asker asker = {3, 5};

struct world {
    struct arena *arena;
    struct key_store *store;
    EVP_PKEY *keys[HOSTS];
    struct key_request goods[GOODS_MAX];
    size_t good_count;
    uint64_t random;
};

static uint32_t draw(struct world *w, uint32_t below)
{
    w->random = w->random * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)(w->random >> 33) % below;
}

static str certificate(EVP_PKEY *key, struct arena *arena)
{
    X509 *x509 = X509_new();
    X509_gmtime_adj(X509_getm_notBefore(x509), -1);
    X509_gmtime_adj(X509_getm_notAfter(x509), 3600);
    X509_set_pubkey(x509, key);
    X509_sign(x509, key, EVP_sha256());
    unsigned char *der = NULL;
    int n = i2d_X509(x509, &der);
    str out = arena_str(arena, (str){(const char *)der, (size_t)n});
    OPENSSL_free(der);
    X509_free(x509);
    return out;
}

static str pem(EVP_PKEY *key, struct arena *arena)
{
    BIO *bio = BIO_new(BIO_s_mem());
    char *p;
    PEM_write_bio_PrivateKey(bio, key, NULL, NULL, 0, NULL, NULL);
    long n = BIO_get_mem_data(bio, &p);
    str out = arena_str(arena, (str){p, (size_t)n});
    BIO_free(bio);
    return out;
}

static void keep_good(struct world *w, uint32_t host, uint16_t scheme, const char *message, size_t n)
{
    struct key_request *r = &w->goods[w->good_count++];
    *r = (struct key_request){
        .asker = asker, .serial = w->good_count, .host = host, .scheme = scheme, .length = (uint16_t)n};
    memcpy(r->message, message, n);
}

static size_t certificate_verify(struct world *w, size_t hash, char *out)
{
    static const char context[] = "TLS 1.3, server CertificateVerify";
    memset(out, ' ', 64);
    memcpy(out + 64, context, sizeof context);
    for (size_t i = 0; i < hash; i++)
        out[64 + sizeof context + i] = (char)draw(w, 256);
    return 64 + sizeof context + hash;
}

static size_t key_exchange(struct world *w, unsigned char curve, unsigned char point, char *out)
{
    const char header[] = {3, 0, (char)curve, (char)point};
    for (size_t i = 0; i < 64; i++)
        out[i] = (char)draw(w, 256);
    memcpy(out + 64, header, sizeof header);
    for (size_t i = 0; i < point; i++)
        out[68 + i] = (char)draw(w, 256);
    return 68 + (size_t)point;
}

static void keep_goods(struct world *w)
{
    static const uint16_t ec[] = {0x0403, 0x0503, 0x0603}, rsa[] = {0x0804, 0x0805, 0x0806};
    static const uint16_t old_rsa[] = {0x0401, 0x0501, 0x0601};
    char message[SIGNATURE_MESSAGE_MAX];
    for (size_t i = 0; i < 3; i++) {
        keep_good(w, EC_HOST, ec[i], message, certificate_verify(w, i ? 48 : 32, message));
        keep_good(w, RSA_HOST, rsa[i], message, certificate_verify(w, i ? 48 : 32, message));
        keep_good(w, EC_HOST, ec[i], message, key_exchange(w, 0x1d, 32, message));
        keep_good(w, RSA_HOST, rsa[i], message, key_exchange(w, 0x17, 65, message));
        keep_good(w, RSA_HOST, old_rsa[i], message, key_exchange(w, 0x18, 97, message));
    }
}

static int set_up(void **state)
{
    static struct world w = {.random = 1};
    *state = &w;
    w.arena = arena_create();
    w.store = key_store_create(HOSTS);
    w.keys[EC_HOST] = EVP_EC_gen("P-256");
    w.keys[RSA_HOST] = EVP_RSA_gen(2048);
    struct diag diag;
    diag_init(&diag);
    for (size_t i = EC_HOST; i <= RSA_HOST; i++)
        if (key_store_add(w.store, i, pem(w.keys[i], w.arena), STR("a.key"), certificate(w.keys[i], w.arena), &diag) !=
            OK)
            return -1;
    diag_finish(&diag);
    keep_goods(&w);
    return 0;
}

static int tear_down(void **state)
{
    struct world *w = *state;
    key_store_destroy(w->store);
    EVP_PKEY_free(w->keys[EC_HOST]);
    EVP_PKEY_free(w->keys[RSA_HOST]);
    arena_destroy(w->arena);
    return 0;
}

/* The test's own judgement of a message, written apart from the code under test. */
static bool is_tls(const struct key_request *r)
{
    static const char context[] = "TLS 1.3, server CertificateVerify";
    size_t n = r->length;
    bool verify = (n == 130 || n == 146) && memcmp(r->message + 64, context, sizeof context) == 0;
    for (size_t i = 0; i < 64 && verify; i++)
        verify = r->message[i] == ' ';
    bool old = r->scheme == 0x0401 || r->scheme == 0x0501 || r->scheme == 0x0601;
    if (verify && !old)
        return true;
    unsigned char c = (unsigned char)r->message[66], point = (unsigned char)r->message[67];
    size_t wanted = c == 0x1d ? 32 : c == 0x17 ? 65 : c == 0x18 ? 97 : c == 0x19 ? 133 : c == 0x1e ? 56 : 0;
    return n >= 68 && r->message[64] == 3 && r->message[65] == 0 && wanted && point == wanted && n == 68 + wanted;
}

static void check_signature(struct world *w, const struct key_request *r, const struct key_reply *reply)
{
    static const char *const digests[] = {[4] = "SHA256", [5] = "SHA384", [6] = "SHA512"};
    bool pss = r->scheme >> 8 == 8;
    const char *digest = digests[pss ? r->scheme & 15 : r->scheme >> 8 == 4 ? 4 : r->scheme >> 8];
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    EVP_PKEY_CTX *of_key;
    assert_int_equal(EVP_DigestVerifyInit_ex(context, &of_key, digest, NULL, NULL, w->keys[r->host], NULL), 1);
    if (pss) {
        EVP_PKEY_CTX_set_rsa_padding(of_key, RSA_PKCS1_PSS_PADDING);
        EVP_PKEY_CTX_set_rsa_pss_saltlen(of_key, RSA_PSS_SALTLEN_DIGEST);
    }
    assert_int_equal(
        EVP_DigestVerify(context, reply->signature, reply->length, (const unsigned char *)r->message, r->length), 1);
    EVP_MD_CTX_free(context);
}

static void what_a_tls_server_signs_is_signed(void **state)
{
    struct world *w = *state;
    for (size_t i = 0; i < w->good_count; i++) {
        unsigned char bytes[KEY_REQUEST_BYTES], back[KEY_REPLY_BYTES_MAX];
        struct key_reply reply, read;
        key_request_write(&w->goods[i], bytes);
        key_store_answer(w->store, &asker, (str){(const char *)bytes, sizeof bytes}, &reply);
        assert_int_equal(reply.refusal, KEY_SIGNED);
        check_signature(w, &w->goods[i], &reply);
        size_t n = key_reply_write(&reply, back);
        assert_true(key_reply_read((str){(const char *)back, n}, &read));
        assert_int_equal(read.serial, w->goods[i].serial);
        assert_int_equal(read.length, reply.length);
        assert_memory_equal(read.signature, reply.signature, reply.length);
    }
}

/* A good request with up to three fields changed; the frame stays valid. */
static struct key_request spoil_fields(struct world *w)
{
    struct key_request r = w->goods[draw(w, (uint32_t)w->good_count)];
    for (uint32_t changes = draw(w, 4); changes; changes--) {
        switch (draw(w, 7)) {
        case 0:
            r.asker.generation += draw(w, 3) - 1;
            break;
        case 1:
            r.asker.worker ^= draw(w, 4);
            break;
        case 2:
            r.host = draw(w, 5) ? draw(w, HOSTS + 1) : draw(w, UINT32_MAX);
            break;
        case 3:
            r.scheme = draw(w, 2) ? w->goods[draw(w, (uint32_t)w->good_count)].scheme : (uint16_t)draw(w, 65536);
            break;
        case 4:
            r.message[draw(w, r.length ? r.length : 1)] ^= (char)(1U << draw(w, 8));
            break;
        case 5:
            r.length = (uint16_t)draw(w, r.length + 1U);
            memset(r.message + r.length, 0, sizeof r.message - r.length);
            break;
        default:
            r.message[64 + draw(w, 4)] = (char)draw(w, 256);
            break;
        }
    }
    return r;
}

/* The frame's bytes, spoiled as well. */
static str spoil_frame(struct world *w, unsigned char *bytes)
{
    size_t n = KEY_REQUEST_BYTES;
    for (uint32_t changes = 1 + draw(w, 8); changes; changes--)
        bytes[draw(w, KEY_REQUEST_BYTES)] ^= (unsigned char)(1U << draw(w, 8));
    if (draw(w, 4) == 0)
        n = draw(w, KEY_REQUEST_BYTES);
    return (str){(const char *)bytes, n};
}

/* FRAME is as if written from the fields that were read of it. */
static bool is_whole(const struct key_request *r, str frame)
{
    unsigned char again[KEY_REQUEST_BYTES];
    key_request_write(r, again);
    return frame.n == sizeof again && memcmp(again, frame.p, sizeof again) == 0;
}

/* Under valgrind all of them take minutes and show nothing more than some. */
static int message_count(void)
{
    return getenv("SPLASHDOWN_FEWER") ? MESSAGES / 20 : MESSAGES;
}

static void of_a_hundred_thousand_mutated_messages_only_well_formed_ones_are_signed(void **state)
{
    struct world *w = *state;
    size_t counts[KEY_REFUSALS] = {0}, least = (size_t)message_count() / 1000;
    for (int i = 0; i < message_count(); i++) {
        unsigned char bytes[KEY_REQUEST_BYTES];
        struct key_request r = spoil_fields(w), seen;
        struct key_reply reply;
        key_request_write(&r, bytes);
        str frame = i % 2 ? spoil_frame(w, bytes) : (str){(const char *)bytes, sizeof bytes};
        key_store_answer(w->store, &asker, frame, &reply);
        counts[reply.refusal]++;
        if (reply.refusal != KEY_SIGNED) {
            assert_int_equal(reply.length, 0);
            continue;
        }
        assert_true(key_request_read(frame, &seen));
        assert_true(is_whole(&seen, frame));
        assert_true(is_tls(&seen));
        assert_true(seen.asker.generation == asker.generation && seen.asker.worker == asker.worker);
        if (i % 16 == 0)
            check_signature(w, &seen, &reply);
    }
    for (size_t i = 0; i < KEY_UNUSABLE; i++)
        assert_true(counts[i] > least);
    assert_int_equal(counts[KEY_UNUSABLE], 0);
}

static void a_key_of_another_certificate_is_not_taken(void **state)
{
    struct world *w = *state;
    struct diag diag;
    diag_init(&diag);
    str other = certificate(w->keys[RSA_HOST], w->arena);
    assert_int_equal(key_store_add(w->store, NO_KEY_HOST, pem(w->keys[EC_HOST], w->arena), STR("b.key"), other, &diag),
                     ERR_ACCESS);
    assert_int_equal(diag.errors, 1);
    assert_int_not_equal(str_find(diag.entries[0].text, STR("reload")), STR_NONE);
    diag_finish(&diag);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_a_tls_server_signs_is_signed),
        cmocka_unit_test(of_a_hundred_thousand_mutated_messages_only_well_formed_ones_are_signed),
        cmocka_unit_test(a_key_of_another_certificate_is_not_taken),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
