#include "answer/capsule.h"

#include "protocol/log_path.h"
#include "uri/uri.h"

static bool is_host(const struct capsule *capsule, str host)
{
    const struct capsule_options *options = &capsule->options;
    if (str_eq_nocase(options->name, host))
        return true;
    for (size_t i = 0; i < options->alias_count; i++)
        if (str_eq_nocase(options->aliases[i], host))
            return true;
    return false;
}

static struct capsule *find_host(const struct hosts *hosts, str host)
{
    struct capsule *any = NULL;
    for (size_t i = 0; i < hosts->count; i++) {
        if (is_host(hosts->capsules[i], host))
            return hosts->capsules[i];
        if (hosts->capsules[i]->options.any_name)
            any = hosts->capsules[i];
    }
    return any;
}

static bool is_port(const struct capsule_options *options, int port, int bound)
{
    if (port < 0)
        port = GEMINI_PORT;
    return options->any_port || port == bound || port == options->gemini_port || port == options->public_gemini_port;
}

/*
 * If the name in the TLS hello could differ from the URL's host, one host's pages would be shown under another's
 * certificate.
 */
static bool sni_agrees(const struct hosts *hosts, const struct capsule *capsule, str sni, str host)
{
    if (!sni.n || uri_host_is_ip(sni))
        return true;
    const struct capsule *named = find_host(hosts, sni);
    return named ? named == capsule : str_eq_nocase(sni, host);
}

void hosts_gopher(const struct hosts *hosts, const struct gopher_request *request, str sni, struct arena *arena,
                  struct response *response)
{
    struct capsule *named = sni.n ? find_host(hosts, sni) : NULL;
    gopher_answer(named ? named : hosts->fallback, request, arena, response);
}

void hosts_spartan(const struct hosts *hosts, const struct spartan_request *request, struct arena *arena,
                   struct response *response)
{
    str host;
    struct capsule *capsule = uri_host(request->host, arena, &host) == OK ? find_host(hosts, host) : NULL;
    if (capsule) {
        spartan_answer(capsule, request, arena, response);
        return;
    }
    *response = (struct response){.asked.path = log_path_of(request->path, false)};
    spartan_refuse(SPARTAN_CLIENT_ERROR, STR("This is another host"), response);
}

void hosts_gemini(const struct hosts *hosts, const struct gemini_request *request, const struct peer *peer,
                  struct arena *arena, struct response *response)
{
    const struct uri *uri = &request->uri;
    str host;
    struct capsule *capsule = NULL;
    if (str_eq_nocase(uri->scheme, STR("gemini")) && uri_host(uri->host, arena, &host) == OK)
        capsule = find_host(hosts, host);
    if (capsule && is_port(&capsule->options, uri->port, peer->port) && sni_agrees(hosts, capsule, peer->sni, host)) {
        gemini_answer(capsule, request, peer, arena, response);
        return;
    }
    *response = (struct response){.asked.path = gemini_path(uri)};
    gemini_refuse(GEMINI_REFUSED, arena, response);
}
