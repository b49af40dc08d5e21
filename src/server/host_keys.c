#include "server/host_keys.h"

#include "base/log.h"
#include "tls/certificate.h"
#include "tls/private_file.h"

#include <string.h>

str host_keys_command(const struct config *c, const struct config_host *host, const char *action, struct arena *arena)
{
    str file = c->file.n ? ARENA_CONCAT(arena, STR("-c "), private_shell_word(c->file, arena), STR(" ")) : STR("");
    str certs = private_shell_word(c->certs, arena);
    return arena_printf(arena, "splashdown cert %s %.*s--host %.*s --certs %.*s", action, STR_ARG(file),
                        STR_ARG(host->name), STR_ARG(certs));
}

/* Reports a key that is known to have been there, and so may not be made without a question. False: it may be made. */
static bool say_gone(struct host_keys_search *s, const struct config_host *host, str path)
{
    str sha256, again = host_keys_command(s->config, host, "create --again", s->arena);
    switch (key_notes_find(&s->notes, host->name, &sha256)) {
    case KEY_NOTED:
        diag_add(
            s->gone, SEVERITY_ERROR, path, 0,
            "is gone, and readers' programs remember the key that was there (public half SHA256:%.*s); put it back "
            "(is a volume not mounted?), or make another one on purpose: %.*s",
            STR_ARG(sha256), STR_ARG(again));
        return true;
    case KEY_NOTES_UNREADABLE:
        diag_add(s->gone, SEVERITY_ERROR, path, 0,
                 "is missing, and %.*s, which records whether there was one, cannot be read: %s; %.*s, or make a key "
                 "on purpose: %.*s",
                 STR_ARG(s->notes.file), s->notes.reason ? strerror(s->notes.reason) : "it is too large",
                 STR_ARG(private_mend(s->notes.file, s->notes.reason, s->arena)), STR_ARG(again));
        return true;
    case KEY_NOT_NOTED:
        break;
    }
    return false;
}

static bool say_missing(struct host_keys_search *s, const struct config_host *host, const struct host_keys *k,
                        bool has_certificate, bool has_key)
{
    str again = host_keys_command(s->config, host, "create --again", s->arena);
    if (!has_key && say_gone(s, host, k->key))
        return true;
    if (!has_key && has_certificate) {
        diag_add(s->gone, SEVERITY_ERROR, k->key, 0,
                 "is missing, but its certificate %.*s is there; put the key back, or make both anew on purpose "
                 "(visitors will see a changed certificate): %.*s",
                 STR_ARG(k->certificate), STR_ARG(again));
        return true;
    }
    if (s->config->certs_create != CERTS_CREATE_NEVER)
        return false;
    diag_add(s->gone, SEVERITY_ERROR, has_key ? k->certificate : k->key, 0,
             "is missing, and certs: create: never forbids making one; put it there");
    return true;
}

/* A key with another hash was put there by somebody, on purpose or not: from now on it is the one that counts. */
static void note(struct host_keys_search *s, const struct config_host *host, const struct host_keys *k)
{
    struct certificate_facts facts;
    struct diag unheard;
    str before;
    diag_init(&unheard);
    if (certificate_read(k->certificate, s->arena, &unheard, &facts) == OK) {
        if (key_notes_find(&s->notes, host->name, &before) == KEY_NOTED && !str_eq(before, facts.key_sha256))
            log_note("%.*s has another key than before (public half SHA256:%.*s, it was SHA256:%.*s): programs that "
                     "remember the old one will warn their readers",
                     STR_ARG(host->name), STR_ARG(facts.key_sha256), STR_ARG(before));
        key_notes_want(&s->notes, host->name, facts.key_sha256);
    }
    diag_finish(&unheard);
}

static bool make(struct host_keys_search *s, const struct config_host *host, const struct host_keys *k)
{
    enum err err = certificate_ensure(s->config->certs, host->name, host->aliases.names.items,
                                      host->aliases.names.count, s->broken);
    if (err == OK)
        log_note("made a certificate for %.*s: %.*s", STR_ARG(host->name), STR_ARG(k->certificate));
    return err == OK;
}

void host_keys_find(struct host_keys_search *s, const struct config_host *host, struct host_keys *out)
{
    str certs = s->config->certs;
    *out = (struct host_keys){host->certificate, host->key, .usable = true};
    if (host->certificate.n)
        return;
    out->certificate = certificate_path(certs, host->name, s->arena);
    out->key = certificate_key_path(certs, host->name, s->arena);
    bool has_certificate, has_key;
    out->usable = certificate_look(certs, host->name, &has_certificate, &has_key, s->broken) == OK;
    if (!out->usable)
        return;
    if (!has_certificate || !has_key)
        out->usable = !say_missing(s, host, out, has_certificate, has_key) && s->make && make(s, host, out);
    if (out->usable && s->make)
        note(s, host, out);
}
