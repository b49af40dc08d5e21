#include "tls/key_kind.h"

#include <openssl/evp.h>

static const struct {
    const char *name;
    enum signature_key kind;
} kinds[] = {{"EC", SIGNATURE_KEY_EC},
             {"RSA", SIGNATURE_KEY_RSA},
             {"RSA-PSS", SIGNATURE_KEY_RSA_PSS},
             {"ED25519", SIGNATURE_KEY_ED25519},
             {"ED448", SIGNATURE_KEY_ED448}};

const char *key_kind_of(const EVP_PKEY *key, enum signature_key *kind)
{
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (EVP_PKEY_is_a(key, kinds[i].name)) {
            *kind = kinds[i].kind;
            return kinds[i].name;
        }
    }
    return NULL;
}
