#include "server/config_settle.h"

#include "net/protocols.h"
#include "server/config_field.h"
#include "server/config_ports.h"
#include "server/network.h"
#include "uri/uri.h"

#include <stdlib.h>
#include <unistd.h>

struct settling {
    struct config *config;
    const struct config_flags *flags;
    struct arena *arena;
    struct diag *diag;
};

static void lay_port(long flag, long *port)
{
    if (flag != PORT_SAME)
        *port = flag;
}

static void settle_public_port(struct config_more *protocol)
{
    if (protocol->public_port == PORT_SAME)
        protocol->public_port = protocol->port;
}

/* 0 for auto; -1: neither auto nor a number of workers. */
static long workers_of(str text)
{
    long n;
    if (str_eq(text, STR("auto")))
        return WORKERS_AUTO;
    return str_to_long(text, &n) && n >= 1 && n <= WORKERS_MAX ? n : -1;
}

static void lay_workers(struct settling *s)
{
    if (s->flags->workers.n)
        s->config->workers = workers_of(s->flags->workers);
}

static void lay_listen(struct settling *s)
{
    if (!s->flags->listen.count)
        return;
    s->config->listen = s->flags->listen;
    s->config->listen_given = true;
}

static struct config_host *find_host(struct config *c, str name)
{
    for (size_t i = 0; i < c->hosts.count; i++)
        if (str_eq(c->hosts.items[i].name, name))
            return &c->hosts.items[i];
    return NULL;
}

/* CAPSULE on the command line is then the only capsule; --host names it, or chooses among the hosts of the file. */
static void lay_host(struct settling *s)
{
    struct config *c = s->config;
    const struct config_flags *f = s->flags;
    str name = STR("localhost");
    if (f->host.n)
        uri_host(f->host, s->arena, &name);
    struct config_host *known = f->host.n ? find_host(c, name) : NULL;
    bool chosen = !f->capsule.n && known;
    if (c->hosts.count && !f->capsule.n && !f->host.n)
        return;
    if (c->hosts.count && !f->capsule.n && !known) {
        diag_add(s->diag, SEVERITY_ERROR, STR(""), 0,
                 "--host %.*s is not among the hosts of %.*s; add it there, or name its CAPSULE", STR_ARG(f->host),
                 STR_ARG(c->file));
        return;
    }
    struct config_host *only = ARENA_NEW(s->arena, struct config_host);
    *only = chosen ? *known : (struct config_host){.name = name};
    if (!chosen)
        only->capsule = f->capsule.n ? f->capsule : STR(".");
    c->hosts = (struct config_hosts){only, 1};
    c->default_host = STR("");
}

static bool same_pair(const struct config_host *h)
{
    return (h->certificate.n > 0) == (h->key.n > 0);
}

static void check_host(struct settling *s, const struct config_host *h)
{
    str file = s->config->file;
    if (!h->name.n)
        diag_add(s->diag, SEVERITY_ERROR, file, h->line, "a host has no name; write name: example.org");
    else if (!h->capsule.n)
        diag_add(s->diag, SEVERITY_ERROR, file, h->line, "host %.*s has no capsule; write capsule: /srv/%.*s",
                 STR_ARG(h->name), STR_ARG(h->name));
    if (!same_pair(h))
        diag_add(s->diag, SEVERITY_ERROR, file, h->line,
                 "host %.*s has a %s without its %s; write both, or neither to have them made", STR_ARG(h->name),
                 h->key.n ? "key" : "certificate", h->key.n ? "certificate" : "key");
}

static size_t names_of(const struct config_host *h)
{
    return 1 + h->aliases.names.count;
}

static str name_at(const struct config_host *h, size_t i)
{
    return i ? h->aliases.names.items[i - 1] : h->name;
}

struct named {
    str name;
    const struct config_host *host;
};

static int by_name(const void *a, const void *b)
{
    return str_cmp(((const struct named *)a)->name, ((const struct named *)b)->name);
}

static void check_names(struct settling *s)
{
    const struct config_hosts *hosts = &s->config->hosts;
    size_t count = 0, n = 0;
    for (size_t i = 0; i < hosts->count; i++)
        count += names_of(&hosts->items[i]);
    struct named *all = ARENA_ARRAY(s->arena, struct named, count);
    for (size_t i = 0; i < hosts->count; i++)
        for (size_t j = 0; j < names_of(&hosts->items[i]); j++)
            all[n++] = (struct named){name_at(&hosts->items[i], j), &hosts->items[i]};
    qsort(all, n, sizeof *all, by_name);
    for (size_t i = 1; i < n; i++) {
        bool same = all[i].name.n && str_eq(all[i].name, all[i - 1].name);
        int line = all[i].host->line > all[i - 1].host->line ? all[i].host->line : all[i - 1].host->line;
        if (same)
            diag_add(s->diag, SEVERITY_ERROR, s->config->file, line, "%.*s is named twice; a name belongs to one host",
                     STR_ARG(all[i].name));
    }
}

