#ifndef DATA_YAML_BRACKET_H
#define DATA_YAML_BRACKET_H

#include "base/str.h"

#include <yaml.h>

/* A bracket that opens a flow list or map. libyaml tells where it stumbled, which may be many lines below. */
struct yaml_bracket {
    char opening; /* '[' or '{' */
    size_t line;  /* of the text, from 0 */
};

/* The innermost bracket that is open at MARK of TEXT and is closed nowhere below. False: there is none. Linear. */
bool yaml_bracket_find(str text, const yaml_mark_t *, struct yaml_bracket *);

#endif
