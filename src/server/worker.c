#include "server/worker.h"

#include "base/heap.h"
#include "base/log.h"
#include "net/faults.h"
#include "server/channel.h"
#include "server/confine.h"
#include "server/host_access.h"
#include "server/mime_types.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { EXIT_CANNOT_SERVE = 1, CACHE_BYTES = 64 << 20 };

struct worker {
    const struct worker_place *place;
    const struct generation *generation;
    struct arena *arena; /* of the worker's life */
    struct net_listener *listeners;
    size_t listener_count;
    struct mime_table *mime;
    struct channel channel;
    struct capsule **capsules; /* one for each host */
};

/* The parent waits for its signals; a worker is told by them. What means "reload" is not meant for it. */
static void reset_signals(void)
{
    sigset_t none;
    sigemptyset(&none);
    signal(SIGHUP, SIG_IGN);
    signal(SIGUSR1, SIG_IGN);
    signal(SIGPIPE, SIG_IGN);
    sigprocmask(SIG_SETMASK, &none, NULL);
}

static struct capsule_options options_of(struct worker *w, size_t host)
{
    const struct generation *g = w->generation;
    const struct config *c = g->config;
    const struct config_host *h = &c->hosts.items[host];
    bool same_gemini = c->gemini.public_port == c->gemini.port, same_gopher = c->gopher.public_port == c->gopher.port;
    struct capsule_options options = {
        .name = h->name,
        .aliases = h->aliases.items,
        .alias_count = h->aliases.count,
        .root = g->folders[host].fd,
        .any_port = c->gemini.any_port,
        .gemini_port = g->gemini_port,
        .gopher_port = g->gopher_port,
        .public_gemini_port = same_gemini ? g->gemini_port : (int)c->gemini.public_port,
        .public_gopher_port = same_gopher ? g->gopher_port : (int)c->gopher.public_port,
        .gopher_width = (int)c->gopher.width,
        .cache_bytes = CACHE_BYTES / c->hosts.count,
        .mime = w->mime,
        .site = {.drafts = c->drafts,
                 .future = c->future,
                 .now = clock_now(),
                 .zoneinfo = g->zoneinfo,
                 .names = g->folders[host].names,
                 .withheld = g->withheld},
    };
    host_access(h, w->arena, &options);
    return options;
}

/* One worker of a generation tells what is wrong with the capsules: all of them read the same. */
static void say_faults(const struct worker *w, size_t host, enum err err, const struct site *site,
                       const struct diag *diag)
{
    const struct config_host *h = &w->generation->config->hosts.items[host];
    bool teller = w->place->index == 0;
    if (teller)
        diag_print(diag, SEVERITY_ERROR, stderr);
    if (teller && err == OK && site_is_bare(site))
        log_note("%.*s has no pages: posts lie in its folder _posts; splashdown new \"Title\" begins one",
                 STR_ARG(h->capsule));
    if (teller && err != OK && !diag->errors)
        log_error("the capsule of %.*s cannot be read: %s", STR_ARG(h->name), strerror(errno));
}

/* A worker that takes a dead one's place does not have the last good site, either; others of its generation may. */
static void say_refused(const struct worker *w, size_t host, enum err err, const struct diag *diag)
{
    const struct worker_place *place = w->place;
    str name = w->generation->config->hosts.items[host].name;
    uint64_t hash = faults_hash(err, NULL, diag);
    struct net_shared *shared = shared_net(place->shared);
    faults_are_news(shared, name, hash);
    bool first = faults_refuse(shared, name, hash);
    if (place->trial ? place->index != 0 : !first)
        return;
    diag_print(diag, SEVERITY_ERROR, stderr);
    if (place->trial)
        log_error("%.*s is not served until this is mended: every request is refused", STR_ARG(name));
    else
        log_error("a new worker cannot serve %.*s until this is mended, and refuses every request for it",
                  STR_ARG(name));
}

/* Whether this worker may begin. A mistake in _config.yml may have taken away what says what must not be shown, so
 * nothing of the capsule is. */
