#include "server/certificate_lint.h"

#include "base/clock.h"
#include "server/host_keys.h"
#include "server/key_modes.h"
#include "tls/certificate.h"
#include "tls/private_file.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

enum { DAY = 86400 };

static void lint_times(str path, const struct certificate_facts *facts, enum severity ended, struct diag *diag)
{
    int64_t now = clock_now(), left = facts->not_after - now;
    if (left < 0)
        diag_add(diag, ended, path, 0, "this certificate has expired; renew it");
    else if (left < (int64_t)EXPIRY_WARN_DAYS * DAY)
        diag_add(diag, SEVERITY_WARNING, path, 0, "this certificate expires in %lld days; renew it in time",
                 (long long)(left / DAY));
    if (facts->not_before > now)
        diag_add(diag, ended, path, 0, "this certificate is not valid yet; check the clock");
}

/* The NAMES that the certificate is not for: "a, b"; empty: it is for all of them. */
static str missing_of(const str *names, size_t count, str path, struct arena *arena)
{
    str missing = STR("");
    for (size_t i = 0; i < count; i++)
        if (!certificate_is_for(path, names[i]))
            missing = ARENA_CONCAT(arena, missing, missing.n ? STR(", ") : STR(""), names[i]);
    return missing;
}

/* Clients that verify names warn of such a name. Nothing is renewed silently: other clients pin the whole
 * certificate. */
static void lint_names(const struct config *c, const struct config_host *host, str path, struct arena *arena,
                       struct diag *diag)
{
    str aliases = missing_of(host->aliases.names.items, host->aliases.names.count, path, arena);
    str own = missing_of(&host->name, 1, path, arena);
    str missing = ARENA_CONCAT(arena, own, own.n && aliases.n ? STR(", ") : STR(""), aliases);
    bool several = str_has_char(missing, ',');
    if (missing.n && host->certificate.n)
        diag_add(diag, SEVERITY_WARNING, path, 0, "this certificate is not for %.*s; have it issued for %s, too",
                 STR_ARG(missing), several ? "them" : "it");
    else if (missing.n)
        diag_add(diag, SEVERITY_WARNING, path, 0,
                 "this certificate is not for %.*s; %.*s makes one with the same key that is", STR_ARG(missing),
                 STR_ARG(host_keys_command(c, host, "renew", arena)));
}

static str path_of(const struct config *c, const struct config_host *host, struct arena *arena)
{
    return host->certificate.n ? host->certificate : certificate_path(c->certs, host->name, arena);
}

void certificate_lint_key(const struct config *c, const struct config_host *host, bool serves, struct diag *diag)
{
    struct arena *arena = arena_create();
    str path = path_of(c, host, arena);
    str key = host->key.n ? host->key : certificate_key_path(c->certs, host->name, arena);
    bool readable = access(arena_z(arena, key), R_OK) == 0;
    if (!readable && errno == EACCES && serves)
        diag_add(diag, SEVERITY_ERROR, key, 0, "cannot be read: %s; %.*s", strerror(EACCES),
                 STR_ARG(private_mend(key, EACCES, arena)));
    else if (!readable && errno == EACCES)
        diag_add(diag, SEVERITY_WARNING, key, 0, "this user may not read the key; run this as the user who serves");
    else if ((readable || host->key.n) && access(arena_z(arena, path), F_OK) == 0)
        certificate_has_key(path, key, arena, diag);
    arena_destroy(arena);
}

void certificate_lint(const struct config *c, const struct config_host *host, enum severity ended, struct diag *diag)
{
    struct arena *arena = arena_create();
    struct certificate_facts facts;
    str path = path_of(c, host, arena);
    bool expected = host->certificate.n || access(arena_z(arena, path), F_OK) == 0;
    if (expected && certificate_read(path, arena, diag, &facts) == OK) {
        lint_times(path, &facts, ended, diag);
        lint_names(c, host, path, arena, diag);
    }
    arena_destroy(arena);
}

void certificate_lint_gone(const struct config *c, struct diag *diag)
{
    struct arena *arena = arena_create();
    struct host_keys_search search = {.config = c, .arena = arena, .broken = diag, .gone = diag};
    key_notes_read(&search.notes, c->certs, arena);
    for (size_t i = 0; i < c->hosts.count; i++) {
        struct host_keys keys;
        host_keys_find(&search, &c->hosts.items[i], &keys);
    }
    arena_destroy(arena);
}

static bool is_missing(str path, struct arena *arena)
{
    return access(arena_z(arena, path), F_OK) != 0 && errno == ENOENT;
}

bool certificate_lint_lacks(const struct config *c)
{
    struct arena *arena = arena_create();
    bool lacks = false;
    for (size_t i = 0; i < c->hosts.count && !lacks; i++) {
        const struct config_host *host = &c->hosts.items[i];
        lacks = !host->key.n && (is_missing(certificate_key_path(c->certs, host->name, arena), arena) ||
                                 is_missing(path_of(c, host, arena), arena));
    }
    arena_destroy(arena);
    return lacks && c->certs_create != CERTS_CREATE_NEVER;
}

void certificate_lint_modes(const struct config *c, struct diag *diag)
{
    struct arena *arena = arena_create();
    const struct key_modes modes = {.config = c, .open = SEVERITY_ERROR, .arena = arena, .diag = diag};
    key_modes_look(&modes);
    arena_destroy(arena);
}
