#ifndef DATA_TOML_TABLE_H
#define DATA_TOML_TABLE_H

#include "data/map_build.h"
#include "data/text_cursor.h"

enum { TOML_DEPTH_MAX = 64 };

/* The origin of a table, which decides what may be added to it. */
enum toml_origin {
    TOML_HEADER,   /* a line [table] */
    TOML_IMPLIED,  /* the table above one of a header */
    TOML_DOTTED,   /* a dotted key */
    TOML_ELEMENT,  /* a line [[table]] */
    TOML_COMPLETE, /* in braces: nobody */
};

struct toml_table {
    struct growing map; /* first: a value that is a map is a table */
    enum toml_origin origin;
    int depth; /* of the whole document: 0 */
};

struct toml_array {
    struct growing list; /* first: a value that is a list is an array */
    bool of_tables;      /* made of lines [[table]] */
};

/* A dotted key. */
struct toml_path {
    str *parts;
    size_t count, capacity;
    int line;
};

/* Takes a key, bare, quoted or dotted, and the blanks around its dots. False with a complaint. */
bool toml_take_path(struct text_cursor *, struct toml_path *);

struct toml_table *toml_table_new(struct text_cursor *, enum toml_origin, int line, int depth);
struct toml_array *toml_array_new(struct text_cursor *, int line);

/* The table that the header [PATH], or [[PATH]] when it is an ELEMENT of an array, begins. NULL with a complaint. */
struct toml_table *toml_table_open(struct text_cursor *, struct toml_table *root, const struct toml_path *,
                                   bool element);
/* The table in which the last part of PATH, a key of TABLE, is defined. NULL with a complaint. */
struct toml_table *toml_table_reach(struct text_cursor *, struct toml_table *, const struct toml_path *);
/* Defines a key. False with a complaint, when it is there already. */
bool toml_table_define(struct text_cursor *, struct toml_table *, str key, int line, const struct data *value);

#endif
