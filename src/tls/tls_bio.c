#include "tls/tls_bio.h"

#include "tls/tls_async.h"

#include <limits.h>
#include <string.h>

static int wire_write(BIO *bio, const char *bytes, int n)
{
    struct tls_wire *wire = BIO_get_data(bio);
    BIO_clear_retry_flags(bio);
    return n > 0 && wire->output && buf_put(wire->output, (str){bytes, (size_t)n}) == OK ? n : -1;
}

static int wire_read(BIO *bio, char *into, int n)
{
    struct tls_wire *wire = BIO_get_data(bio);
    tls_async_note_stack();
    BIO_clear_retry_flags(bio);
    if (wire->over)
        return -1;
    if (wire->input.n == 0) {
        BIO_set_retry_read(bio);
        return -1;
    }
    str taken = str_first(wire->input, n > 0 ? (size_t)n : 0);
    memcpy(into, taken.p, taken.n);
    wire->input = str_from(wire->input, taken.n);
    return (int)taken.n;
}

static long wire_control(BIO *bio, int command, long number, void *pointer)
{
    (void)bio;
    (void)number;
    (void)pointer;
    return command == BIO_CTRL_FLUSH;
}

/* One method for all; it lives as long as the process. */
static const BIO_METHOD *method(void)
{
    static BIO_METHOD *made;
    if (!made) {
        made = BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "wire");
        if (made) {
            BIO_meth_set_write(made, wire_write);
            BIO_meth_set_read(made, wire_read);
            BIO_meth_set_ctrl(made, wire_control);
        }
    }
    return made;
}

BIO *tls_bio_create(struct tls_wire *wire)
{
    const BIO_METHOD *wire_method = method();
    BIO *bio = wire_method ? BIO_new(wire_method) : NULL;
    if (bio) {
        BIO_set_data(bio, wire);
        BIO_set_init(bio, 1);
    }
    return bio;
}
