#include "tls/tls_async.h"

#include "base/sanitized.h"
#include "tls/tls_handshake.h"

#include <openssl/async.h>
#include <openssl/ssl.h>

#if SANITIZED
#include <sanitizer/asan_interface.h>
#include <sanitizer/common_interface_defs.h>
#endif

bool tls_async_prepare(size_t most)
{
    return ASYNC_init_thread(most, 0) == 1;
}

void tls_async_release(void)
{
    ASYNC_cleanup_thread();
}

/* Never called: but once it is set, a job leads back to its SSL. */
static int unheard(SSL *ssl, void *argument)
{
    (void)ssl;
    (void)argument;
    return 1;
}

void tls_async_begin(SSL *ssl)
{
    SSL_set_async_callback(ssl, unheard);
    SSL_set_mode(ssl, SSL_MODE_ASYNC);
}

void tls_async_end(SSL *ssl)
{
    SSL_clear_mode(ssl, SSL_MODE_ASYNC);
}

bool tls_async_pause(void)
{
    bool resumed = ASYNC_get_current_job() && ASYNC_pause_job() == 1;
    tls_async_note_stack();
    return resumed;
}

#if SANITIZED

/* The stack of the thread, while another one is in use. */
static _Thread_local struct {
    const void *bottom;
    size_t size;
    bool away;
} home;

static void use_stack(const void *bottom, size_t size, const void **old_bottom, size_t *old_size)
{
    __sanitizer_start_switch_fiber(NULL, bottom, size);
    __sanitizer_finish_switch_fiber(NULL, old_bottom, old_size);
}

void tls_async_note_stack(void)
{
    char here, name[1];
    void *bottom;
    size_t size;
    if (home.away || !ASYNC_get_current_job())
        return;
    __asan_locate_address(&here, name, sizeof name, &bottom, &size);
    if (!bottom || !size)
        return;
    home.away = true;
    use_stack(bottom, size, &home.bottom, &home.size);
}

void tls_async_note_return(void)
{
    if (home.away)
        use_stack(home.bottom, home.size, NULL, NULL);
    home.away = false;
}

#else

void tls_async_note_stack(void)
{
}

void tls_async_note_return(void)
{
}

#endif

bool tls_async_sign(struct tls_signing *signing)
{
    ASYNC_JOB *job = ASYNC_get_current_job();
    ASYNC_callback_fn ignored;
    void *ssl = NULL;
    if (!job || ASYNC_WAIT_CTX_get_callback(ASYNC_get_wait_ctx(job), &ignored, &ssl) != 1 || !ssl)
        return false;
    struct tls_handshake *handshake = SSL_get_app_data((SSL *)ssl);
    return handshake->sign(handshake, signing);
}