static bool load_capsule(struct worker *w, size_t host)
{
    const struct generation *g = w->generation;
    const struct capsule_options options = options_of(w, host);
    struct diag diag;
    diag_init(&diag);
    const struct site *site = NULL;
    enum err err = site_load(options.root, &options.site, NULL, &diag, &site);
    bool refused = err == ERR_SYNTAX && !(w->place->trial && g->required[host]);
    if (refused)
        say_refused(w, host, err, &diag);
    else
        say_faults(w, host, err, site, &diag);
    if (err == OK)
        served_mark(g->served, w->place->index, host);
    if (err == OK || refused)
        w->capsules[host] = capsule_create(&options, site);
    site_unref(site);
    diag_finish(&diag);
    return err == OK || refused;
}

static void say_mended(void *context, size_t host)
{
    const struct worker *w = context;
    served_mark(w->generation->served, w->place->index, host);
}

static void say_ready(void *context)
{
    struct worker *w = context;
    if (!channel_send(&w->channel, CHANNEL_READY, -1))
        log_error("a worker could not say that it is ready: %s", strerror(errno));
}

static bool hear(struct net *net, void *context)
{
    struct worker *w = context;
    for (;;) {
        int log;
        switch (channel_take(&w->channel, CHANNEL_LOG, &log)) {
        case CHANNEL_MESSAGE:
            net_change_log(net, log);
            break;
        case CHANNEL_STALE:
            break;
        case CHANNEL_EMPTY:
            return true;
        case CHANNEL_WRONG:
            log_error("a worker does not understand its parent, and hears no more of it");
            return false;
        }
    }
}

static int serve(struct worker *w)
{
    const struct generation *g = w->generation;
    const struct config *c = g->config;
    const struct net_options options = {
        .listeners = w->listeners,
        .listener_count = w->listener_count,
        .hosts = {w->capsules, g->folder_count, w->capsules[c->fallback]},
        .tls = g->tls,
        .limits = {.connections = (size_t)c->limits.connections,
                   .per_address = (size_t)c->limits.per_address,
                   .requests_per_second = (int)c->limits.requests_per_second,
                   .burst = (int)c->limits.burst,
                   .request_timeout_ms = (int)c->limits.request_timeout,
                   .write_timeout_ms = (int)c->limits.write_timeout,
                   .exempt = c->limits.exempt.items,
                   .exempt_count = c->limits.exempt.count},
        .proxies = c->proxy.from.items,
        .proxy_count = c->proxy.from.count,
        .log = {.fd = g->access_log,
                .format = (enum log_format)c->log.format,
                .addresses = (enum log_addresses)c->log.addresses},
        .status = {.fd = status_socket_fd(g->status), .generation = g->number, .certificates_end = g->certificates_end},
        .shared = shared_net(w->place->shared),
        .slot = w->place->slot,
        .drain_ms = WORKER_DRAIN_MS,
        .watch = true,
        .channel = {.fd = w->channel.fd, .heard = hear},
        .ready = say_ready,
        .mended = say_mended,
        .context = w,
    };
    return net_run(&options);
}

static void finish(struct worker *w)
{
    for (size_t i = 0; i < w->generation->folder_count; i++)
        capsule_destroy(w->capsules[i]);
    mime_destroy(w->mime);
    arena_destroy(w->arena);
}

int worker_run(const struct worker_place *place)
{
    const struct generation *g = place->generation;
    struct worker w = {.place = place, .generation = g, .arena = arena_create()};
    w.channel = (struct channel){.fd = place->channel, .generation = g->number, .worker = (uint32_t)place->slot};
    reset_signals();
    heap_settle();
    w.listeners = sockets_of_worker(&g->sockets, place->index, g->worker_count, w.arena, &w.listener_count);
    w.capsules = ARENA_ARRAY(w.arena, struct capsule *, g->folder_count);
    w.mime = mime_types_read();
    bool able = confine(g, w.listeners, w.listener_count, place->channel, place->parent, place->index == 0);
    for (size_t i = 0; i < g->folder_count && able; i++)
        able = load_capsule(&w, i);
    int code = able ? serve(&w) : EXIT_CANNOT_SERVE;
    finish(&w);
    return code;
}
