/* Types of lists of texts that follow a grammar of their own, and of the single texts that they are made of. */
#include "server/config_field.h"

#include "server/network.h"
#include "uri/uri.h"

#include <string.h>

typedef bool read_item(const struct config_reader *, const struct data *, str, str *);

static void read_list(const struct config_reader *r, const struct config_field *f, const struct data *value,
                      read_item *read, void *place)
{
    bool list = value->kind == DATA_LIST;
    size_t count = list ? value->count : 1, kept = 0;
    str *items = ARENA_ARRAY(r->arena, str, count);
    for (size_t i = 0; i < count; i++) {
        const struct data *item = list ? value->items[i] : value;
        str text;
        if (config_scalar(r, f, item, &text) && read(r, item, text, &items[kept]))
            kept++;
    }
    struct str_list result = {items, kept};
    memcpy(place, &result, sizeof result);
}

static void dump_list(FILE *out, const struct config_field *f, const void *place, int indent)
{
    (void)f, (void)indent;
    const struct str_list *list = place;
    fputs(" [", out);
    for (size_t i = 0; i < list->count; i++) {
        fputs(i ? ", " : "", out);
        config_quote(out, list->items[i]);
    }
    fputs("]\n", out);
}

static bool read_address(const struct config_reader *r, const struct data *at, str text, str *out)
{
    if (!network_is_address(text)) {
        config_wrong(r, at, "%.*s is not an address; write an IP address such as 127.0.0.1 or ::1", STR_ARG(text));
        return false;
    }
    if (network_lacks_interface(text)) {
        config_wrong(r, at, "%.*s is an address of one link, and needs its interface; write %.*s%%eth0", STR_ARG(text),
                     STR_ARG(text));
        return false;
    }
    *out = arena_str(r->arena, text);
    return true;
}

static void read_addresses(const struct config_reader *r, const struct config_field *f, const struct data *value,
                           void *place)
{
    read_list(r, f, value, read_address, place);
}

static bool read_network(const struct config_reader *r, const struct data *at, str text, str *out)
{
    if (!network_is_range(text)) {
        config_wrong(r, at, "%.*s is not a network; write one such as 10.0.0.0/8 or ::1", STR_ARG(text));
        return false;
    }
    *out = arena_str(r->arena, text);
    return true;
}

static void read_networks(const struct config_reader *r, const struct config_field *f, const struct data *value,
                          void *place)
{
    read_list(r, f, value, read_network, place);
}

static bool read_host_name(const struct config_reader *r, const struct data *at, str text, str *out)
{
    if (text.n && uri_host(text, r->arena, out) == OK)
        return true;
    config_wrong(r, at, "%.*s is not a host name; write one such as example.org", STR_ARG(text));
    return false;
}

static void read_host(const struct config_reader *r, const struct config_field *f, const struct data *value,
                      void *place)
{
    str text, host;
    if (config_scalar(r, f, value, &text) && read_host_name(r, value, text, &host))
        memcpy(place, &host, sizeof host);
}

static void dump_host(FILE *out, const struct config_field *f, const void *place, int indent)
{
    (void)f, (void)indent;
    fputc(' ', out);
    config_quote(out, *(const str *)place);
    fputc('\n', out);
}

static const str any_name = STR_INIT("*");

static bool read_alias(const struct config_reader *r, const struct data *at, str text, str *out)
{
    if (!str_eq(text, any_name))
        return read_host_name(r, at, text, out);
    *out = any_name;
    return true;
}

static void read_aliases(const struct config_reader *r, const struct config_field *f, const struct data *value,
                         void *place)
{
    struct str_list all;
    struct config_aliases aliases = {.any = false};
    read_list(r, f, value, read_alias, &all);
    str *names = ARENA_ARRAY(r->arena, str, all.count);
    for (size_t i = 0; i < all.count; i++) {
        if (str_eq(all.items[i], any_name))
            aliases.any = true;
        else
            names[aliases.names.count++] = all.items[i];
    }
    aliases.names.items = names;
    memcpy(place, &aliases, sizeof aliases);
}

static void dump_aliases(FILE *out, const struct config_field *f, const void *place, int indent)
{
    const struct config_aliases *aliases = place;
    if (!aliases->any) {
        dump_list(out, f, &aliases->names, indent);
        return;
    }
    fputs(" [\"*\"", out);
    for (size_t i = 0; i < aliases->names.count; i++) {
        fputs(", ", out);
        config_quote(out, aliases->names.items[i]);
    }
    fputs("]\n", out);
}

static bool read_fingerprint(const struct config_reader *r, const struct data *at, str text, str *out)
{
    enum { DIGITS = 64 };
    char digits[DIGITS];
    size_t n = 0;
    bool wrong = false;
    str rest = str_starts_nocase(text, STR("SHA256:")) ? str_from(text, 7) : text;
    for (size_t i = 0; i < rest.n; i++) {
        if (rest.p[i] == ':')
            continue;
        wrong |= n == DIGITS || char_hex(rest.p[i]) < 0;
        if (n < DIGITS)
            digits[n++] = char_lower(rest.p[i]);
    }
    if (wrong || n != DIGITS) {
        config_wrong(r, at, "%.*s is not a fingerprint; write SHA256: and the 64 hex digits that the client shows",
                     STR_ARG(text));
        return false;
    }
    *out = arena_str(r->arena, (str){digits, n});
    return true;
}

static void read_fingerprints(const struct config_reader *r, const struct config_field *f, const struct data *value,
                              void *place)
{
    read_list(r, f, value, read_fingerprint, place);
}

static void dump_fingerprints(FILE *out, const struct config_field *f, const void *place, int indent)
{
    (void)f, (void)indent;
    const struct str_list *list = place;
    fputs(" [", out);
    for (size_t i = 0; i < list->count; i++) {
        str visitor = list->items[i];
        fputs(i ? ", " : "", out);
        fprintf(out, str_eq(visitor, STR("any")) ? "%.*s" : "\"SHA256:%.*s\"", STR_ARG(visitor));
    }
    fputs("]\n", out);
}

static bool read_visitor(const struct config_reader *r, const struct data *at, str text, str *out)
{
    if (!str_eq(text, STR("any")))
        return read_fingerprint(r, at, text, out);
    *out = STR("any");
    return true;
}

static void read_visitors(const struct config_reader *r, const struct config_field *f, const struct data *value,
                          void *place)
{
    read_list(r, f, value, read_visitor, place);
}

const struct config_type config_type_addresses = {read_addresses, dump_list};
const struct config_type config_type_networks = {read_networks, dump_list};
const struct config_type config_type_host = {read_host, dump_host};
const struct config_type config_type_aliases = {read_aliases, dump_aliases};
const struct config_type config_type_fingerprints = {read_fingerprints, dump_fingerprints};
const struct config_type config_type_visitors = {read_visitors, dump_fingerprints};
