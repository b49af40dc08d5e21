#include "tls/tls.h"

#include "tls/remote_key.h"
#include "tls/tls_async.h"
#include "tls/tls_bio.h"
#include "tls/tls_handshake.h"
#include "tls/tls_messages.h"
#include "tls/tls_site.h"

#include <limits.h>
#include <openssl/err.h>
#include <openssl/x509.h>
#include <stdlib.h>
#include <string.h>

/* While a client waits for our answer, it may send at most HELD_MAX bytes. */
enum { PIECE_BYTES = 4096, RECORD_HANDSHAKE = 22, FINGERPRINT_DIGITS = 64, HELD_MAX = 4096 };

struct tls {
    struct tls_handshake handshake;
    const struct tls_context *context;
    const struct tls_signer *signer;
    void *user;
    struct tls_signing *signing; /* the signature that the handshake waits for; NULL: none */
    bool is_signed;              /* it has had the one signature that a handshake needs */
    struct buf held;             /* ciphertext that arrived meanwhile */
    SSL *ssl;                    /* NULL until the client's first bytes: a silent connection costs next to nothing */
    struct tls_wire wire;
    enum tls_state state;
    enum tls_failure failure;
    char fingerprint[FINGERPRINT_DIGITS + 1]; /* empty until requested */
};

bool tls_prepare(size_t most)
{
    return remote_key_prepare() && tls_async_prepare(most);
}

void tls_release(void)
{
    tls_async_release();
}

static bool sign(struct tls_handshake *handshake, struct tls_signing *signing)
{
    struct tls *tls = (struct tls *)((char *)handshake - offsetof(struct tls, handshake));
    signing->user = tls->user;
    signing->state = SIGNING_WAITS;
    tls->signing = signing;
    tls->signer->ask(tls->signer->context, signing);
    while (signing->state == SIGNING_WAITS && tls_async_pause()) {
    }
    tls->signing = NULL;
    if (signing->state != SIGNING_DONE)
        tls->failure = TLS_UNSIGNED;
    tls->is_signed = true;
    return signing->state == SIGNING_DONE;
}

struct tls *tls_create(struct tls_context *context, const struct tls_signer *signer, void *user)
{
    struct tls *tls = calloc(1, sizeof *tls);
    if (!tls)
        return NULL;
    tls->handshake.sign = sign;
    tls->context = context;
    tls->signer = signer;
    tls->user = user;
    buf_init(&tls->held, HELD_MAX);
    return tls;
}

void tls_set_address(struct tls *tls, str address)
{
    address = str_first(address, sizeof tls->handshake.address - 1);
    memcpy(tls->handshake.address, address.p, address.n);
    tls->handshake.address[address.n] = '\0';
}

static void lend(struct tls *tls, str input, struct buf *output)
{
    tls->wire.input = input;
    tls->wire.output = output;
}

/* A waiting handshake has a stack of its own, which is only released when it ends. */
static void end_signing(struct tls *tls)
{
    if (!tls->signing)
        return;
    tls->signer->forget(tls->signer->context, tls->signing);
    tls->signing->state = SIGNING_FAILED;
    lend(tls, STR(""), NULL);
    SSL_do_handshake(tls->ssl);
    tls_async_note_return();
    ERR_clear_error();
}

/* If no close_notify was sent, OpenSSL would consider the session bad and not resume it. */
void tls_destroy(struct tls *tls)
{
    if (!tls)
        return;
    end_signing(tls);
    buf_finish(&tls->held);
    if (tls->ssl)
        SSL_set_shutdown(tls->ssl, SSL_SENT_SHUTDOWN | SSL_RECEIVED_SHUTDOWN);
    SSL_free(tls->ssl);
    free(tls->handshake.sni);
    free(tls);
}

static bool begin(struct tls *tls)
{
    const struct tls_site *fallback = tls->context->fallback;
    tls->ssl = SSL_new(fallback->context);
    BIO *bio = tls_bio_create(&tls->wire);
    if (!tls->ssl || !bio) {
        BIO_free(bio);
        return false;
    }
    SSL_set_bio(tls->ssl, bio, bio);
    SSL_set_app_data(tls->ssl, &tls->handshake);
    tls_messages_watch(tls->ssl, &tls->wire);
    tls_async_begin(tls->ssl);
    tls_site_ask(tls->ssl, fallback);
    SSL_set_accept_state(tls->ssl);
    return true;
}

/* The meaning of OpenSSL's result for the connection; HERE when it only wants more bytes. */
static enum tls_state judge(struct tls *tls, int result, enum tls_state here)
{
    switch (SSL_get_error(tls->ssl, result)) {
    case SSL_ERROR_NONE:
    case SSL_ERROR_WANT_READ:
    case SSL_ERROR_WANT_WRITE:
        return here;
    case SSL_ERROR_WANT_ASYNC:
        return TLS_SIGNING;
    case SSL_ERROR_ZERO_RETURN:
        return TLS_PEER_CLOSED;
    default:
        if (tls->failure == TLS_FINE)
            tls->failure = tls_failure_of(ERR_peek_last_error());
        return TLS_FAILED;
    }
}

static enum tls_state shake_hands(struct tls *tls)
{
    int result = SSL_do_handshake(tls->ssl);
    tls_async_note_return();
    if (result == 1 || tls->is_signed)
        tls_async_end(tls->ssl);
    return result == 1 ? TLS_OPEN : judge(tls, result, TLS_HANDSHAKE);
}

