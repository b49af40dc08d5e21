#include "tls/ticket_secret.h"

#include "base/buf.h"
#include "tls/private_file.h"

#include <openssl/crypto.h>
#include <openssl/rand.h>
#include <string.h>
#include <sys/stat.h>

enum { DAY = 86400, FILE_MAX = 4096, SECRET_MODE = 0600, DIGITS = 2 * TICKET_SECRET_BYTES };

#define FIRST_LINE "splashdown ticket secret 1"

static int digit(char c)
{
    return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static bool read_hex(str hex, unsigned char out[TICKET_SECRET_BYTES])
{
    bool good = hex.n == DIGITS;
    for (size_t i = 0; i < TICKET_SECRET_BYTES && good; i++) {
        int high = digit(hex.p[2 * i]), low = digit(hex.p[2 * i + 1]);
        good = high >= 0 && low >= 0;
        out[i] = (unsigned char)(good ? high << 4 | low : 0);
    }
    return good;
}

/* "SECONDS HEX" */
static bool read_line(str line, struct ticket_secrets *s)
{
    str seconds, hex;
    long made;
    return s->count < TICKET_SECRETS_MAX && str_cut(line, ' ', &seconds, &hex) && str_to_long(seconds, &made) &&
           read_hex(hex, s->items[s->count].bytes) && (s->items[s->count++].made = made, true);
}

static bool read_text(str text, struct ticket_secrets *s)
{
    str line;
    if (!str_line(&text, &line) || !str_eq(line, STR(FIRST_LINE)))
        return false;
    while (str_line(&text, &line))
        if (!read_line(line, s))
            return false;
    return s->count > 0;
}

static int64_t time_of(str path, struct arena *arena)
{
    struct stat st;
    return stat(arena_z(arena, path), &st) == 0 ? st.st_mtim.tv_sec : 0;
}

enum err ticket_secret_read(str path, struct diag *diag, struct ticket_secrets *s)
{
    struct arena *arena = arena_create();
    str text;
    *s = (struct ticket_secrets){0};
    enum err err = private_read(path, FILE_MAX, arena, &text);
    if (err == OK && text.n == TICKET_SECRET_BYTES) {
        s->count = 1;
        s->items[0].made = time_of(path, arena);
        memcpy(s->items[0].bytes, text.p, text.n);
    } else if (err == OK && !read_text(text, s)) {
        err = ERR_SYNTAX;
    }
    if (err == ERR_NOT_FOUND)
        diag_add(diag, SEVERITY_ERROR, path, 0, "is missing; make it with: splashdown cert tickets %.*s",
                 STR_ARG(path));
    else if (err == ERR_SYNTAX || err == ERR_LIMIT)
        diag_add(
            diag, SEVERITY_ERROR, path, 0,
            "is not a secret of session tickets; copy it from another node, or make one: splashdown cert tickets FILE");
    else if (err != OK)
        diag_add(diag, SEVERITY_ERROR, path, 0, "cannot be read; let the user that starts the server read it");
    if (err == OK)
        OPENSSL_cleanse((void *)(uintptr_t)text.p, text.n);
    arena_destroy(arena);
    return err;
}

static void put_secret(struct buf *out, const unsigned char *bytes, int64_t made)
{
    static const char digits[] = "0123456789abcdef";
    char number[32];
    int n = snprintf(number, sizeof number, "%lld ", (long long)made);
    buf_put(out, (str){number, (size_t)n});
    for (size_t i = 0; i < TICKET_SECRET_BYTES; i++) {
        buf_put_char(out, digits[bytes[i] >> 4]);
        buf_put_char(out, digits[bytes[i] & 15]);
    }
    buf_put_char(out, '\n');
}

enum err ticket_secret_renew(str path, int64_t now, struct diag *diag)
{
    struct ticket_secrets present = {0};
    struct diag unheard;
    diag_init(&unheard);
    ticket_secret_read(path, &unheard, &present);
    diag_finish(&unheard);
    unsigned char fresh[TICKET_SECRET_BYTES];
    if (RAND_bytes(fresh, sizeof fresh) != 1) {
        diag_add(diag, SEVERITY_ERROR, path, 0, "no secret could be made: the system has no random bytes");
        return ERR_IO;
    }
    struct buf out;
    buf_init(&out, FILE_MAX);
    buf_put(&out, STR(FIRST_LINE "\n"));
    put_secret(&out, fresh, now);
    if (present.count)
        put_secret(&out, present.items[0].bytes, present.items[0].made);
    enum err err = private_write(path, buf_str(&out), SECRET_MODE, true, diag);
    OPENSSL_cleanse(out.p, out.n);
    OPENSSL_cleanse(fresh, sizeof fresh);
    OPENSSL_cleanse(&present, sizeof present);
    buf_finish(&out);
    return err;
}

static bool add_key(struct ticket_keys *keys, const unsigned char *secret, int64_t day)
{
    char info[48];
    int n = snprintf(info, sizeof info, "splashdown tickets of day %lld", (long long)day);
    return keys->count < TICKET_KEYS_MAX && ticket_expand(secret, TICKET_SECRET_BYTES, (str){info, (size_t)n},
                                                          keys->keys[keys->count++], TICKET_KEY_BYTES);
}

bool ticket_secret_keys(const struct ticket_secrets *s, int64_t now, struct ticket_keys *keys)
{
    static const int64_t days[] = {0, -1, 1};
    int64_t today = now / DAY;
    bool done = s->count > 0;
    *keys = (struct ticket_keys){0};
    for (size_t i = 0; i < s->count && done; i++)
        for (size_t j = 0; j < 3 && done && (i == 0 || now < s->items[0].made + DAY); j++)
            done = add_key(keys, s->items[i].bytes, today + days[j]);
    return done;
}
