/*
 * The TLS of these tests: 'H' from the client opens and is answered by 'S'; then bytes are plaintext, 0x04 is
 * close_notify, 0xff breaks the connection. The server's ticket is "[T]", its close_notify "[END]", its alert "ALERT".
 */
#include "tls/tls.h"

#include <stdlib.h>

struct tls {
    enum tls_state state;
};

struct tls *tls_create(struct tls_context *context, const struct tls_signer *signer, void *user)
{
    (void)context;
    (void)signer;
    (void)user;
    struct tls *t = calloc(1, sizeof *t);
    if (!t)
        abort();
    return t;
}

bool tls_context_has_addresses(const struct tls_context *context)
{
    (void)context;
    return false;
}

void tls_set_address(struct tls *t, str address)
{
    (void)t;
    (void)address;
}

bool tls_prepare(size_t most)
{
    (void)most;
    return true;
}

void tls_release(void)
{
}

void tls_destroy(struct tls *t)
{
    free(t);
}

enum tls_state tls_feed(struct tls *t, str wire, struct buf *plain, struct buf *out)
{
    for (size_t i = 0; i < wire.n && t->state != TLS_FAILED; i++) {
        char c = wire.p[i];
        if (c == '\xff' || (t->state == TLS_HANDSHAKE && c != 'H')) {
            t->state = TLS_FAILED;
            buf_put(out, STR("ALERT"));
        } else if (t->state == TLS_HANDSHAKE) {
            t->state = TLS_OPEN;
            buf_put(out, STR("S"));
        } else if (c == 4) {
            t->state = TLS_PEER_CLOSED;
        } else {
            buf_put_char(plain, c);
        }
    }
    return t->state;
}

enum err tls_write(struct tls *t, str plain, bool first, bool last, struct buf *out)
{
    (void)t;
    buf_put(out, first ? STR("[T]") : STR(""));
    buf_put(out, plain);
    return buf_put(out, last ? STR("[END]") : STR(""));
}

enum tls_failure tls_failure(const struct tls *t)
{
    return t->state == TLS_FAILED ? TLS_MALFORMED : TLS_FINE;
}

str tls_sni(const struct tls *t)
{
    (void)t;
    return STR("");
}

bool tls_resumed(const struct tls *t)
{
    (void)t;
    return false;
}

str tls_peer_fingerprint(const struct tls *t)
{
    (void)t;
    return STR("");
}

bool tls_peer_expired(const struct tls *t)
{
    (void)t;
    return false;
}
