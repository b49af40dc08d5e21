#ifndef DATA_YAML_SCALAR_H
#define DATA_YAML_SCALAR_H

#include "data/data.h"

/* Gives DATA the type that Ruby's Psych gives the plain scalar data->text (scalar_scanner.rb: the rules of YAML
 * 1.1). */
void yaml_scalar_resolve(struct data *);

#endif
