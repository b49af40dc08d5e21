#include "server/worker.h"

#include "answer/memory.h"
#include "base/heap.h"
#include "base/log.h"
#include "content/load.h"
#include "net/error_hash.h"
#include "net/worker.h"
#include "server/capsule_report.h"
#include "server/channel.h"
#include "server/confine.h"
#include "server/host_access.h"
#include "server/keeper_process.h"
#include "server/libc_trial.h"
#include "server/mime_types.h"
#include "server/tickets.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { EXIT_CANNOT_SERVE = 1, CACHE_BYTES = 64 << 20, PATIENCE_MS = 1000 };

struct worker {
    const struct worker_place *place;
    const struct generation *generation;
    struct arena *arena; /* of the worker's life */
    struct net_listener *listeners;
    size_t listener_count;
    struct mime_table *mime;
    struct channel channel;
    struct capsule **capsules;    /* one for each host */
    struct answer_memory *memory; /* shared by all of them */
    uint64_t *said;               /* by host, the errors that were met at first */
};

/* The parent waits for its signals; a worker reacts to them directly. The reload signals are not meant for it. */
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
    struct capsule_options options = {
        .name = h->name,
        .aliases = h->aliases.names.items,
        .alias_count = h->aliases.names.count,
        .any_name = h->aliases.any,
        .root = g->folders[host].fd,
        .any_port = c->gemini.any_port,
        .gemini_port = g->ports[NET_GEMINI],
        .gopher_port = g->ports[NET_GOPHER],
        .public_gemini_port = generation_public_port(g, NET_GEMINI),
        .public_gopher_port = generation_public_port(g, NET_GOPHER),
        .others = {.spartan = generation_public_port(g, NET_SPARTAN),
                   .finger = generation_public_port(g, NET_FINGER),
                   .nex = generation_public_port(g, NET_NEX)},
        .gopher_width = (int)c->gopher.width,
        .memory = w->memory,
        .mime = w->mime,
        .site = {.drafts = c->drafts,
                 .future = c->future,
                 .kind = c->kind,
                 .now = clock_now(),
                 .zoneinfo = g->zoneinfo,
                 .names = g->folders[host].names,
                 .withheld = g->withheld},
    };
    host_access(h, w->arena, &options);
    return options;
}

/* The parent reads all the time: there will be room for the message. */
static void say(struct worker *w, struct channel_message message)
{
    struct pollfd room = {.fd = w->channel.fd, .events = POLLOUT};
    bool said = channel_send(&w->channel, message, -1);
    while (!said && errno == EAGAIN && poll(&room, 1, PATIENCE_MS) == 1)
        said = channel_send(&w->channel, message, -1);
    if (!said)
        log_error("a worker could not speak to its parent: %s", strerror(errno));
}

/*
 * A worker that takes a dead one's place does not have the last good site, either; others of its generation may. In a
 * trial one worker reports, and of those that come later the first that meets these errors.
 */
static void say_refused(struct worker *w, size_t host, uint64_t hash, const struct diag *diag)
{
    const struct worker_place *place = w->place;
    str name = w->generation->config->hosts.items[host].name;
    bool told = served_are_told(w->generation->served, host, hash);
    say(w, (struct channel_message){.kind = CHANNEL_REFUSED, .number = host, .hash = hash});
    if (place->trial ? place->index != 0 : told)
        return;
    diag_print(diag, SEVERITY_ERROR, stderr);
    if (place->trial)
        log_error("%.*s is not served until this is fixed: every request is refused", STR_ARG(name));
    else
        log_error("a new worker cannot serve %.*s until this is fixed, and refuses every request for it",
                  STR_ARG(name));
}

static void say_served(void *context, size_t host)
{
    say(context, (struct channel_message){.kind = CHANNEL_SERVED, .number = host});
}

static void say_late(void *context)
{
    say(context, (struct channel_message){.kind = CHANNEL_LATE});
}

static void say_ready(void *context)
{
    say(context, (struct channel_message){.kind = CHANNEL_READY});
}

/*
 * True when this worker may begin. A mistake in _config.yml may have removed the rules about what must not be shown, so
 * nothing of the capsule is shown.
 */
static bool load_capsule(struct worker *w, size_t host)
{
    const struct generation *g = w->generation;
    const struct capsule_options options = options_of(w, host);
    if (options.root < 0) {
        w->capsules[host] = capsule_create(&options, NULL);
        return true;
    }
    struct diag diag;
    diag_init(&diag);
    const struct site *site = NULL;
    enum err err = site_load(options.root, &options.site, NULL, &diag, &site);
    bool refused = err == ERR_SYNTAX && !(w->place->trial && g->required[host]);
    w->said[host] = error_hash(err, site, &diag);
    if (refused)
        say_refused(w, host, w->said[host], &diag);
    else
        capsule_report_first(&(struct capsule_report){.host = &g->config->hosts.items[host],
                                                      .root = options.root,
                                                      .user = g->user,
                                                      .teller = w->place->index == 0,
                                                      .trial = w->place->trial},
                             err, site, &diag);
    if (err == OK)
        say_served(w, host);
    if (err == OK || refused)
        w->capsules[host] = capsule_create(&options, site);
    site_unref(site);
    diag_finish(&diag);
    return err == OK || refused;
}

