/*
 * A session ticket as one seals it who knows the secret of a fleet, and with it every key that a worker has:
 *
 *     forge_ticket SECRET HOST 1.2|1.3 INDEX [CERTIFICATE KEY]
 *
 * The session is of HOST, sealed with the key number INDEX, and says that its visitor showed CERTIFICATE (PEM). It is
 * made by a server and a client of our own, both here: what comes out is what could also be written byte by byte
 * without the visitor's KEY. Prints the session in PEM, as s_client -sess_in reads it. Exits 3 where there is no such
 * key.
 */
#include "base/clock.h"
#include "tls/ticket_secret.h"

#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NO_SUCH_KEY = 3, FLIGHTS = 4 };

static int take_any(X509_STORE_CTX *chain, void *context)
{
    (void)chain;
    (void)context;
    return 1;
}

static void must(bool done, const char *what)
{
    if (done)
        return;
    fprintf(stderr, "forge_ticket: %s\n", what);
    exit(1);
}

/* The keys that the worker of HOST has, of which INDEX is the one that seals. */
static struct ticket_site keys_of(const char *secret, const char *host, size_t index)
{
    struct diag diag;
    struct ticket_secrets secrets;
    struct ticket_keys keys;
    struct ticket_site site;
    diag_init(&diag);
    must(ticket_secret_read(str_of(secret), &diag, &secrets) == OK, "no secret");
    must(ticket_secret_keys(&secrets, clock_now(), &keys), "no keys");
    if (index >= keys.count)
        exit(NO_SUCH_KEY);
    memcpy(keys.keys[0], keys.keys[index], TICKET_KEY_BYTES);
    must(ticket_derive(&site, &keys, str_of(host)), "no keys of the host");
    diag_finish(&diag);
    return site;
}

/* The server shows a certificate, too: any will do. */
static SSL_CTX *make_server(struct ticket_site *site, const char *host)
{
    SSL_CTX *server = SSL_CTX_new(TLS_server_method());
    EVP_PKEY *key = EVP_EC_gen("P-256");
    X509 *x509 = X509_new();
    unsigned char id[EVP_MAX_MD_SIZE];
    unsigned n = 0;
    X509_gmtime_adj(X509_getm_notBefore(x509), -1);
    X509_gmtime_adj(X509_getm_notAfter(x509), 3600);
    X509_set_pubkey(x509, key);
    must(X509_sign(x509, key, EVP_sha256()) > 0 && SSL_CTX_use_certificate(server, x509) == 1 &&
             SSL_CTX_use_PrivateKey(server, key) == 1,
         "no certificate");
    must(EVP_Digest(host, strlen(host), id, &n, EVP_sha256(), NULL) == 1 &&
             SSL_CTX_set_session_id_context(server, id, n) == 1,
         "no name of the session");
    SSL_CTX_set_verify(server, SSL_VERIFY_PEER, NULL);
    SSL_CTX_set_cert_verify_callback(server, take_any, NULL);
    SSL_CTX_set_cipher_list(server, "ECDHE+AESGCM");
    SSL_CTX_set_ciphersuites(server, "TLS_AES_128_GCM_SHA256");
    ticket_install(server, site);
    X509_free(x509);
    EVP_PKEY_free(key);
    return server;
}

static SSL_CTX *make_client(const char *version, const char *certificate, const char *key)
{
    SSL_CTX *client = SSL_CTX_new(TLS_client_method());
    int number = strcmp(version, "1.2") == 0 ? TLS1_2_VERSION : TLS1_3_VERSION;
    SSL_CTX_set_min_proto_version(client, number);
    SSL_CTX_set_max_proto_version(client, number);
    must(!certificate || (SSL_CTX_use_certificate_file(client, certificate, SSL_FILETYPE_PEM) == 1 &&
                          SSL_CTX_use_PrivateKey_file(client, key, SSL_FILETYPE_PEM) == 1),
         "no certificate of the visitor");
    return client;
}

static SSL *over(SSL_CTX *context, BIO *wire)
{
    SSL *ssl = SSL_new(context);
    SSL_set_bio(ssl, wire, wire);
    return ssl;
}

/* The session that CLIENT comes away with. */
static SSL_SESSION *meet(SSL_CTX *server_context, SSL_CTX *client_context, const char *host)
{
    BIO *here, *there;
    char byte;
    must(BIO_new_bio_pair(&here, 0, &there, 0) == 1, "no wire");
    SSL *server = over(server_context, here), *client = over(client_context, there);
    SSL_set_tlsext_host_name(client, host);
    SSL_set_accept_state(server);
    SSL_set_connect_state(client);
    for (int i = 0; i < FLIGHTS; i++) {
        SSL_do_handshake(client);
        SSL_do_handshake(server);
    }
    must(SSL_is_init_finished(client) && SSL_is_init_finished(server), "no handshake");
    if (SSL_version(server) >= TLS1_3_VERSION)
        must(SSL_new_session_ticket(server) == 1 && SSL_write(server, "x", 1) == 1 && SSL_read(client, &byte, 1) == 1,
             "no ticket");
    SSL_SESSION *session = SSL_get1_session(client);
    SSL_set_shutdown(client, SSL_SENT_SHUTDOWN | SSL_RECEIVED_SHUTDOWN);
    SSL_set_shutdown(server, SSL_SENT_SHUTDOWN | SSL_RECEIVED_SHUTDOWN);
    SSL_free(client);
    SSL_free(server);
    return session;
}

int main(int argc, char **argv)
{
    must(argc == 5 || argc == 7, "usage: forge_ticket SECRET HOST 1.2|1.3 INDEX [CERTIFICATE KEY]");
    struct ticket_site site = keys_of(argv[1], argv[2], strtoul(argv[4], NULL, 10));
    SSL_CTX *server = make_server(&site, argv[2]);
    SSL_CTX *client = make_client(argv[3], argc == 7 ? argv[5] : NULL, argc == 7 ? argv[6] : NULL);
    SSL_SESSION *session = meet(server, client, argv[2]);
    must(session && SSL_SESSION_has_ticket(session), "no ticket in the session");
    must(PEM_write_SSL_SESSION(stdout, session) == 1, "it cannot be written");
    SSL_SESSION_free(session);
    SSL_CTX_free(client);
    SSL_CTX_free(server);
    return 0;
}
