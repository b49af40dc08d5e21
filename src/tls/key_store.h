#ifndef TLS_KEY_STORE_H
#define TLS_KEY_STORE_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/err.h"
#include "tls/key_message.h"

/*
 * The hosts' private keys, in the one process that has them. It signs the messages that a TLS server signs, and nothing
 * else.
 */
struct key_store;

struct key_store *key_store_create(size_t hosts);
void key_store_destroy(struct key_store *); /* NULL is fine */

/* Takes HOST's key from PEM, the text of the file PATH: it must belong to CERTIFICATE (DER), else ERR_ACCESS. */
enum err key_store_add(struct key_store *, size_t host, str pem, str path, str certificate, struct diag *);

/* Wipes TEXT, which contained a key. */
void key_text_wipe(char *text, size_t n);

/* True when signing for HOST takes long enough to be worth a thread (RSA). */
bool key_store_is_slow(const struct key_store *, size_t host);

/* Judges and signs; ASKER is the one to which the request's socket belongs. May be called by several threads at
 * once. */
void key_store_answer(const struct key_store *, const struct key_asker *, str request, struct key_reply *);

#endif
