#ifndef PROTOCOL_GEMINI_H
#define PROTOCOL_GEMINI_H

#include "base/buf.h"
#include "uri/uri.h"

/* A parser's verdict on the bytes so far: complete, incomplete, or bad whatever follows. */
enum parse { PARSE_DONE, PARSE_MORE, PARSE_BAD };

enum {
    GEMINI_URI_MAX = 1024, /* bytes, without CRLF */
    GEMINI_META_MAX = 1024,
    GEMINI_PORT = 1965
};

enum gemini_status {
    GEMINI_INPUT = 10,
    GEMINI_OK = 20,
    GEMINI_TEMPORARY = 30,
    GEMINI_PERMANENT = 31,
    GEMINI_FAILURE = 40,
    GEMINI_UNAVAILABLE = 41,
    GEMINI_CGI = 42,
    GEMINI_SLOW_DOWN = 44,
    GEMINI_PERMANENT_FAILURE = 50,
    GEMINI_NOT_FOUND = 51,
    GEMINI_GONE = 52,
    GEMINI_REFUSED = 53,
    GEMINI_BAD_REQUEST = 59,
    GEMINI_CERTIFICATE = 60,
    GEMINI_NOT_AUTHORISED = 61,
    GEMINI_NOT_VALID = 62
};

struct gemini_request {
    str text;       /* the URI; borrowed from the input, or a copy with letters outside ASCII escaped */
    struct uri uri; /* parts of it */
};

/*
 * Parses one request line: an absolute URI and CRLF. *USED counts the bytes taken, CRLF included. A bare LF is just
 * more input. UTF-8 in path and query is taken as if it were percent-encoded.
 */
enum parse gemini_parse(str in, struct arena *, struct gemini_request *, size_t *used);

/* The part of URI that may be logged: its path, without the parameters of Titan. */
str gemini_path(const struct uri *);

/* Writes "NN meta\r\n". ERR_SYNTAX when META has control characters or is too long, or STATUS is not defined. */
enum err gemini_put_header(struct buf *, int status, str meta);

#endif
