#ifndef PROTOCOL_REQUEST_LINE_H
#define PROTOCOL_REQUEST_LINE_H

#include "protocol/gemini.h" /* enum parse */

/*
 * Reads a request that is one line of text, ended by CRLF or LF and of at most MAX bytes without them; *LINE is
 * borrowed from the input, *USED counts the bytes taken. BAD: too long, control characters, no UTF-8.
 */
enum parse request_line_parse(str in, size_t max, str *line, size_t *used);

#endif
