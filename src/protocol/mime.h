#ifndef PROTOCOL_MIME_H
#define PROTOCOL_MIME_H

#include "base/arena.h"

/* MIME types by file extension: a small built-in table, then the system's /etc/mime.types. */
struct mime_table;

struct mime_table *mime_create(void);
void mime_destroy(struct mime_table *);
/* Adds what mime.types(5) text says; a type that is built in stays. */
void mime_add(struct mime_table *, str mime_types);
/* "application/octet-stream" when nothing is known. Lives as long as the table; of NULL only what is built in. */
str mime_of(const struct mime_table *, str file_name);
bool mime_is_text(str type);     /* wants a charset */
char mime_gopher_type(str type); /* '0', '1', '9', 'g', 'I', 'h', 's' */

#endif
