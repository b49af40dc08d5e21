/* A generation's certificates: found, put into one TLS context, and watched. */
#include "server/generation.h"

#include "base/log.h"
#include "server/certificate_lint.h"
#include "server/host_keys.h"
#include "server/key_modes.h"
#include "tls/certificate.h"
#include "tls/tls_context.h"

#include <stdlib.h>

static int64_t end_of(str certificate)
{
    struct arena *arena = arena_create();
    struct certificate_facts facts;
    struct diag ignored;
    diag_init(&ignored);
    int64_t end = certificate_read(certificate, arena, &ignored, &facts) == OK ? facts.not_after : 0;
    diag_finish(&ignored);
    arena_destroy(arena);
    return end;
}

static struct tls_host tls_host_of(const struct config_host *from, const struct host_keys *keys)
{
    return (struct tls_host){.name = from->name,
                             .aliases = from->aliases.items,
                             .alias_count = from->aliases.count,
                             .ask_certificate = from->restricted.count || from->editors.count,
                             .certificate = keys->usable ? keys->certificate : STR(""),
                             .key = keys->usable ? keys->key : STR("")};
}

/* Those of all hosts; the number of hosts that lack theirs. */
static size_t find_all(struct generation *g, struct host_keys_search *search, struct tls_host *hosts)
{
    size_t absent = 0;
    for (size_t i = 0; i < g->config->hosts.count; i++) {
        struct host_keys keys;
        host_keys_find(search, &g->config->hosts.items[i], &keys);
        hosts[i] = tls_host_of(&g->config->hosts.items[i], &keys);
        absent += !keys.usable;
        g->certificates[g->certificate_count++].seen = seen_now(arena_str(g->arena, keys.certificate));
        g->certificates[g->certificate_count++].seen = seen_now(arena_str(g->arena, keys.key));
        g->certificates_end[i] = keys.usable ? end_of(keys.certificate) : 0;
    }
    return absent;
}

/* The number of hosts that are served; of each that is not as its configuration says, how it is. */
static size_t tell_served(const struct generation *g)
{
    size_t served = 0, count = g->config->hosts.count;
    for (size_t i = 0; i < count; i++)
        served += tls_context_host(g->tls, i) != TLS_HOST_ABSENT;
    for (size_t i = 0; i < count && served; i++) {
        str name = g->config->hosts.items[i].name;
        switch (tls_context_host(g->tls, i)) {
        case TLS_HOST_ABSENT:
            log_error("%.*s is not served over Gemini until its key is there; other hosts are", STR_ARG(name));
            break;
        case TLS_HOST_KEPT:
            log_error("%.*s goes on with the key that is in memory, until this server ends", STR_ARG(name));
            break;
        case TLS_HOST_READ:
            break;
        }
    }
    return served;
}

static void create_context(struct generation *g, const struct generation *previous, const struct tls_host *hosts,
                           bool whole, struct diag *diag)
{
    const struct config *c = g->config;
    const struct tls_options options = {.hosts = hosts,
                                        .host_count = c->hosts.count,
                                        .fallback = c->fallback,
                                        .secret_path = ARENA_CONCAT(g->arena, c->certs, STR("/ticket-secret")),
                                        .write_secret = whole && c->certs_create != CERTS_CREATE_NEVER,
                                        .previous = previous ? previous->tls : NULL};
    g->tls = tls_context_create(&options, diag);
    if (g->tls && !tell_served(g))
        diag_add(diag, SEVERITY_ERROR, STR(""), 0,
                 "no host has its key; put one there, or turn Gemini off with --gemini-port 0");
}

void generation_build_tls(struct generation *g, const struct generation *previous, struct diag *diag)
{
    size_t count = g->config->hosts.count, errors = diag->errors;
    struct tls_host *hosts = ARENA_ARRAY(g->arena, struct tls_host, count);
    struct diag gone;
    struct host_keys_search search = {
        .config = g->config, .arena = g->arena, .make = true, .broken = diag, .gone = &gone};
    const struct key_modes modes = {.config = g->config,
                                    .change = true,
                                    .open = previous ? SEVERITY_ERROR : SEVERITY_WARNING,
                                    .arena = g->arena,
                                    .diag = diag};
    g->certificates = ARENA_ARRAY(g->arena, struct certificate_file, 2 * count);
    g->certificates_end = ARENA_ARRAY(g->arena, int64_t, count);
    diag_init(&gone);
    key_notes_read(&search.notes, g->config->certs, g->arena);
    size_t absent = find_all(g, &search, hosts);
    key_modes_look(&modes);
    diag_print(&gone, SEVERITY_WARNING, stderr);
    g->gone_told = true;
    diag_finish(&gone);
    if (diag->errors == errors)
        create_context(g, previous, hosts, absent == 0, diag);
    if (diag->errors == errors)
        key_notes_save(&search.notes, diag);
}

static bool certificate_changed(struct certificate_file *f)
{
    struct seen now = seen_now(f->seen.path);
    bool settled = seen_same_file(&now, &f->looked);
    f->looked = now;
    return settled && now.exists && !seen_same_file(&now, &f->seen) && !seen_same_file(&now, &f->tried);
}

bool generation_certificates_changed(struct generation *g)
{
    bool changed = false;
    for (size_t i = 0; i < g->certificate_count; i++) {
        struct certificate_file *f = &g->certificates[i];
        if (certificate_changed(f)) {
            f->tried = f->looked;
            changed = true;
        }
    }
    return changed;
}

void generation_lint_certificates(struct generation *g, struct diag *diag)
{
    if (g->tls && !g->gone_told)
        certificate_lint_gone(g->config, diag);
    g->gone_told = false;
    for (size_t i = 0; i < g->config->hosts.count && g->tls; i++)
        certificate_lint(g->config, &g->config->hosts.items[i], SEVERITY_ERROR, diag);
}
