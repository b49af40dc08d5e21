#include "server/generation.h"

#include "base/log.h"
#include "net/protocols.h"
#include "server/config_ports.h"
#include "server/log_file.h"
#include "server/network.h"
#include "server/own_files.h"
#include "server/reach.h"
#include "server/sandbox.h"
#include "tls/tls_context.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static size_t count_cores(void)
{
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    return cores < 1 ? 1 : cores > WORKERS_MAX ? WORKERS_MAX : (size_t)cores;
}

/* Keys below a capsule would be one mistake away from being served; so nothing is made where that would be the case. */
static void check_own_files(const struct generation *g, struct diag *diag)
{
    struct arena *arena = arena_create();
    struct file_id *capsules = ARENA_ARRAY(arena, struct file_id, g->folder_count + 1);
    for (size_t i = 0; i < g->folder_count; i++)
        capsules[i] = (struct file_id){g->folders[i].seen.device, g->folders[i].seen.inode};
    own_files_lint(g->config, capsules, diag);
    arena_destroy(arena);
}

static void open_log(struct generation *g, struct diag *diag)
{
    str access = g->config->log.access;
    if (str_eq(access, STR("stdout")))
        g->access_log = STDOUT_FILENO;
    if (str_eq(access, STR("stdout")) || str_eq(access, STR("off")))
        return;
    g->access_log = log_file_open(access, &g->identity, diag);
    g->owns_access_log = g->access_log >= 0;
}

enum err generation_open_log(struct generation *g, struct diag *diag)
{
    if (!g->owns_access_log)
        return ERR_NOT_FOUND;
    int fd = log_file_open(g->config->log.access, &g->identity, diag);
    if (fd < 0)
        return ERR_IO;
    close(g->access_log);
    g->access_log = fd;
    withheld_change_log(g->withheld, fd);
    return OK;
}

static void open_status(struct generation *g, const struct generation *previous, struct diag *diag)
{
    str path = g->config->status;
    struct status_socket *held = previous ? previous->status : NULL;
    if (!path.n)
        return;
    if (held && status_socket_is_at(held, path) && status_socket_mend(held))
        g->status = status_socket_ref(held);
    else
        g->status = status_socket_open(path, &g->identity, diag);
}

static void check_sandbox(const struct generation *g, struct diag *diag)
{
    struct sandbox offered = sandbox_offered();
    const char *lack = sandbox_lack(&offered);
    if (lack && g->config->sandbox == SANDBOX_REQUIRE)
        diag_add(diag, SEVERITY_ERROR, g->config->file, 0,
                 "sandbox: require is set, but this machine has no %s; write sandbox: on to serve without it", lack);
}

static int bound_port(const struct generation *g, enum net_protocol protocol)
{
    for (size_t i = 0; i < g->sockets.count; i++)
        if (g->sockets.groups[i].protocol == protocol)
            return g->sockets.groups[i].port;
    return PORT_OFF;
}

static void open_sockets(struct generation *g, const struct generation *previous, const struct socket_set *inherited,
                         struct diag *diag)
{
    if (inherited->count)
        g->sockets = *inherited;
    else
        sockets_open(g->config, g->worker_count, previous ? &previous->sockets : NULL, g->arena, diag, &g->sockets);
    for (enum net_protocol p = 0; p < NET_PROTOCOLS; p++)
        g->ports[p] = bound_port(g, p);
}

int generation_public_port(const struct generation *g, enum net_protocol protocol)
{
    long public = config_public_port(g->config, protocol);
    bool same = public == config_port(g->config, protocol) || !g->ports[protocol];
    return same ? g->ports[protocol] : (int)public;
}

/* True when readers of PREVIOUS have a site of this host, or of its folder under another name. */
static bool was_served(const struct generation *previous, const struct config_host *host, const struct folder *folder)
{
    for (size_t i = 0; i < previous->folder_count; i++) {
        bool same = str_eq(previous->config->hosts.items[i].name, host->name) ||
                    seen_same_folder(&previous->folders[i].seen, &folder->seen);
        if (same && served_by_any(previous->served, i))
            return true;
    }
    return false;
}

/*
 * A start without a configuration file has somebody at the terminal who can correct errors. A folder that is not there
 * takes its host alone with it, whatever was served.
 */
