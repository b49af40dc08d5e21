#include "net/address.h"

#include "base/log.h"
#include "net/memory.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>

enum { V4_BYTES = 4, V6_BYTES = 16, TEXT_MAX = 64 };

static struct address of_v4(const void *bytes)
{
    struct address a = {.is_v6 = false};
    memcpy(a.bytes, bytes, V4_BYTES);
    return a;
}

static struct address of_v6(const void *bytes)
{
    static const unsigned char mapped[12] = {[10] = 0xff, [11] = 0xff};
    if (memcmp(bytes, mapped, sizeof mapped) == 0)
        return of_v4((const unsigned char *)bytes + sizeof mapped);
    struct address a = {.is_v6 = true};
    memcpy(a.bytes, bytes, V6_BYTES);
    return a;
}

struct address address_of_bytes(const unsigned char *bytes, bool is_v6)
{
    return is_v6 ? of_v6(bytes) : of_v4(bytes);
}

bool address_of(const struct sockaddr *s, struct address *out)
{
    *out = (struct address){.is_v6 = false};
    if (s->sa_family == AF_INET) {
        struct sockaddr_in v4;
        memcpy(&v4, s, sizeof v4);
        *out = of_v4(&v4.sin_addr);
        return true;
    }
    if (s->sa_family == AF_INET6) {
        struct sockaddr_in6 v6;
        memcpy(&v6, s, sizeof v6);
        *out = of_v6(&v6.sin6_addr);
        return true;
    }
    return false;
}

/* MAPPED: it was written as IPv6. */
static bool parse(str text, struct address *out, bool *mapped)
{
    char z[TEXT_MAX];
    unsigned char bytes[V6_BYTES];
    if (text.n == 0 || text.n >= sizeof z || str_has_char(text, '\0'))
        return false;
    memcpy(z, text.p, text.n);
    z[text.n] = '\0';
    *mapped = false;
    if (inet_pton(AF_INET, z, bytes) == 1) {
        *out = of_v4(bytes);
        return true;
    }
    if (inet_pton(AF_INET6, z, bytes) != 1)
        return false;
    *out = of_v6(bytes);
    *mapped = !out->is_v6;
    return true;
}

bool address_parse(str text, struct address *out)
{
    bool mapped;
    return parse(text, out, &mapped);
}

bool address_range_parse(str text, struct address_range *out)
{
    str address, length;
    bool mapped, has_length = str_cut(text, '/', &address, &length);
    if (!parse(address, &out->first, &mapped))
        return false;
    long most = out->first.is_v6 ? 128 : 32, skipped = mapped ? 96 : 0, bits = most + skipped;
    if (has_length && !str_to_long(length, &bits))
        return false;
    bits -= skipped;
    out->bits = (int)bits;
    return bits >= 0 && bits <= most;
}

bool address_range_has(const struct address_range *range, const struct address *a)
{
    if (range->first.is_v6 != a->is_v6)
        return false;
    size_t whole = (size_t)range->bits / 8, rest = (size_t)range->bits % 8;
    if (memcmp(range->first.bytes, a->bytes, whole) != 0)
        return false;
    return rest == 0 || ((range->first.bytes[whole] ^ a->bytes[whole]) >> (8 - rest)) == 0;
}

void address_ranges_init(struct address_ranges *ranges, const str *texts, size_t count, const char *key)
{
    *ranges = (struct address_ranges){.items = memory_take(count * sizeof *ranges->items)};
    for (size_t i = 0; i < count; i++) {
        if (address_range_parse(texts[i], &ranges->items[ranges->count]))
            ranges->count++;
        else
            log_error("%s: %.*s is not a range of addresses", key, STR_ARG(texts[i]));
    }
}

void address_ranges_finish(struct address_ranges *ranges)
{
    free(ranges->items);
}

bool address_ranges_have(const struct address_ranges *ranges, const struct address *a)
{
    for (size_t i = 0; i < ranges->count; i++)
        if (address_range_has(&ranges->items[i], a))
            return true;
    return false;
}

uint64_t address_peer(const struct address *a)
{
    uint64_t peer = 0;
    for (size_t i = 0; i < (a->is_v6 ? 8 : V4_BYTES); i++)
        peer = peer << 8 | a->bytes[i];
    /* 8000::/32 is not assigned: no peer of IPv6 has such a number. */
    return a->is_v6 ? peer : peer | UINT64_C(1) << 63;
}

static uint64_t without_bits(uint64_t peer, unsigned bits)
{
    return peer >> bits << bits;
}

size_t address_networks(const struct address *a, uint64_t networks[ADDRESS_NETWORKS])
{
    uint64_t peer = address_peer(a);
    networks[0] = peer;
    networks[1] = without_bits(peer, 8); /* of both families */
    networks[2] = without_bits(peer, 16);
    return a->is_v6 ? ADDRESS_NETWORKS : ADDRESS_NETWORKS - 1;
}

struct address address_shortened(const struct address *a)
{
    struct address s = {.is_v6 = a->is_v6};
    memcpy(s.bytes, a->bytes, a->is_v6 ? 6 : 3);
    return s;
}

enum err address_put(struct buf *out, const struct address *a)
{
    char z[TEXT_MAX];
    if (!inet_ntop(a->is_v6 ? AF_INET6 : AF_INET, a->bytes, z, sizeof z))
        return ERR_SYNTAX;
    return buf_put(out, str_of(z));
}
