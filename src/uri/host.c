#include "uri/uri.h"

#include <arpa/inet.h>
#include <idn2.h>
#include <string.h>

enum { NAME_MAX_BYTES = 253, LABEL_MAX_BYTES = 63 };

enum { ADDRESS_MAX_BYTES = 16 };

/* The family of an IP literal, and its bytes in network order; 0 when HOST is none. */
static int read_ip(str host, unsigned char address[ADDRESS_MAX_BYTES])
{
    char z[INET6_ADDRSTRLEN];
    if (host.n == 0 || host.n >= sizeof z || memchr(host.p, '\0', host.n))
        return 0;
    memcpy(z, host.p, host.n);
    z[host.n] = '\0';
    if (inet_pton(AF_INET, z, address) == 1)
        return AF_INET;
    return inet_pton(AF_INET6, z, address) == 1 ? AF_INET6 : 0;
}

bool uri_host_is_ip(str host)
{
    unsigned char address[ADDRESS_MAX_BYTES];
    return read_ip(host, address) != 0;
}

static bool canonical_ip(str host, struct arena *arena, str *out)
{
    char z[INET6_ADDRSTRLEN];
    unsigned char address[ADDRESS_MAX_BYTES];
    int family = read_ip(host, address);
    if (!family || !inet_ntop(family, address, z, sizeof z))
        return false;
    *out = arena_str(arena, str_of(z));
    return true;
}

/* Letters, digits, hyphens and, since people use them, underscores. */
static bool is_plain_name(str host)
{
    if (host.n == 0 || host.n > NAME_MAX_BYTES)
        return false;
    size_t label = 0;
    for (size_t i = 0; i < host.n; i++) {
        char c = host.p[i];
        if (c == '.' && label == 0)
            return false;
        label = c == '.' ? 0 : label + 1;
        if ((c != '.' && c != '-' && c != '_' && !char_is_alnum(c)) || label > LABEL_MAX_BYTES)
            return false;
    }
    return label > 0;
}

/*
 * libidn2 with STD3 rules deletes what it does not allow: "ex ample" would become "example". So it is called without
 * them, and its result is checked.
 */
static enum err to_a_labels(str host, struct arena *arena, str *out)
{
    for (size_t i = 0; i < host.n; i++) {
        char c = host.p[i];
        if ((unsigned char)c < 0x80 && c != '.' && c != '-' && c != '_' && !char_is_alnum(c))
            return ERR_SYNTAX;
    }
    char *name = NULL;
    int status =
        idn2_lookup_u8((const uint8_t *)arena_z(arena, host), (uint8_t **)&name, IDN2_NONTRANSITIONAL | IDN2_NFC_INPUT);
    if (status != IDN2_OK)
        return ERR_SYNTAX;
    *out = arena_str(arena, str_of(name));
    idn2_free(name);
    return is_plain_name(*out) ? OK : ERR_SYNTAX;
}

static bool is_ascii(str s)
{
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] >= 0x80)
            return false;
    return true;
}

enum err uri_host(str in, struct arena *arena, str *out)
{
    if (in.n > 1 && str_ends(in, STR(".")))
        in.n--;
    if (in.n == 0 || in.n > 4 * NAME_MAX_BYTES || str_has_char(in, '\0'))
        return ERR_SYNTAX;
    char *lower = arena_z(arena, in);
    for (size_t i = 0; i < in.n; i++)
        lower[i] = char_lower(lower[i]);
    str name = {lower, in.n};
    if (canonical_ip(name, arena, out))
        return OK;
    if (!is_ascii(name))
        return to_a_labels(name, arena, out);
    *out = name;
    return is_plain_name(name) ? OK : ERR_SYNTAX;
}

str uri_origin(const char *scheme, str host, int port, int usual, struct arena *arena)
{
    bool literal = str_has_char(host, ':');
    str number = port == 0 || port == usual ? STR("") : arena_printf(arena, ":%d", port);
    return ARENA_CONCAT(arena, str_of(scheme), STR("://"), literal ? STR("[") : STR(""), host,
                        literal ? STR("]") : STR(""), number);
}

bool uri_host_is_own(str host)
{
    return str_eq_nocase(host, STR("localhost")) || str_ends_nocase(host, STR(".localhost")) ||
           str_eq(host, STR("127.0.0.1")) || str_eq(host, STR("::1")) || str_eq(host, STR("[::1]")) ||
           str_eq(host, STR("0.0.0.0"));
}
