#ifndef HUGO_ASCIIDOC_ATTRIBUTE_H
#define HUGO_ASCIIDOC_ATTRIBUTE_H

#include "base/buf.h"
#include "base/strmap.h"
#include "data/data.h"

struct asciidoc_value {
    str text;
    bool set, fixed; /* fixed: by the configuration, against any entry of a text */
};

/* The attributes of one AsciiDoc document while it is read: ":name: value" in it, and what the configuration says. */
struct asciidoc_attributes {
    struct arena *arena;
    struct strmap at; /* names, lower case: 1 + index of a value */
    struct asciidoc_value *values;
    size_t count, capacity;
    size_t left; /* bytes that references may still become: values may refer to each other */
};

/* CONFIGURED: a map, as in markup.asciidocext.attributes, or NULL. */
void asciidoc_attributes_open(struct asciidoc_attributes *, const struct data *configured, struct arena *);

/* Obeys LINE if it is an entry: ":name: value", ":name!:". */
bool asciidoc_attributes_take(struct asciidoc_attributes *, str line);
void asciidoc_attributes_set(struct asciidoc_attributes *, str name, str value);
bool asciidoc_attributes_has(const struct asciidoc_attributes *, str name);
str asciidoc_attributes_get(const struct asciidoc_attributes *, str name); /* empty: not set */

/* S with the values of its references; one to a name that is not set stays. CODE: for a text that is shown as typed;
 * else what is a mark in Markdown and not in AsciiDoc has a backslash. S itself where it has none. */
str asciidoc_attributes_fill(struct asciidoc_attributes *, str s, bool code);

#endif