static void change_tickets(struct worker *w, int file)
{
    struct ticket_keys keys;
    if (w->generation->tls && tickets_read(file, &keys))
        tls_context_set_tickets(w->generation->tls, &keys);
    else
        log_error("a worker has no keys of session tickets");
    tickets_wipe(&keys);
    close(file);
}

static void understand(struct worker *w, struct net *net, const struct channel_message *message, int file)
{
    const struct net_absent absent = {{message->number, message->hash}};
    switch ((enum channel_kind)message->kind) {
    case CHANNEL_TICKETS:
        change_tickets(w, file);
        break;
    case CHANNEL_STATUS:
        net_change_status(net, file);
        break;
    case CHANNEL_ABSENT:
        net_stand_in(net, &absent);
        break;
    case CHANNEL_LOG:
        withheld_change_log(w->generation->withheld, file);
        net_change_log(net, file);
        break;
    case CHANNEL_READY:
    case CHANNEL_SERVED:
    case CHANNEL_REFUSED:
    case CHANNEL_LATE:
    case CHANNEL_KINDS:
        break;
    }
}

static bool hear(struct net *net, void *context)
{
    struct worker *w = context;
    for (;;) {
        struct channel_message message;
        int file;
        switch (channel_take(&w->channel, CHANNEL_FROM_PARENT, &message, &file)) {
        case CHANNEL_MESSAGE:
            understand(w, net, &message, file);
            break;
        case CHANNEL_STALE:
            break;
        case CHANNEL_EMPTY:
            return true;
        case CHANNEL_WRONG:
            log_error("a worker does not understand its parent, and stops listening to it");
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
        .index = w->place->index,
        .hosts = {w->capsules, g->folder_count, w->capsules[c->fallback]},
        .tls = g->tls,
        .keeper = {.fd = g->keeper_sockets ? g->keeper_sockets[w->place->index].worker : -1,
                   .asker = {g->number, (uint32_t)w->place->index},
                   .threads = keeper_process_threads(g),
                   .late = say_late},
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
                .addresses = (enum log_addresses)c->log.addresses,
                .handshakes = c->log.handshakes},
        .status = {.fd = status_socket_fd(g->status), .generation = g->number, .certificates_end = g->certificates_end},
        .shared = shared_net(w->place->shared),
        .slot = w->place->slot,
        .tells = w->place->index == 0,
        .drain_ms = WORKER_DRAIN_MS,
        .watch = true,
        .said = w->said,
        .channel = {.fd = w->channel.fd, .heard = hear},
        .ready = say_ready,
        .mended = say_served,
        .context = w,
    };
    return net_run(&options);
}

static void finish(struct worker *w)
{
    for (size_t i = 0; i < w->generation->folder_count; i++)
        capsule_destroy(w->capsules[i]);
    answer_memory_destroy(w->memory);
    mime_destroy(w->mime);
    arena_destroy(w->arena);
}

static int first_folder(const struct generation *g)
{
    size_t i = 0;
    while (i + 1 < g->folder_count && g->folders[i].fd < 0)
        i++;
    return g->folders[i].fd;
}

int worker_run(const struct worker_place *place)
{
    const struct generation *g = place->generation;
    struct worker w = {.place = place, .generation = g, .arena = arena_create()};
    w.channel = (struct channel){.fd = place->channel, .generation = g->number, .worker = (uint32_t)place->slot};
    reset_signals();
    heap_settle();
    w.listeners = sockets_for_worker(&g->sockets, place->index, g->worker_count, w.arena, &w.listener_count);
    w.capsules = ARENA_ARRAY(w.arena, struct capsule *, g->folder_count);
    w.said = ARENA_ARRAY(w.arena, uint64_t, g->folder_count);
    w.mime = mime_types_read();
    w.memory = answer_memory_create(CACHE_BYTES);
    bool sees = shared_become_worker(place->shared, place->slot);
    if (!sees)
        log_error("a worker cannot see the counters of the others: %s", strerror(errno));
    bool able = sees && confine(g, w.listeners, w.listener_count, place->index, place->channel, place->parent);
    for (size_t i = 0; i < g->folder_count && able; i++)
        able = load_capsule(&w, i);
    /* Once: libc stays the same, and a reload must not wait for one worker longer than for the others. */
    if (able && place->trial && g->number == 1 && place->index == 0 && g->config->sandbox != SANDBOX_OFF)
        libc_trial(first_folder(g));
    int code = able ? serve(&w) : EXIT_CANNOT_SERVE;
    finish(&w);
    return code;
}
