#ifndef PROTOCOL_MIME_H
#define PROTOCOL_MIME_H

#include "base/arena.h"

/* MIME types by file extension: a small built-in table, then the system's /etc/mime.types. */
struct mime_table;

struct mime_table *mime_create(void);
void mime_destroy(struct mime_table *);
/* Adds the types of a mime.types(5) text; built-in types stay. */
void mime_add(struct mime_table *, str mime_types);
/*
 * "application/octet-stream" when the type is unknown. Lives as long as the table; with NULL only built-in types are
 * known.
 */
str mime_of(const struct mime_table *, str file_name);
bool mime_is_text(str type);     /* needs a charset */
char mime_gopher_type(str type); /* '0', '1', '9', 'g', 'I', 'h', 's' */

#endif
