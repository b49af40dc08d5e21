#ifndef DATA_YAML_SCALAR_H
#define DATA_YAML_SCALAR_H

#include "data/data.h"

/* Gives DATA the type that Ruby's Psych gives the plain scalar data->text (scalar_scanner.rb: the rules of YAML
 * 1.1). */
void yaml_scalar_resolve(struct data *);
/* The same as go-yaml 2 reads it (resolve.go), and Hugo with it: a date is a text. */
void yaml_scalar_resolve_go(struct data *);
/* The same as js-yaml 4 reads it (YAML 1.2's core schema and timestamps), and Hexo with it. */
void yaml_scalar_resolve_js(struct data *);

/* Copies S without underscores into the SIZE bytes at Z, and ends them with NUL; empty when it does not fit. */
str yaml_scalar_ungroup(str s, char *z, size_t size);

#endif
