#include "protocol/proxy.h"

#include <arpa/inet.h>
#include <string.h>

enum {
    LINE_MAX_1 = 107, /* bytes of version 1, CRLF included */
    FIXED_2 = 16,     /* of version 2, before the addresses */
    V4_BYTES = 4,
    V6_BYTES = 16,
    PORTS_BYTES = 4,
    ADDRESS_TEXT = 64,
    PORT_LAST = 65535
};

static const str signature_1 = STR_INIT("PROXY ");
static const str signature_2 = STR_INIT("\r\n\r\n\0\r\nQUIT\n");

/* True when IN begins with WHOLE, as far as it goes. */
static bool agrees(str in, str whole)
{
    return str_starts(whole, str_first(in, whole.n));
}

/* ---- version 1: a line of text */

static bool read_address(str text, bool v6, unsigned char *out)
{
    char z[ADDRESS_TEXT];
    if (text.n == 0 || text.n >= sizeof z || str_has_char(text, '\0'))
        return false;
    memcpy(z, text.p, text.n);
    z[text.n] = '\0';
    return inet_pton(v6 ? AF_INET6 : AF_INET, z, out) == 1;
}

/* A number as it is normally written: no sign, no leading zero. */
static bool read_port(str text, int *out)
{
    long n;
    bool plain = text.n && str_span(text, "0123456789") == text.n && (text.n == 1 || text.p[0] != '0');
    if (!plain || !str_to_long(text, &n) || n > PORT_LAST)
        return false;
    *out = (int)n;
    return true;
}

/* "TCP4 source target port port" */
static bool read_line(str line, struct proxy_header *h)
{
    str family, source, target, from, to;
    int ignored_port;
    str_cut(line, ' ', &family, &line);
    h->is_own = str_eq(family, STR("UNKNOWN"));
    if (h->is_own)
        return true;
    h->is_v6 = str_eq(family, STR("TCP6"));
    if (!h->is_v6 && !str_eq(family, STR("TCP4")))
        return false;
    if (!str_cut(line, ' ', &source, &line) || !str_cut(line, ' ', &target, &line) || !str_cut(line, ' ', &from, &to))
        return false;
    h->has_source = read_address(source, h->is_v6, h->source) && read_address(target, h->is_v6, h->target) &&
                    read_port(from, &h->port) && read_port(to, &ignored_port);
    return h->has_source;
}

static enum parse parse_1(str in, struct proxy_header *h, size_t *used)
{
    str line = str_first(in, LINE_MAX_1);
    size_t end = str_span_not(line, "\r\n");
    if (end + 1 >= line.n)
        return line.n == LINE_MAX_1 || str_ends(line, STR("\n")) ? PARSE_BAD : PARSE_MORE;
    if (line.p[end] != '\r' || line.p[end + 1] != '\n')
        return PARSE_BAD;
    *used = end + 2;
    return read_line(str_between(line, signature_1.n, end), h) ? PARSE_DONE : PARSE_BAD;
}

/* ---- version 2: bytes */

static int two_bytes(const char *p)
{
    return (unsigned char)p[0] << 8 | (unsigned char)p[1];
}

static bool read_source(str block, bool v6, struct proxy_header *h)
{
    size_t bytes = v6 ? V6_BYTES : V4_BYTES;
    if (block.n < 2 * bytes + PORTS_BYTES)
        return false;
    h->has_source = true;
    h->is_v6 = v6;
    memcpy(h->source, block.p, bytes);
    memcpy(h->target, block.p + bytes, bytes);
    h->port = two_bytes(block.p + 2 * bytes);
    return true;
}

/* FAMILY: the address family in the high half, the transport in the low one. */
static bool read_block(unsigned char family, str block, struct proxy_header *h)
{
    switch (family) {
    case 0x11:
        return read_source(block, false, h);
    case 0x21:
        return read_source(block, true, h);
    case 0x00: /* not known to the sender */
    case 0x12: /* datagrams, and sockets of a machine: none of them can be a client here */
    case 0x22:
    case 0x31:
    case 0x32:
        return true;
    default:
        return false;
    }
}

static enum parse parse_2(str in, struct proxy_header *h, size_t *used)
{
    enum { VERSION_COMMAND = 12, FAMILY = 13, LENGTH = 14, LOCAL = 0x20, PROXY = 0x21 };
    if (in.n > VERSION_COMMAND && in.p[VERSION_COMMAND] != LOCAL && in.p[VERSION_COMMAND] != PROXY)
        return PARSE_BAD;
    if (in.n < FIXED_2)
        return PARSE_MORE;
    size_t whole = FIXED_2 + (size_t)two_bytes(in.p + LENGTH);
    if (whole > PROXY_HEADER_MAX)
        return PARSE_BAD;
    if (in.n < whole)
        return PARSE_MORE;
    *used = whole;
    /* The balancer connects on its own behalf: the rest of the header is to be ignored. */
    h->is_own = in.p[VERSION_COMMAND] == LOCAL;
    if (h->is_own)
        return PARSE_DONE;
    return read_block((unsigned char)in.p[FAMILY], str_between(in, FIXED_2, whole), h) ? PARSE_DONE : PARSE_BAD;
}

enum parse proxy_parse(str in, struct proxy_header *h, size_t *used)
{
    *h = (struct proxy_header){0};
    if (!agrees(in, signature_1) && !agrees(in, signature_2))
        return PARSE_BAD;
    if (in.n >= signature_2.n && agrees(in, signature_2))
        return parse_2(in, h, used);
    if (in.n >= signature_1.n && agrees(in, signature_1))
        return parse_1(in, h, used);
    return PARSE_MORE;
}
