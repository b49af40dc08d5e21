#include "../../unit/tls/client.h"

#include <stdint.h>
#include <string.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { WIRE = 1 << 16, PLAIN = 2048, STEP = 4 };

static struct tls_context *server;
static struct keys keys;
static struct tls_signer signer;

static void set_up(void)
{
    char folder[] = "/tmp/splashdown-fuzz-XXXXXX";
    struct arena *arena = arena_create();
    if (!mkdtemp(folder) || !tls_prepare(SIGNINGS_MAX) || !(server = server_context(&keys, str_of(folder), arena)))
        abort();
    signer = keys_signer(&keys);
    tls_context_set_tickets(server, &(struct ticket_keys){.count = 1});
    static const char *const made[] = {"/a.example.crt", "/a.example.key", "/b.example.crt", "/b.example.key"};
    for (size_t i = 0; i < sizeof made / sizeof *made; i++)
        unlink(arena_z(arena, ARENA_CONCAT(arena, str_of(folder), str_of(made[i]))));
    rmdir(folder);
    arena_destroy(arena);
}

/* The engine gives whole records, whatever it was fed. Their version is no matter: an alert repeats the client's. */
static void check_records(str wire)
{
    while (wire.n) {
        if (wire.n < 5 || wire.p[0] < 20 || wire.p[0] > 23)
            abort();
        size_t n = (size_t)(uint8_t)wire.p[3] << 8 | (uint8_t)wire.p[4];
        if (wire.n - 5 < n)
            abort();
        wire = str_from(wire, 5 + n);
    }
}

struct edits {
    const uint8_t *data;
    size_t size;
};

/* Each step of four bytes changes the flight: one byte of it, its end, or something in the middle. */
static void spoil(struct edits *e, struct buf *wire)
{
    while (e->size >= STEP && wire->n) {
        const uint8_t *step = e->data;
        e->data += STEP;
        e->size -= STEP;
        size_t at = ((size_t)step[1] << 8 | step[2]) % wire->n;
        switch (step[0] % 5) {
        case 0:
            return; /* this flight stays as it is */
        case 1:
            wire->p[at] = (char)(wire->p[at] ^ step[3]);
            break;
        case 2:
            wire->n = at;
            break;
        case 3:
            for (size_t i = 0; i < step[3]; i++)
                buf_put_char(wire, (char)(step[1] + i));
            break;
        default:
            memmove(wire->p + at, wire->p, wire->n - at < step[3] ? wire->n - at : step[3]);
            break;
        }
    }
}

static enum tls_state feed(struct tls *tls, str wire, size_t piece, struct buf *plain, struct buf *out)
{
    enum tls_state state = TLS_HANDSHAKE;
    for (; wire.n; wire = str_from(wire, piece))
        state = tls_feed(tls, str_first(wire, piece), plain, out);
    return state;
}

/* A client's handshake and request, spoiled on the way; or, without one, the bytes as they are. The first byte chooses.
 */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (!server)
        set_up();
    if (size < 2)
        return 0;
    struct edits edits = {data + 2, size - 2};
    size_t piece = (size_t)data[1] + 1;
    struct tls *tls = tls_create(server, &signer, NULL);
    struct client client;
    struct buf wire, plain, out;
    buf_init(&wire, WIRE);
    buf_init(&out, WIRE);
    buf_init(&plain, PLAIN);
    client_init(&client, data[0] & 1 ? TLS1_2_VERSION : TLS1_3_VERSION, data[0] & 2 ? "b.example" : NULL, NULL);
    for (int flight = 0; flight < 4; flight++) {
        if (data[0] & 4) {
            buf_put(&wire, (str){(const char *)edits.data, edits.size});
        } else {
            if (SSL_do_handshake(client.ssl) == 1)
                SSL_write(client.ssl, "gemini://a.example/\r\n", 21);
            client_take(&client, &wire);
            spoil(&edits, &wire);
        }
        enum tls_state state = feed(tls, buf_str(&wire), piece, &plain, &out);
        if (state == TLS_OPEN && plain.n)
            tls_write(tls, STR("20 text/gemini\r\nhello"), true, true, &out);
        check_records(buf_str(&out));
        client_give(&client, buf_str(&out));
        buf_clear(&out);
        buf_clear(&wire);
    }
    if (plain.n > PLAIN)
        abort();
    buf_finish(&out);
    buf_finish(&wire);
    buf_finish(&plain);
    tls_destroy(tls);
    client_finish(&client);
    return 0;
}
