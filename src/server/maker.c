#include "server/maker.h"

#include "server/certificate_lint.h"
#include "server/host_keys.h"
#include "server/key_modes.h"
#include "server/subprocess.h"
#include "tls/certificate.h"
#include "tls/ticket_secret.h"

#include <stdio.h>
#include <string.h>

/* ---- in the other process: with keys in memory */

static int64_t end_of(str certificate, struct arena *arena)
{
    struct certificate_facts facts;
    struct diag ignored;
    diag_init(&ignored);
    int64_t end = certificate_read(certificate, arena, &ignored, &facts) == OK ? facts.not_after : 0;
    diag_finish(&ignored);
    return end;
}

/* A host whose files are there but do not match is wrong as a whole: no host is served by half. */
static void put_host(struct host_keys_search *s, const struct config_host *host, struct buf *out)
{
    struct host_keys found;
    struct certificate_chain chain = {0};
    host_keys_find(s, host, &found);
    bool usable = found.usable && certificate_chain_read(found.certificate, s->arena, s->broken, &chain) == OK &&
                  certificate_has_key(found.certificate, found.key, s->arena, s->broken);
    subprocess_put_number(out, usable);
    subprocess_put_text(out, found.certificate);
    subprocess_put_text(out, found.key);
    subprocess_put_number(out, usable ? end_of(found.certificate, s->arena) : 0);
    subprocess_put_number(out, usable ? (int64_t)chain.count : 0);
    for (size_t i = 0; i < chain.count && usable; i++)
        subprocess_put_text(out, chain.items[i]);
}

static void put_diag(struct buf *out, const struct diag *diag)
{
    subprocess_put_number(out, (int64_t)diag->count);
    for (size_t i = 0; i < diag->count; i++) {
        const struct diag_entry *entry = &diag->entries[i];
        subprocess_put_number(out, entry->severity);
        subprocess_put_text(out, entry->file);
        subprocess_put_number(out, entry->line);
        subprocess_put_text(out, entry->text);
    }
}

struct finding {
    const struct config *config;
    bool reload;
};

/* At a start, wrong modes of a configured key are reported; a reload is refused for them, since somebody is
 * watching. */
static void look_at_modes(const struct finding *f, struct arena *arena, struct diag *diag)
{
    const struct key_modes modes = {.config = f->config,
                                    .change = true,
                                    .open = f->reload ? SEVERITY_ERROR : SEVERITY_WARNING,
                                    .arena = arena,
                                    .diag = diag};
    key_modes_look(&modes);
}

static void find_there(void *context, struct buf *out)
{
    const struct finding *f = context;
    const struct config *c = f->config;
    struct diag broken, gone;
    struct host_keys_search search = {
        .config = c, .arena = arena_create(), .make = true, .broken = &broken, .gone = &gone};
    diag_init(&broken);
    diag_init(&gone);
    key_notes_read(&search.notes, c->certs, search.arena);
    for (size_t i = 0; i < c->hosts.count; i++)
        put_host(&search, &c->hosts.items[i], out);
    look_at_modes(f, search.arena, &broken);
    diag_print(&gone, SEVERITY_WARNING, stderr);
    if (!broken.errors)
        key_notes_save(&search.notes, &broken);
    put_diag(out, &broken);
    diag_finish(&gone);
    diag_finish(&broken);
    arena_destroy(search.arena);
}

/* ---- in this process: with the result */

static bool get_chain(str *rest, struct arena *arena, struct certificate_chain *chain)
{
    int64_t count;
    if (!subprocess_get_number(rest, &count) || count < 0 || count > CHAIN_MAX)
        return false;
    chain->items = ARENA_ARRAY(arena, str, (size_t)count);
    for (chain->count = 0; chain->count < (size_t)count; chain->count++) {
        str der;
        if (!subprocess_get_text(rest, &der))
            return false;
        chain->items[chain->count] = arena_str(arena, der);
    }
    return true;
}

static bool get_host(str *rest, struct arena *arena, struct made_host *host)
{
    int64_t usable;
    str certificate, key;
    if (!subprocess_get_number(rest, &usable) || !subprocess_get_text(rest, &certificate) ||
        !subprocess_get_text(rest, &key) || !subprocess_get_number(rest, &host->end) ||
        !get_chain(rest, arena, &host->chain))
        return false;
    host->usable = usable && host->chain.count;
    host->certificate = arena_str(arena, certificate);
    host->key = arena_str(arena, key);
    return true;
}