static void check_any_name(struct settling *s)
{
    const struct config_hosts *hosts = &s->config->hosts;
    const struct config_host *first = NULL;
    for (size_t i = 0; i < hosts->count; i++) {
        const struct config_host *h = &hosts->items[i];
        if (!h->aliases.any)
            continue;
        if (first)
            diag_add(s->diag, SEVERITY_ERROR, s->config->file, h->line,
                     "%.*s and %.*s both have the alias *; one host can answer to every other name: take it from one",
                     STR_ARG(first->name), STR_ARG(h->name));
        first = first ? first : h;
    }
}

static void choose_default(struct settling *s)
{
    struct config *c = s->config;
    if (!c->hosts.count)
        return;
    if (!c->default_host.n)
        c->default_host = c->hosts.items[0].name;
    const struct config_host *h = find_host(c, c->default_host);
    if (h)
        c->fallback = (size_t)(h - c->hosts.items);
    else
        diag_add(s->diag, SEVERITY_ERROR, c->file, 0,
                 "default_host %.*s is not one of the hosts; write one of their names", STR_ARG(c->default_host));
}

static void check_ports(struct settling *s)
{
    const struct config *c = s->config;
    if (c->gemini.port == PORT_OFF && c->gopher.port == PORT_OFF)
        diag_add(s->diag, SEVERITY_ERROR, c->file, 0, "Gemini and Gopher are both off; give one of them a port");
    for (enum net_protocol a = 0; a < NET_PROTOCOLS; a++)
        for (enum net_protocol b = a + 1; b < NET_PROTOCOLS; b++)
            if (config_port(c, a) != PORT_OFF && config_port(c, a) == config_port(c, b))
                diag_add(s->diag, SEVERITY_ERROR, c->file, 0, "%s and %s are both on port %ld; give them one each",
                         net_protocol_titles[a], net_protocol_titles[b], config_port(c, a));
}

static void settle_certs(struct settling *s)
{
    if (s->flags->certs.n)
        s->config->certs = s->flags->certs;
    if (!s->config->certs.n)
        s->config->certs = config_default_certs(s->arena);
    if (!s->config->certs.n)
        diag_add(s->diag, SEVERITY_ERROR, s->config->file, 0,
                 "there is no place for certificates: neither XDG_STATE_HOME nor HOME is set; give --certs DIR");
}

enum err config_check_flags(const struct config_flags *f, struct diag *diag)
{
    size_t errors = diag->errors;
    struct arena *arena = arena_create();
    str host;
    if (f->host.n && uri_host(f->host, arena, &host) != OK)
        diag_add(diag, SEVERITY_ERROR, STR(""), 0, "--host %.*s is not a host name; give one such as example.org",
                 STR_ARG(f->host));
    if (f->workers.n && workers_of(f->workers) < 0)
        diag_add(diag, SEVERITY_ERROR, STR(""), 0, "--workers %.*s is not valid; give auto, or 1 to %d",
                 STR_ARG(f->workers), WORKERS_MAX);
    for (size_t i = 0; i < f->listen.count; i++)
        if (!network_is_address(f->listen.items[i]))
            diag_add(diag, SEVERITY_ERROR, STR(""), 0,
                     "--listen %.*s is not an address; give an IP address such as 127.0.0.1 or ::1",
                     STR_ARG(f->listen.items[i]));
        else if (network_lacks_interface(f->listen.items[i]))
            diag_add(diag, SEVERITY_ERROR, STR(""), 0,
                     "--listen %.*s is an address of one link, and needs its interface; give %.*s%%eth0",
                     STR_ARG(f->listen.items[i]), STR_ARG(f->listen.items[i]));
    arena_destroy(arena);
    return diag->errors > errors ? ERR_SYNTAX : OK;
}

void config_settle(struct config *config, const struct config_flags *flags, struct arena *arena, struct diag *diag)
{
    struct settling s = {config, flags, arena, diag};
    lay_port(flags->gemini_port, &config->gemini.port);
    lay_port(flags->gopher_port, &config->gopher.port);
    lay_port(flags->public_gemini_port, &config->gemini.public_port);
    lay_port(flags->public_gopher_port, &config->gopher.public_port);
    config->drafts = flags->drafts;
    config->future = flags->future;
    config->kind = flags->kind;
    lay_workers(&s);
    lay_listen(&s);
    lay_host(&s);
    settle_certs(&s);
    if (config->gemini.public_port == PORT_SAME)
        config->gemini.public_port = config->gemini.port;
    if (config->gopher.public_port == PORT_SAME)
        config->gopher.public_port = config->gopher.port;
    settle_public_port(&config->spartan);
    settle_public_port(&config->finger);
    settle_public_port(&config->nex);
    for (size_t i = 0; i < config->hosts.count; i++)
        check_host(&s, &config->hosts.items[i]);
    check_names(&s);
    check_any_name(&s);
    choose_default(&s);
    check_ports(&s);
}

str config_default_certs(struct arena *arena)
{
    if (geteuid() == 0)
        return STR("/var/lib/splashdown/certs");
    str state = str_of(getenv("XDG_STATE_HOME")), home = str_of(getenv("HOME"));
    if (str_starts(state, STR("/")))
        return ARENA_CONCAT(arena, state, STR("/splashdown/certs"));
    return home.n ? ARENA_CONCAT(arena, home, STR("/.local/state/splashdown/certs")) : STR("");
}
