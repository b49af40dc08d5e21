/* The folder of certificates: its path alone, or a map that also says what may happen there. */
#include "server/config_field.h"

static const struct config_field certs_fields[] = {
    {.key = "folder",
     .type = &config_type_path,
     .offset = offsetof(struct config, certs),
     .is_set = config_text_is_set},
    {.key = "create",
     .type = &config_type_choice,
     .offset = offsetof(struct config, certs_create),
     .words = "auto|never"},
};

static const struct config_map certs_map = {certs_fields, sizeof certs_fields / sizeof *certs_fields};

bool config_certs_are_set(const void *place)
{
    const struct config *config = place;
    return config->certs.n > 0 || config->certs_create != CERTS_CREATE_AUTO;
}

static void read_certs(const struct config_reader *r, const struct config_field *f, const struct data *value,
                       void *place)
{
    struct config *config = place;
    struct config_field folder = certs_fields[0];
    folder.key = f->key;
    if (value->kind == DATA_MAP)
        config_read_map(r, &certs_map, value, config);
    else
        folder.type->read(r, &folder, value, &config->certs);
}

static void dump_certs(FILE *out, const struct config_field *f, const void *place, int indent)
{
    const struct config *config = place;
    (void)f;
    if (config->certs_create == CERTS_CREATE_AUTO) {
        config_type_path.dump(out, &certs_fields[0], &config->certs, indent);
        return;
    }
    fputc('\n', out);
    config_dump_map(out, &certs_map, config, indent + 2);
}

const struct config_type config_type_certs = {read_certs, dump_certs};
