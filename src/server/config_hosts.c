/* Types of the list of hosts and of a host's restrictions. */
#include "server/config_field.h"
#include "uri/uri.h"

#include <string.h>

static const struct config_field host_fields[] = {
    {.key = "name",
     .type = &config_type_host,
     .offset = offsetof(struct config_host, name),
     .is_set = config_text_is_set},
    {.key = "aliases", .type = &config_type_aliases, .offset = offsetof(struct config_host, aliases)},
    {.key = "capsule",
     .type = &config_type_path,
     .offset = offsetof(struct config_host, capsule),
     .is_set = config_text_is_set},
    {.key = "certificate",
     .type = &config_type_path,
     .offset = offsetof(struct config_host, certificate),
     .is_set = config_text_is_set},
    {.key = "key",
     .type = &config_type_path,
     .offset = offsetof(struct config_host, key),
     .is_set = config_text_is_set},
    {.key = "restricted", .type = &config_type_restrictions, .offset = offsetof(struct config_host, restricted)},
    {.key = "editors", .type = &config_type_fingerprints, .offset = offsetof(struct config_host, editors)},
};

static const struct config_map host_map = {host_fields, sizeof host_fields / sizeof *host_fields};

bool config_hosts_are_set(const void *place)
{
    return ((const struct config_hosts *)place)->count > 0;
}

static void read_hosts(const struct config_reader *r, const struct config_field *f, const struct data *value,
                       void *place)
{
    if (value->kind != DATA_LIST) {
        config_wrong(r, value, "%s is %.*s; write a list of hosts: \"- name: example.org\"", f->key,
                     STR_ARG(config_shown(value)));
        return;
    }
    struct config_hosts hosts = {ARENA_ARRAY(r->arena, struct config_host, value->count), value->count};
    for (size_t i = 0; i < hosts.count; i++) {
        hosts.items[i].line = value->items[i]->line;
        config_read_map(r, &host_map, value->items[i], &hosts.items[i]);
    }
    memcpy(place, &hosts, sizeof hosts);
}

static void dump_hosts(FILE *out, const struct config_field *f, const void *place, int indent)
{
    (void)f;
    const struct config_hosts *hosts = place;
    fputc('\n', out);
    for (size_t i = 0; i < hosts->count; i++) {
        fprintf(out, "%*s-\n", indent + 2, "");
        config_dump_map(out, &host_map, &hosts->items[i], indent + 4);
    }
}

const struct config_type config_type_hosts = {read_hosts, dump_hosts};

static const struct config_field visitors = {.key = "restricted", .type = &config_type_visitors};

/* The form in which paths of requests are compared: decoded, without dot segments. */
static bool read_folder(str text, struct arena *arena, str *folder)
{
    str decoded;
    return uri_decode_strict(text, arena, &decoded) && uri_remove_dots(decoded, arena, folder) &&
           str_starts(*folder, STR("/")) && str_ends(*folder, STR("/"));
}

static void read_restrictions(const struct config_reader *r, const struct config_field *f, const struct data *value,
                              void *place)
{
    if (value->kind != DATA_MAP) {
        config_wrong(r, value, "%s is %.*s; write folders and who may see them: { /private/: [any] }", f->key,
                     STR_ARG(config_shown(value)));
        return;
    }
    struct config_restrictions all = {ARENA_ARRAY(r->arena, struct config_restriction, value->count), 0};
    for (size_t i = 0; i < value->count; i++) {
        const struct data_pair *pair = &value->pairs[i];
        struct config_restriction *one = &all.items[all.count];
        str folder;
        if (!read_folder(pair->key, r->arena, &folder)) {
            config_wrong_at(r, pair->line, "%.*s is not a folder; write it with both slashes, such as /private/",
                            STR_ARG(pair->key));
            continue;
        }
        one->prefix = arena_str(r->arena, folder);
        visitors.type->read(r, &visitors, pair->value, &one->fingerprints);
        all.count++;
    }
    memcpy(place, &all, sizeof all);
}

static void dump_restrictions(FILE *out, const struct config_field *f, const void *place, int indent)
{
    (void)f;
    const struct config_restrictions *all = place;
    fputs(all->count ? "\n" : " {}\n", out);
    for (size_t i = 0; i < all->count; i++) {
        fprintf(out, "%*s", indent + 2, "");
        config_quote(out, all->items[i].prefix);
        fputc(':', out);
        visitors.type->dump(out, &visitors, &all->items[i].fingerprints, indent + 2);
    }
}

const struct config_type config_type_restrictions = {read_restrictions, dump_restrictions};
