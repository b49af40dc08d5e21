#ifndef PROTOCOL_SPARTAN_H
#define PROTOCOL_SPARTAN_H

#include "base/buf.h"
#include "protocol/gemini.h" /* enum parse */

/* Spartan (spartan.mozz.us, 2021-03-24): Gemini's text over TCP, with data of a stated length behind each request. */
enum {
    SPARTAN_LINE_MAX = 1100, /* bytes of a request, without CRLF */
    SPARTAN_DATA_MAX = 1024, /* bytes that a request may bring: words to search for */
    SPARTAN_META_MAX = 1024,
    SPARTAN_PORT = 300
};

enum spartan_status { SPARTAN_OK = 2, SPARTAN_REDIRECT = 3, SPARTAN_CLIENT_ERROR = 4, SPARTAN_SERVER_ERROR = 5 };

/* All borrowed from the input. */
struct spartan_request {
    str host; /* a name in A-labels or an IP literal, no port */
    str path; /* percent-encoded, absolute */
    str data;
    bool has_too_much; /* more than SPARTAN_DATA_MAX bytes are announced; DATA is empty */
};

/*
 * Parses "HOST PATH LENGTH CRLF" and as many bytes of data as it announces. *USED counts the bytes taken. BAD: other
 * bytes than printable ASCII in the line, a line that is too long, a path that is not absolute.
 */
enum parse spartan_parse(str in, struct spartan_request *, size_t *used);

/* Writes "N meta\r\n". ERR_SYNTAX when META has control characters or is too long, or STATUS is not defined. */
enum err spartan_put_header(struct buf *, int status, str meta);

#endif
