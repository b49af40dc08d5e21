#ifndef SERVER_CONFIG_FIELD_H
#define SERVER_CONFIG_FIELD_H

#include "base/diag.h"
#include "data/data.h"
#include "server/config.h"

#include <stdio.h>

/*
 * One key of the file: its type reads it into the struct and writes it back. Reader, dump and the guess at a mistyped
 * key are all made from tables of these.
 */

struct config_reader {
    str file, folder; /* FOLDER: the start of relative paths, ending in '/'; empty: the current folder */
    struct arena *arena;
    struct diag *diag;
};

struct config_field;

struct config_type {
    /* VALUE is neither NULL nor null. Errors in it go to the reader's diag. */
    void (*read)(const struct config_reader *, const struct config_field *, const struct data *value, void *place);
    /* Writes " value\n", or an indented block after "\n". */
    void (*dump)(FILE *, const struct config_field *, const void *place, int indent);
};

struct config_map {
    const struct config_field *fields;
    size_t count;
};

struct config_field {
    const char *key;
    const struct config_type *type;
    size_t offset;
    long min, max;                     /* of a number, or a duration in milliseconds */
    const char *words;                 /* of a choice or switch, separated by '|' */
    const struct config_map *map;      /* of a nested map */
    size_t given;                      /* offset of a bool that is true when the key was there; 0: none */
    bool (*is_set)(const void *place); /* NULL: a dump always shows it */
};

extern const struct config_type config_type_map, config_type_bool, config_type_number, config_type_workers,
    config_type_duration, config_type_choice, config_type_switch, config_type_text, config_type_path, config_type_log,
    config_type_addresses, config_type_networks, config_type_host, config_type_aliases, config_type_hosts,
    config_type_certs, config_type_restrictions, config_type_fingerprints, config_type_visitors;

void config_read_map(const struct config_reader *, const struct config_map *, const struct data *, void *place);
void config_dump_map(FILE *, const struct config_map *, const void *place, int indent);

bool config_text_is_set(const void *place);   /* of a str */
bool config_certs_are_set(const void *place); /* of the whole struct config */
bool config_hosts_are_set(const void *place); /* of config_hosts */
bool config_number_is_set(const void *place); /* of a long: more than 0 */

/* An error at the line of VALUE, or at LINE. */
void config_wrong(const struct config_reader *, const struct data *value, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void config_wrong_at(const struct config_reader *, int line, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* VALUE in a message: its text, or its kind. */
str config_shown(const struct data *value);
/* The text of a scalar; false, with an error, for a list or a map. */
bool config_scalar(const struct config_reader *, const struct config_field *, const struct data *, str *out);
str config_path(const struct config_reader *, str path);

/* Writes S in double quotes, with everything escaped that YAML would read differently. */
void config_quote(FILE *, str);

#endif
