#ifndef DATA_YAML_FAULT_H
#define DATA_YAML_FAULT_H

#include "data/data.h"

#include <yaml.h>

/* One document on its way from libyaml's events to a tree. */
struct yaml_reading {
    yaml_parser_t parser;
    str text, file;
    int line; /* of the first line of TEXT in FILE */
    struct arena *arena;
    struct diag *diag;
    bool failed;
    bool for_jekyll;        /* who reads the same file */
    yaml_event_type_t kind; /* of the document's first node */
    yaml_mark_t first;      /* where that begins */
    int dots;               /* line of the "..." that ended the document; 0: none */
    bool ended;             /* the document is read */
};

int yaml_line(const struct yaml_reading *, size_t mark_line); /* of the file, for a line of libyaml's */

/* Each of these makes the reading fail; only the first says why in DIAG. */
void yaml_complain(struct yaml_reading *, int line, const char *what);
void yaml_complain_of_parser(struct yaml_reading *); /* what libyaml has refused */
/* Bytes in which a reader would go astray before libyaml noticed. WHOLE is the text with its byte order mark. */
void yaml_check_bytes(struct yaml_reading *, str whole);

/* Below LINE nothing is read, by Ruby's parser neither. */
void yaml_note_silent_end(struct yaml_reading *, int line);

#endif
