#ifndef CLI_JSON_H
#define CLI_JSON_H

#include "base/str.h"

#include <stdio.h>

/* A writer of JSON (RFC 8259) as UTF-8, commas included. Containers at depth 1 begin on a line of their own. */
struct json {
    FILE *out;
    int depth;
    bool follows; /* something was written before, at this depth */
    bool keyed;   /* a key was written just before */
};

void json_begin(struct json *, char bracket); /* '{' or '[' */
void json_end(struct json *, char bracket);   /* '}' or ']' */
void json_key(struct json *, const char *key);
void json_str(struct json *, str); /* ill-formed UTF-8 becomes U+FFFD */
void json_number(struct json *, int64_t);
void json_bool(struct json *, bool);
void json_null(struct json *);

#endif
