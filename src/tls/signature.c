#include "tls/signature.h"

#include <stddef.h>

enum { RANDOMS = 64, BLANKS = 64, CURVE_NAMED = 3, CURVE_HEADER = 4 };

static const struct signature_scheme schemes[] = {
    {0x0403, SIGNATURE_KEY_EC, "SHA256", SIGNATURE_NO_PADDING, true},
    {0x0503, SIGNATURE_KEY_EC, "SHA384", SIGNATURE_NO_PADDING, true},
    {0x0603, SIGNATURE_KEY_EC, "SHA512", SIGNATURE_NO_PADDING, true},
    {0x0807, SIGNATURE_KEY_ED25519, NULL, SIGNATURE_NO_PADDING, true},
    {0x0808, SIGNATURE_KEY_ED448, NULL, SIGNATURE_NO_PADDING, true},
    {0x0804, SIGNATURE_KEY_RSA, "SHA256", SIGNATURE_PSS, true},
    {0x0805, SIGNATURE_KEY_RSA, "SHA384", SIGNATURE_PSS, true},
    {0x0806, SIGNATURE_KEY_RSA, "SHA512", SIGNATURE_PSS, true},
    {0x0809, SIGNATURE_KEY_RSA_PSS, "SHA256", SIGNATURE_PSS, true},
    {0x080a, SIGNATURE_KEY_RSA_PSS, "SHA384", SIGNATURE_PSS, true},
    {0x080b, SIGNATURE_KEY_RSA_PSS, "SHA512", SIGNATURE_PSS, true},
    {0x0401, SIGNATURE_KEY_RSA, "SHA256", SIGNATURE_PKCS1, false},
    {0x0501, SIGNATURE_KEY_RSA, "SHA384", SIGNATURE_PKCS1, false},
    {0x0601, SIGNATURE_KEY_RSA, "SHA512", SIGNATURE_PKCS1, false},
    /* Old clients of TLS 1.2 offer nothing better. */
    {0x0303, SIGNATURE_KEY_EC, "SHA224", SIGNATURE_NO_PADDING, false},
    {0x0301, SIGNATURE_KEY_RSA, "SHA224", SIGNATURE_PKCS1, false},
};

enum { SCHEMES = sizeof schemes / sizeof *schemes };

/* The curves of a ServerKeyExchange and the bytes of a point on them (RFC 8422 5.1.1, 5.4.1). */
static const struct {
    unsigned char high, low, point;
} curves[] = {{0x00, 0x1d, 32}, {0x00, 0x17, 65}, {0x00, 0x1e, 56}, {0x00, 0x18, 97}, {0x00, 0x19, 133}};

const struct signature_scheme *signature_scheme_by_code(uint16_t code)
{
    for (size_t i = 0; i < SCHEMES; i++)
        if (schemes[i].code == code)
            return &schemes[i];
    return NULL;
}

bool signature_is_slow(uint16_t code)
{
    const struct signature_scheme *scheme = signature_scheme_by_code(code);
    return scheme && (scheme->key == SIGNATURE_KEY_RSA || scheme->key == SIGNATURE_KEY_RSA_PSS);
}

/* True for equal names; "SHA2-256" is "SHA256". */
static bool is_digest(const char *wanted, str name)
{
    str rest = str_of(wanted ? wanted : "");
    if (str_starts_nocase(name, STR("SHA2-")))
        return str_starts(rest, STR("SHA")) && str_eq(str_from(rest, 3), str_from(name, 5));
    return str_eq_nocase(rest, name);
}

const struct signature_scheme *signature_scheme_by_use(enum signature_key key, str digest,
                                                       enum signature_padding padding)
{
    for (size_t i = 0; i < SCHEMES; i++)
        if (schemes[i].key == key && schemes[i].padding == padding && is_digest(schemes[i].digest, digest))
            return &schemes[i];
    return NULL;
}

static bool is_certificate_verify(str message)
{
    static const char context[] = "TLS 1.3, server CertificateVerify"; /* with its NUL */
    str said = {context, sizeof context};
    if (message.n != BLANKS + said.n + 32 && message.n != BLANKS + said.n + 48)
        return false;
    for (size_t i = 0; i < BLANKS; i++)
        if (message.p[i] != ' ')
            return false;
    return str_starts(str_from(message, BLANKS), said);
}

static bool is_server_key_exchange(str message)
{
    if (message.n < RANDOMS + CURVE_HEADER)
        return false;
    const unsigned char *curve = (const unsigned char *)message.p + RANDOMS;
    if (curve[0] != CURVE_NAMED)
        return false;
    for (size_t i = 0; i < sizeof curves / sizeof *curves; i++)
        if (curve[1] == curves[i].high && curve[2] == curves[i].low)
            return curve[3] == curves[i].point && message.n == RANDOMS + CURVE_HEADER + (size_t)curves[i].point;
    return false;
}

bool signature_message_is_good(const struct signature_scheme *scheme, str message)
{
    return (scheme->in_1_3 && is_certificate_verify(message)) || is_server_key_exchange(message);
}
