#include "server/network.h"

#include <arpa/inet.h>
#include <net/if.h>
#include <netinet/in.h>
#include <string.h>

enum { TEXT_MAX = INET6_ADDRSTRLEN + IF_NAMESIZE + 1 };

static bool copy_z(str s, char *out, size_t size)
{
    if (s.n >= size || str_has_char(s, '\0'))
        return false;
    if (s.n)
        memcpy(out, s.p, s.n);
    out[s.n] = '\0';
    return true;
}

static bool parse_v6(str text, int port, struct network_address *out)
{
    struct sockaddr_in6 a = {.sin6_family = AF_INET6, .sin6_port = htons((in_port_t)port)};
    char host[TEXT_MAX], interface[IF_NAMESIZE];
    str address, zone;
    bool zoned = str_cut(text, '%', &address, &zone);
    if (!copy_z(address, host, sizeof host) || inet_pton(AF_INET6, host, &a.sin6_addr) != 1)
        return false;
    if (zoned) {
        if (!copy_z(zone, interface, sizeof interface))
            return false;
        a.sin6_scope_id = if_nametoindex(interface);
    }
    memcpy(&out->storage, &a, sizeof a);
    out->size = sizeof a;
    return !zoned || a.sin6_scope_id;
}

static bool parse_v4(str text, int port, struct network_address *out)
{
    struct sockaddr_in a = {.sin_family = AF_INET, .sin_port = htons((in_port_t)port)};
    char host[TEXT_MAX];
    if (!copy_z(text, host, sizeof host) || inet_pton(AF_INET, host, &a.sin_addr) != 1)
        return false;
    memcpy(&out->storage, &a, sizeof a);
    out->size = sizeof a;
    return true;
}

bool network_address_parse(str text, int port, struct network_address *out)
{
    *out = (struct network_address){0};
    if (text.n >= 2 && text.p[0] == '[' && text.p[text.n - 1] == ']')
        text = str_between(text, 1, text.n - 1);
    return str_has_char(text, ':') ? parse_v6(text, port, out) : parse_v4(text, port, out);
}

bool network_is_address(str text)
{
    struct network_address ignored;
    return network_address_parse(text, 0, &ignored);
}

bool network_lacks_interface(str text)
{
    struct network_address address;
    if (!network_address_parse(text, 0, &address) || address.storage.ss_family != AF_INET6)
        return false;
    struct sockaddr_in6 a;
    memcpy(&a, &address.storage, sizeof a);
    return IN6_IS_ADDR_LINKLOCAL(&a.sin6_addr) && a.sin6_scope_id == 0;
}

bool network_is_loopback(str text)
{
    struct network_address address;
    if (!network_address_parse(text, 0, &address))
        return false;
    if (address.storage.ss_family == AF_INET6) {
        struct sockaddr_in6 six;
        memcpy(&six, &address.storage, sizeof six);
        return IN6_IS_ADDR_LOOPBACK(&six.sin6_addr);
    }
    struct sockaddr_in four;
    memcpy(&four, &address.storage, sizeof four);
    return ntohl(four.sin_addr.s_addr) >> 24 == IN_LOOPBACKNET;
}

bool network_is_range(str text)
{
    str address, bits;
    struct network_address parsed;
    bool has_bits = str_cut(text, '/', &address, &bits);
    if (str_has_char(address, '%') || str_has_char(address, '[') || !network_address_parse(address, 0, &parsed))
        return false;
    long most = parsed.storage.ss_family == AF_INET6 ? 128 : 32, n;
    return !has_bits || (str_to_long(bits, &n) && n >= 0 && n <= most);
}