static void find_required(struct generation *g, const struct generation *previous, struct diag *diag)
{
    g->required = ARENA_ARRAY(g->arena, bool, g->folder_count);
    for (size_t i = 0; i < g->folder_count; i++)
        g->required[i] =
            g->folders[i].fd >= 0 &&
            (previous ? was_served(previous, &g->config->hosts.items[i], &g->folders[i]) : g->config->file.n == 0);
    g->served = served_create(g->worker_count, g->folder_count);
    if (!g->served)
        diag_add(diag, SEVERITY_ERROR, STR(""), 0, "no memory for the data that workers share");
}

enum err generation_create(struct settings *settings, const struct generation *previous,
                           const struct socket_set *inherited, struct diag *diag, struct generation **out)
{
    size_t errors = diag->errors;
    struct arena *arena = arena_create();
    struct generation *g = ARENA_NEW(arena, struct generation);
    *g = (struct generation){.arena = arena, .settings = settings_ref(settings), .config = &settings->config};
    g->access_log = -1;
    g->number = previous ? previous->number + 1 : 1;
    g->worker_count = g->config->workers == WORKERS_AUTO ? count_cores() : (size_t)g->config->workers;
    g->zoneinfo = open("/usr/share/zoneinfo", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    g->folder_count = g->config->hosts.count;
    g->folders = ARENA_ARRAY(arena, struct folder, g->folder_count);
    check_sandbox(g, diag);
    identity_find(g->config->user, !g->config->user_given, diag, &g->identity);
    g->user = g->identity.change ? identity_name(&g->identity, arena) : reach_user(arena);
    capsule_folders_open(g->config, g->folders, arena, diag);
    check_own_files(g, diag);
    if (diag->errors == errors)
        open_log(g, diag);
    if (diag->errors == errors)
        find_required(g, previous, diag);
    if (diag->errors == errors)
        open_sockets(g, previous, inherited, diag);
    if (diag->errors == errors && g->ports[NET_GEMINI])
        generation_build_tls(g, previous, diag);
    if (diag->errors == errors && g->tls)
        g->keeper_sockets = keeper_sockets_open(g->worker_count, g->arena, diag);
    if (diag->errors == errors)
        open_status(g, previous, diag);
    if (diag->errors == errors) {
        g->withheld = own_files_find(g->config, g->access_log, STDERR_FILENO, arena);
        *out = g;
        return OK;
    }
    const struct socket_set *kept[] = {inherited, previous ? &previous->sockets : NULL};
    sockets_close(&g->sockets, kept, 2);
    generation_destroy(g);
    return ERR_IO;
}

static void say_addresses(const struct generation *g)
{
    struct arena *arena = arena_create();
    const struct config *c = g->config;
    for (size_t i = 0; i < g->sockets.count; i++) {
        const struct socket_group *group = &g->sockets.groups[i];
        long public = config_public_port(c, group->protocol);
        long port = public == config_port(c, group->protocol) ? group->port : public;
        bool usual = port == net_protocol_ports[group->protocol];
        str shown = usual ? STR("") : arena_printf(arena, ":%ld", port);
        str name = socket_group_name(group, arena);
        log_note("%s://%.*s%.*s/ on %.*s", net_protocol_names[group->protocol], STR_ARG(c->default_host),
                 STR_ARG(shown), STR_ARG(name));
    }
    arena_destroy(arena);
}

/* Readers elsewhere may reach it, but know it by no name that it answers. */
static void say_name(const struct generation *g)
{
    bool elsewhere = false, named = false;
    for (size_t i = 0; i < g->sockets.count; i++)
        elsewhere |= !network_is_loopback(g->sockets.groups[i].address);
    for (size_t i = 0; i < g->config->hosts.count; i++) {
        const struct config_host *host = &g->config->hosts.items[i];
        named |= !str_eq(host->name, STR("localhost")) || host->aliases.any || host->aliases.names.count;
    }
    if (elsewhere && !named)
        log_note(
            "it answers as localhost only: for readers elsewhere, give the name by which they know this machine with "
            "--host NAME");
}

void generation_say_ready(const struct generation *g)
{
    say_addresses(g);
    fputs("ready\n", stderr);
    say_name(g);
}

void generation_destroy(struct generation *g)
{
    if (!g)
        return;
    capsule_folders_close(g->folders, g->folder_count);
    if (g->zoneinfo >= 0)
        close(g->zoneinfo);
    if (g->owns_access_log)
        close(g->access_log);
    served_destroy(g->served);
    status_socket_unref(g->status);
    tls_context_destroy(g->tls);
    keeper_sockets_close(g->keeper_sockets, g->worker_count);
    generation_close_keys(g);
    settings_unref(g->settings);
    arena_destroy(g->arena);
}
