#include "tls/openssl_error.h"

#include <openssl/err.h>
#include <string.h>

const char *openssl_reason(void)
{
    /* The first in the queue is the cause; the others come from the callers that met it. */
    unsigned long first = ERR_peek_error();
    const char *reason = ERR_SYSTEM_ERROR(first) ? strerror(ERR_GET_REASON(first)) : ERR_reason_error_string(first);
    ERR_clear_error();
    return reason ? reason : "unknown error";
}