static bool get_diag(str *rest, struct diag *diag)
{
    int64_t count, severity, line;
    str file, text;
    if (!subprocess_get_number(rest, &count))
        return false;
    for (; count > 0; count--) {
        if (!subprocess_get_number(rest, &severity) || !subprocess_get_text(rest, &file) ||
            !subprocess_get_number(rest, &line) || !subprocess_get_text(rest, &text))
            return false;
        diag_add(diag, (enum severity)severity, file, (int)line, "%.*s", STR_ARG(text));
    }
    return true;
}

enum err maker_find(const struct config *c, bool reload, struct arena *arena, struct diag *diag, struct made_host **out)
{
    struct finding finding = {c, reload};
    struct buf came;
    size_t errors = diag->errors;
    buf_init(&came, SUBPROCESS_BYTES_MAX);
    enum err err = subprocess_run(find_there, &finding, c->sandbox != SANDBOX_OFF, &came);
    str rest = buf_str(&came);
    struct made_host *hosts = ARENA_ARRAY(arena, struct made_host, c->hosts.count);
    for (size_t i = 0; i < c->hosts.count && err == OK; i++)
        err = get_host(&rest, arena, &hosts[i]) ? OK : ERR_IO;
    if (err == OK)
        err = get_diag(&rest, diag) ? OK : ERR_IO;
    if (err != OK)
        diag_add(diag, SEVERITY_ERROR, STR(""), 0, "the keys of the hosts could not be read");
    buf_finish(&came);
    *out = hosts;
    return diag->errors == errors ? OK : ERR_IO;
}

/* ---- a fleet's secret */

struct tickets_wanted {
    str path;
    int64_t now;
};

static void tickets_there(void *context, struct buf *out)
{
    const struct tickets_wanted *wanted = context;
    struct ticket_secrets secrets;
    struct ticket_keys keys = {0};
    struct diag diag;
    diag_init(&diag);
    if (ticket_secret_read(wanted->path, &diag, &secrets) == OK && ticket_secret_keys(&secrets, wanted->now, &keys))
        subprocess_put_text(out, (str){(const char *)&keys, sizeof keys});
    else
        subprocess_put_text(out, STR(""));
    put_diag(out, &diag);
    diag_finish(&diag);
}

enum err maker_tickets(const struct config *c, int64_t now, struct diag *diag, struct ticket_keys *keys)
{
    struct tickets_wanted wanted = {c->tickets.secret, now};
    struct buf came;
    str bytes;
    buf_init(&came, SUBPROCESS_BYTES_MAX);
    enum err err = subprocess_run(tickets_there, &wanted, c->sandbox != SANDBOX_OFF, &came);
    str rest = buf_str(&came);
    if (err == OK && (!subprocess_get_text(&rest, &bytes) || !get_diag(&rest, diag) || bytes.n != sizeof *keys))
        err = ERR_IO;
    if (err == OK)
        memcpy(keys, bytes.p, sizeof *keys);
    if (err == OK && keys->count > TICKET_KEYS_MAX)
        err = ERR_IO;
    buf_finish(&came);
    return err;
}

/* ---- periodic checks */

struct lint {
    const struct config *config;
    bool gone;
};

static void lint_there(void *context, struct buf *out)
{
    (void)out;
    const struct lint *lint = context;
    struct diag diag;
    diag_init(&diag);
    if (lint->gone)
        certificate_lint_gone(lint->config, &diag);
    for (size_t i = 0; i < lint->config->hosts.count; i++)
        certificate_lint(lint->config, &lint->config->hosts.items[i], SEVERITY_ERROR, &diag);
    diag_log(&diag);
}

void maker_lint(const struct config *c, bool gone)
{
    struct lint lint = {c, gone};
    struct buf nothing;
    buf_init(&nothing, SUBPROCESS_BYTES_MAX);
    subprocess_run(lint_there, &lint, c->sandbox != SANDBOX_OFF, &nothing);
    buf_finish(&nothing);
}
