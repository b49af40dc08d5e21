#ifndef DATA_ESCAPE_H
#define DATA_ESCAPE_H

#include "base/buf.h"
#include "data/text_cursor.h"

/* Takes DIGITS hexadecimal digits. False, with a complaint, when they are not there. */
bool escape_take_hex(struct text_cursor *, int digits, uint32_t *value);
/* Appends the character CODE in UTF-8; false when there is no such character. */
bool escape_put(struct buf *, uint32_t code);
/* The byte that the letter of an escape means in TOML and in JSON alike: b t n f r " \ ; or '\0'. */
char escape_letter(char letter);

#endif
