#include "tls/certificate_pem.h"

#include "tls/private_file.h"

#include <errno.h>
#include <openssl/pem.h>
#include <string.h>

enum { PEM_MAX = 1 << 20 };

enum err certificate_pem_read(str path, struct arena *arena, struct diag *diag, str *pem)
{
    enum err err = private_read(path, PEM_MAX, arena, pem);
    if (err != OK && diag) {
        int reason = errno;
        str mend = err == ERR_IO ? private_mend(path, reason, arena) : STR("name the file of the certificate");
        diag_add(diag, SEVERITY_ERROR, path, 0, "cannot be read: %s; %.*s",
                 err == ERR_LIMIT ? "it is too large" : strerror(reason), STR_ARG(mend));
    }
    return err;
}

X509 *certificate_pem_first(str pem)
{
    BIO *bio = BIO_new_mem_buf(pem.p, (int)pem.n);
    X509 *x509 = PEM_read_bio_X509(bio, NULL, NULL, NULL);
    BIO_free(bio);
    return x509;
}
