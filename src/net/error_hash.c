#include "net/error_hash.h"

uint64_t error_hash(enum err err, const struct site *site, const struct diag *diag)
{
    return err == OK ? site_errors(site) : STR_HASH_SEED + (uint64_t)err + diag_hash_errors(diag, 0);
}
