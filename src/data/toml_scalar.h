#ifndef DATA_TOML_SCALAR_H
#define DATA_TOML_SCALAR_H

#include "data/text_cursor.h"

/* Takes a number, boolean, date or time. NULL with a complaint. */
const struct data *toml_take_scalar(struct text_cursor *);

#endif