/* Bytes that come while a signature is awaited are kept for later. */
static enum tls_state hold(struct tls *tls, str ciphertext)
{
    if (buf_put(&tls->held, ciphertext) == OK)
        return TLS_SIGNING;
    tls->failure = TLS_MALFORMED;
    return TLS_FAILED;
}

static enum tls_state read_plain(struct tls *tls, struct buf *plain)
{
    char piece[PIECE_BYTES];
    for (;;) {
        int n = SSL_read(tls->ssl, piece, sizeof piece);
        if (n <= 0)
            return judge(tls, n, TLS_OPEN);
        size_t room = plain->max - plain->n;
        buf_put(plain, str_first((str){piece, (size_t)n}, room));
    }
}

static void advance(struct tls *tls, str ciphertext, struct buf *plain, struct buf *out)
{
    ERR_clear_error();
    lend(tls, ciphertext, out);
    if (tls->state == TLS_HANDSHAKE || tls->state == TLS_SIGNING)
        tls->state = shake_hands(tls);
    if (tls->state == TLS_OPEN)
        tls->state = read_plain(tls, plain);
    if (tls->state == TLS_SIGNING)
        tls->state = hold(tls, tls->wire.input);
    lend(tls, STR(""), NULL);
    ERR_clear_error();
}

enum tls_state tls_feed(struct tls *tls, str ciphertext, struct buf *plain, struct buf *out)
{
    if (tls->state == TLS_FAILED)
        return TLS_FAILED;
    if (!tls->ssl && ciphertext.n == 0)
        return tls->state;
    /* A client that does not speak TLS gets no answer in TLS. */
    if (!tls->ssl && (ciphertext.p[0] != RECORD_HANDSHAKE || !begin(tls))) {
        tls->failure = ciphertext.p[0] != RECORD_HANDSHAKE ? TLS_NOT_TLS : TLS_UNSIGNED;
        return tls->state = TLS_FAILED;
    }
    if (tls->signing && tls->signing->state == SIGNING_WAITS)
        return tls->state = hold(tls, ciphertext);
    if (tls->held.n && hold(tls, ciphertext) != TLS_SIGNING)
        return tls->state = TLS_FAILED;
    struct buf held = tls->held;
    buf_init(&tls->held, HELD_MAX);
    advance(tls, held.n ? buf_str(&held) : ciphertext, plain, out);
    buf_finish(&held);
    return tls->state;
}

/*
 * Buffers that were released while the connection was silent stay for the answer, record after record. The ticket
 * leaves in one flight with it. A full output cannot take the ticket, which is not worth a failure.
 */
static void begin_answer(struct tls *tls)
{
    SSL_clear_mode(tls->ssl, SSL_MODE_RELEASE_BUFFERS);
    if (ticket_is_due(tls->ssl))
        SSL_new_session_ticket(tls->ssl);
}

enum err tls_write(struct tls *tls, str plain, bool first, bool last, struct buf *out)
{
    if (!tls->ssl || tls->state == TLS_FAILED || tls->state == TLS_HANDSHAKE || tls->state == TLS_SIGNING ||
        plain.n > INT_MAX)
        return ERR_IO;
    ERR_clear_error();
    tls->wire.output = out;
    if (first)
        begin_answer(tls);
    enum err err = plain.n == 0 || SSL_write(tls->ssl, plain.p, (int)plain.n) > 0 ? OK : ERR_IO;
    if (err == OK && last)
        SSL_shutdown(tls->ssl);
    tls->wire.output = NULL;
    ERR_clear_error();
    return err;
}

enum tls_failure tls_failure(const struct tls *tls)
{
    return tls->failure;
}

str tls_sni(const struct tls *tls)
{
    return str_of(tls->handshake.sni);
}

bool tls_resumed(const struct tls *tls)
{
    return tls->ssl && SSL_session_reused(tls->ssl) == 1;
}

const char *tls_version(const struct tls *tls)
{
    return tls->ssl ? SSL_get_version(tls->ssl) : "";
}

/* A resumed session knows only the content of a ticket, and whoever sealed that may have written anything. */
static X509 *peer_certificate(const struct tls *tls)
{
    return tls->ssl && !tls_resumed(tls) ? SSL_get0_peer_certificate(tls->ssl) : NULL;
}

str tls_peer_fingerprint(const struct tls *tls)
{
    /* Kept in the connection, so that the answer may borrow it. */
    struct tls *own = (struct tls *)(uintptr_t)tls;
    static const char digits[] = "0123456789abcdef";
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned n = 0;
    X509 *x509 = peer_certificate(tls);
    if (!x509)
        return STR("");
    if (!own->fingerprint[0] && X509_digest(x509, EVP_sha256(), digest, &n) == 1)
        for (unsigned i = 0; i < n && 2 * i < FINGERPRINT_DIGITS; i++) {
            own->fingerprint[2 * i] = digits[digest[i] >> 4];
            own->fingerprint[2 * i + 1] = digits[digest[i] & 15];
        }
    return str_of(tls->fingerprint);
}

/* A date that cannot be read compares as 0: such a certificate is never valid. */
bool tls_peer_expired(const struct tls *tls)
{
    X509 *x509 = peer_certificate(tls);
    return x509 && (X509_cmp_current_time(X509_get0_notBefore(x509)) >= 0 ||
                    X509_cmp_current_time(X509_get0_notAfter(x509)) <= 0);
}
