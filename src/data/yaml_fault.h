#ifndef DATA_YAML_FAULT_H
#define DATA_YAML_FAULT_H

#include "base/strmap.h"
#include "data/data.h"

#include <yaml.h>

struct yaml_anchor;

/* One document while it is read from libyaml's events into a tree. */
struct yaml_reading {
    yaml_parser_t parser;
    str text, file;
    int line; /* of the first line of TEXT in FILE */
    struct arena *arena;
    struct diag *diag;
    bool failed;
    bool for_jekyll;             /* Jekyll reads the same file */
    bool as_go;                  /* scalars are read as go-yaml reads them */
    bool as_js;                  /* as js-yaml reads them; a key that stands twice is an error */
    yaml_event_type_t kind;      /* of the document's first node */
    yaml_mark_t first;           /* the place where that begins */
    int dots;                    /* line of the "..." that ended the document; 0: none */
    bool ended;                  /* the document is read */
    size_t nodes, aliased;       /* values so far, and those of them that aliases stand for */
    int deepest;                 /* level among the nodes that have been read since the last anchor */
    struct strmap anchor_names;  /* 1 + index in ANCHORS */
    struct yaml_anchor *anchors; /* see data/yaml_anchor.h */
    size_t anchor_count, anchor_capacity;
};

int yaml_line(const struct yaml_reading *, size_t mark_line); /* of the file, for a line of libyaml */

/* Each of these makes the reading fail; only the first gives the reason in DIAG. */
void yaml_complain(struct yaml_reading *, int line, const char *what);
void yaml_complain_of_parser(struct yaml_reading *); /* reports what libyaml has refused */
/* Reports bytes that would mislead a reader before libyaml notices them. WHOLE is the text with its byte order mark. */
void yaml_check_bytes(struct yaml_reading *, str whole);

/* Notes that below LINE Ruby's parser reads nothing, either. */
void yaml_note_silent_end(struct yaml_reading *, int line);

#endif
