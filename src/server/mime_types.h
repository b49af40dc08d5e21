#ifndef SERVER_MIME_TYPES_H
#define SERVER_MIME_TYPES_H

#include "protocol/mime.h"

/* The built-in types and those of this machine's /etc/mime.types, if there is one. mime_destroy frees them. */
struct mime_table *mime_types_read(void);

#endif
