#ifndef PROTOCOL_NEX_H
#define PROTOCOL_NEX_H

#include "protocol/gemini.h" /* enum parse */

/* Nex (nightfall.city): a path on a line, and the bytes of what is there. */
enum {
    NEX_LINE_MAX = 1024, /* bytes, without the line's end */
    NEX_PORT = 1900
};

struct nex_request {
    str path; /* as sent; borrowed from the input, valid UTF-8. Empty, or ended by a slash: a listing is wanted */
};

/* Parses one request, ended by LF or CRLF; *USED counts the bytes taken. BAD: too long, control characters, no UTF-8.
 */
enum parse nex_parse(str in, struct nex_request *, size_t *used);

#endif
