#include "tls/pem_advice.h"

#include "tls/openssl_error.h"
#include "tls/private_file.h"

#include <openssl/err.h>
#include <openssl/pkcs12.h>

static bool is_pkcs12(str bytes)
{
    const unsigned char *p = (const unsigned char *)bytes.p;
    PKCS12 *all = d2i_PKCS12(NULL, &p, (long)bytes.n);
    PKCS12_free(all);
    ERR_clear_error();
    return all;
}

/* DER of a certificate or a key is a SEQUENCE. */
static bool may_be_der(str bytes)
{
    return bytes.n > 1 && bytes.p[0] == 0x30 && (unsigned char)bytes.p[1] >= 0x20;
}

str pem_advice(str bytes, str path, const char *kind, struct arena *arena)
{
    str reason = arena_str(arena, str_of(openssl_reason())), word = private_shell_word(path, arena);
    str made = private_shell_word(ARENA_CONCAT(arena, path, STR(".pem")), arena);
    if (!may_be_der(bytes))
        return str_eq(reason, STR("no start line")) ? STR("it has no line -----BEGIN; name a file that has") : reason;
    if (is_pkcs12(bytes))
        return arena_printf(arena, "it is PKCS#12; convert it: openssl pkcs12 -nodes -in %.*s -out %.*s", STR_ARG(word),
                            STR_ARG(made));
    return arena_printf(arena, "it is DER; convert it: openssl %s -inform DER -in %.*s -out %.*s", kind, STR_ARG(word),
                        STR_ARG(made));
}
