#include "server/config_load.h"

#include "base/whole_file.h"
#include "data/data.h"
#include "server/config_field.h"
#include "server/config_settle.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

enum { FILE_MAX = 1 << 20, LARGEST = 1000000, DAY_MS = 86400000 };

#define MAP(name)                                                                                                      \
    static const struct config_map name##_map = {name##_fields, sizeof name##_fields / sizeof *name##_fields}

/* The ports of a protocol, in the structure of its settings. */
#define PORTS_OF(settings)                                                                                             \
    {.key = "port", .type = &config_type_number, .offset = offsetof(settings, port), .max = PORT_MAX},                 \
    {                                                                                                                  \
        .key = "public_port", .type = &config_type_number, .offset = offsetof(settings, public_port), .min = 1,        \
        .max = PORT_MAX, .is_set = config_number_is_set                                                                \
    }

static const struct config_field gemini_fields[] = {
    PORTS_OF(struct config_gemini),
    {.key = "any_port", .type = &config_type_bool, .offset = offsetof(struct config_gemini, any_port)},
};
MAP(gemini);

static const struct config_field gopher_fields[] = {
    PORTS_OF(struct config_gopher),
    {.key = "width",
     .type = &config_type_number,
     .offset = offsetof(struct config_gopher, width),
     .min = 20,
     .max = 1000},
};
MAP(gopher);

static const struct config_field more_fields[] = {
    PORTS_OF(struct config_more),
};
MAP(more);

static const struct config_field limits_fields[] = {
    {.key = "connections",
     .type = &config_type_number,
     .offset = offsetof(struct config_limits, connections),
     .min = 1,
     .max = LARGEST},
    {.key = "per_address",
     .type = &config_type_number,
     .offset = offsetof(struct config_limits, per_address),
     .min = 1,
     .max = LARGEST},
    {.key = "requests_per_second",
     .type = &config_type_number,
     .offset = offsetof(struct config_limits, requests_per_second),
     .min = 0,
     .max = LARGEST},
    {.key = "burst",
     .type = &config_type_number,
     .offset = offsetof(struct config_limits, burst),
     .min = 0,
     .max = LARGEST},
    {.key = "request_timeout",
     .type = &config_type_duration,
     .offset = offsetof(struct config_limits, request_timeout),
     .min = 1,
     .max = DAY_MS},
    {.key = "write_timeout",
     .type = &config_type_duration,
     .offset = offsetof(struct config_limits, write_timeout),
     .min = 1,
     .max = DAY_MS},
    {.key = "exempt", .type = &config_type_networks, .offset = offsetof(struct config_limits, exempt)},
};
MAP(limits);

static const struct config_field log_fields[] = {
    {.key = "access", .type = &config_type_log, .offset = offsetof(struct config_log, access)},
    {.key = "format",
     .type = &config_type_choice,
     .offset = offsetof(struct config_log, format),
     .words = "combined|json"},
    {.key = "addresses",
     .type = &config_type_choice,
     .offset = offsetof(struct config_log, addresses),
     .words = "hidden|shortened|full"},
    {.key = "handshakes", .type = &config_type_bool, .offset = offsetof(struct config_log, handshakes)},
};
MAP(log);

static const struct config_field tickets_fields[] = {
    {.key = "secret",
     .type = &config_type_path,
     .offset = offsetof(struct config_tickets, secret),
     .is_set = config_text_is_set},
};
MAP(tickets);

static const struct config_field proxy_fields[] = {
    {.key = "from", .type = &config_type_networks, .offset = offsetof(struct config_proxy, from)},
};
MAP(proxy);

