/* A generation's certificates: found, put into one TLS context, and watched. */
#include "server/generation.h"

#include "base/log.h"
#include "server/maker.h"
#include "tls/tls_context.h"
#include "uri/uri.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

/* The same host in the generation before. */
static const struct host_key *key_before(const struct generation *previous, str name)
{
    for (size_t i = 0; previous && previous->tls && i < previous->config->hosts.count; i++)
        if (str_eq(previous->config->hosts.items[i].name, name))
            return &previous->keys[i];
    return NULL;
}

/* Opened so as not to block on a pipe; nothing is read from it in this process. */
static void open_key(struct generation *g, struct host_key *key, str path, struct diag *diag)
{
    key->fd = open(arena_z(g->arena, path), O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
    if (key->fd < 0)
        diag_add(diag, SEVERITY_ERROR, path, 0, "cannot be read: %s", strerror(errno));
}

/* A file that is gone from the disk is still open here. */
static bool keep(struct generation *g, struct host_key *key, const struct host_key *before)
{
    if (!before || before->fd < 0)
        return false;
    *key = (struct host_key){.path = arena_str(g->arena, before->path),
                             .fd = fcntl(before->fd, F_DUPFD_CLOEXEC, 0),
                             .chain = {ARENA_ARRAY(g->arena, str, before->chain.count), before->chain.count}};
    for (size_t i = 0; i < before->chain.count; i++)
        key->chain.items[i] = arena_str(g->arena, before->chain.items[i]);
    return key->fd >= 0;
}

enum tls_service { SERVED_NOT, SERVED_AS_BEFORE, SERVED };

static enum tls_service take_key(struct generation *g, size_t host, const struct made_host *made,
                                 const struct generation *previous, struct diag *diag)
{
    struct host_key *key = &g->keys[host];
    *key = (struct host_key){.path = made->key, .fd = -1, .chain = made->chain};
    g->certificates[g->certificate_count++].seen = seen_now(made->certificate);
    g->certificates[g->certificate_count++].seen = seen_now(made->key);
    g->certificates_end[host] = made->end;
    if (made->usable) {
        open_key(g, key, made->key, diag);
        return SERVED;
    }
    key->chain.count = 0;
    return keep(g, key, key_before(previous, g->config->hosts.items[host].name)) ? SERVED_AS_BEFORE : SERVED_NOT;
}

static void tell(const enum tls_service *served, const struct config *c)
{
    for (size_t i = 0; i < c->hosts.count; i++) {
        str name = c->hosts.items[i].name;
        switch (served[i]) {
        case SERVED_NOT:
            log_error("%.*s is not served over Gemini until its key is there; other hosts are", STR_ARG(name));
            break;
        case SERVED_AS_BEFORE:
            log_error("%.*s goes on with the key in memory until this server stops", STR_ARG(name));
            break;
        case SERVED:
            break;
        }
    }
}

static bool has_address(const struct config_host *host)
{
    bool found = uri_host_is_ip(host->name);
    for (size_t i = 0; i < host->aliases.names.count && !found; i++)
        found = uri_host_is_ip(host->aliases.names.items[i]);
    return found;
}

static void create_context(struct generation *g, struct diag *diag)
{
    const struct config *c = g->config;
    struct tls_host *hosts = ARENA_ARRAY(g->arena, struct tls_host, c->hosts.count);
    bool has_addresses = false;
    for (size_t i = 0; i < c->hosts.count; i++) {
        const struct config_host *from = &c->hosts.items[i];
        hosts[i] = (struct tls_host){.name = from->name,
                                     .aliases = from->aliases.names.items,
                                     .alias_count = from->aliases.names.count,
                                     .any_name = from->aliases.any,
                                     .ask_certificate = from->restricted.count || from->editors.count,
                                     .chain = g->keys[i].chain};
        has_addresses |= has_address(from);
    }
    const struct tls_options options = {
        .hosts = hosts, .host_count = c->hosts.count, .has_addresses = has_addresses, .fallback = c->fallback};
    g->tls = tls_context_create(&options, diag);
}

void generation_build_tls(struct generation *g, const struct generation *previous, struct diag *diag)
{
    size_t count = g->config->hosts.count, errors = diag->errors, with_key = 0;
    enum tls_service *served = ARENA_ARRAY(g->arena, enum tls_service, count);
    struct made_host *made;
    g->certificates = ARENA_ARRAY(g->arena, struct certificate_file, 2 * count);
    g->certificates_end = ARENA_ARRAY(g->arena, int64_t, count);
    if (maker_find(g->config, previous != NULL, g->arena, diag, &made) != OK)
        return;
    g->keys = ARENA_ARRAY(g->arena, struct host_key, count);
    g->key_count = count;
    g->gone_told = true;
    for (size_t i = 0; i < count; i++) {
        served[i] = take_key(g, i, &made[i], previous, diag);
        with_key += served[i] != SERVED_NOT;
    }
    if (!with_key && diag->errors == errors)
        diag_add(diag, SEVERITY_ERROR, STR(""), 0,
                 "no host has its key; put one there, or turn Gemini off with --gemini-port 0");
    if (diag->errors > errors)
        return;
    tell(served, g->config);
    create_context(g, diag);
}

void generation_close_keys(struct generation *g)
{
    for (size_t i = 0; i < g->key_count; i++)
        if (g->keys[i].fd >= 0)
            close(g->keys[i].fd);
    g->key_count = 0;
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

void generation_lint_certificates(struct generation *g)
{
    if (g->tls)
        maker_lint(g->config, !g->gone_told);
    g->gone_told = false;
}
