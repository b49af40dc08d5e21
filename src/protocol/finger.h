#ifndef PROTOCOL_FINGER_H
#define PROTOCOL_FINGER_H

#include "protocol/gemini.h" /* enum parse */

/* Finger (RFC 1288). */
enum {
    FINGER_LINE_MAX = 512, /* bytes, without CRLF */
    FINGER_PORT = 79
};

struct finger_request {
    str user;      /* borrowed from the input, valid UTF-8; empty: whoever is here */
    bool forwards; /* "user@host" asks for the answer of another host */
};

/*
 * Parses one request, "[/W] [user]", ended by CRLF or LF; *USED counts the bytes taken. BAD: too long, control
 * characters, no UTF-8.
 */
enum parse finger_parse(str in, struct finger_request *, size_t *used);

#endif