static const struct config_field config_fields[] = {
    {.key = "listen",
     .type = &config_type_addresses,
     .offset = offsetof(struct config, listen),
     .given = offsetof(struct config, listen_given)},
    {.key = "gemini", .type = &config_type_map, .offset = offsetof(struct config, gemini), .map = &gemini_map},
    {.key = "gopher", .type = &config_type_map, .offset = offsetof(struct config, gopher), .map = &gopher_map},
    {.key = "spartan", .type = &config_type_map, .offset = offsetof(struct config, spartan), .map = &more_map},
    {.key = "finger", .type = &config_type_map, .offset = offsetof(struct config, finger), .map = &more_map},
    {.key = "nex", .type = &config_type_map, .offset = offsetof(struct config, nex), .map = &more_map},
    {.key = "certs", .type = &config_type_certs, .is_set = config_certs_are_set},
    {.key = "workers", .type = &config_type_workers, .offset = offsetof(struct config, workers)},
    {.key = "user",
     .type = &config_type_text,
     .offset = offsetof(struct config, user),
     .given = offsetof(struct config, user_given)},
    {.key = "sandbox",
     .type = &config_type_switch,
     .offset = offsetof(struct config, sandbox),
     .words = "off|on|require"},
    {.key = "hosts",
     .type = &config_type_hosts,
     .offset = offsetof(struct config, hosts),
     .is_set = config_hosts_are_set},
    {.key = "default_host",
     .type = &config_type_host,
     .offset = offsetof(struct config, default_host),
     .is_set = config_text_is_set},
    {.key = "limits", .type = &config_type_map, .offset = offsetof(struct config, limits), .map = &limits_map},
    {.key = "log", .type = &config_type_map, .offset = offsetof(struct config, log), .map = &log_map},
    {.key = "status",
     .type = &config_type_path,
     .offset = offsetof(struct config, status),
     .is_set = config_text_is_set},
    {.key = "tickets",
     .type = &config_type_map,
     .offset = offsetof(struct config, tickets),
     .map = &tickets_map,
     .is_set = config_text_is_set},
    {.key = "proxy_protocol", .type = &config_type_map, .offset = offsetof(struct config, proxy), .map = &proxy_map},
};
MAP(config);

static const str every_address[] = {STR_INIT("::"), STR_INIT("0.0.0.0")};
static const str loopback[] = {STR_INIT("127.0.0.0/8"), STR_INIT("::1")};

static const struct config built_in = {
    .listen = {every_address, 2},
    .gemini = {.port = 1965, .public_port = PORT_SAME},
    .gopher = {.port = 70, .public_port = PORT_SAME, .width = 70},
    .spartan = {.port = PORT_OFF, .public_port = PORT_SAME},
    .finger = {.port = PORT_OFF, .public_port = PORT_SAME},
    .nex = {.port = PORT_OFF, .public_port = PORT_SAME},
    .user = STR_INIT(CONFIG_USER),
    .sandbox = SANDBOX_ON,
    .limits = {.connections = 4096,
               .per_address = 64,
               .requests_per_second = 20,
               .burst = 60,
               .request_timeout = 10000,
               .write_timeout = 30000,
               .exempt = {loopback, 2}},
    .log = {.access = STR_INIT("stdout"), .addresses = LOG_ADDRESSES_SHORTENED},
};

static enum err verdict(const struct diag *diag, size_t errors_before)
{
    return diag->errors > errors_before ? ERR_SYNTAX : OK;
}

enum err config_parse(str text, str file, struct arena *arena, struct diag *diag, struct config *out)
{
    size_t errors = diag->errors;
    *out = built_in;
    out->file = arena_str(arena, file);
    size_t slash = str_find_last(file, '/');
    struct config_reader reader = {
        .file = file,
        .folder = slash == STR_NONE ? STR("") : str_first(file, slash + 1),
        .arena = arena,
        .diag = diag,
    };
    if (!str_trim(text).n)
        return OK;
    const struct data *data = yaml_parse(text, file, 1, arena, diag);
    if (data && data->kind != DATA_NULL)
        config_read_map(&reader, &config_map, data, out);
    return verdict(diag, errors);
}

static enum err read_whole(str path, struct arena *arena, str *out)
{
    int fd = open(arena_z(arena, path), O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (fd < 0)
        return ERR_IO;
    enum err err = whole_file_read(fd, FILE_MAX, arena, out);
    int reason = errno;
    close(fd);
    errno = err == ERR_LIMIT ? EFBIG : reason;
    return err;
}

enum err config_load(const struct config_flags *flags, struct arena *arena, struct diag *diag, struct config *out)
{
    size_t errors = diag->errors;
    str text = STR("");
    if (flags->file.n && read_whole(flags->file, arena, &text) != OK) {
        diag_add(diag, SEVERITY_ERROR, flags->file, 0, "cannot be read: %s; name the configuration file",
                 strerror(errno));
        return ERR_IO;
    }
    if (config_parse(text, flags->file, arena, diag, out) == OK)
        config_settle(out, flags, arena, diag);
    return verdict(diag, errors);
}

void config_dump(const struct config *config, FILE *out)
{
    config_dump_map(out, &config_map, config, 0);
}
