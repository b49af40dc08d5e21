#include "tls/tls_handshake.h"

#include <stdlib.h>
#include <string.h>

enum { SNI_MAX = 255 };

void tls_handshake_set_sni(struct tls_handshake *handshake, str sni)
{
    free(handshake->sni);
    handshake->sni = sni.n && sni.n <= SNI_MAX ? strndup(sni.p, sni.n) : NULL;
}
