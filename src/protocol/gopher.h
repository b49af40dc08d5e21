#ifndef PROTOCOL_GOPHER_H
#define PROTOCOL_GOPHER_H

#include "base/buf.h"
#include "protocol/gemini.h" /* enum parse */

enum {
    GOPHER_REQUEST_MAX = 1024, /* bytes, without CRLF */
    GOPHER_LINE_MAX = 1000,    /* bytes of a menu line: the most that lynx can take */
    GOPHER_PORT = 70
};

struct gopher_request {
    str selector; /* as sent; borrowed from the input */
    str search;   /* after the TAB */
    bool has_search;
    bool is_http; /* looks like an HTTP request */
    bool is_tls;  /* looks like a TLS hello */
    char plus;    /* the Gopher+ mark: '+', '!' or '$'; 0 otherwise */
};

/* Parses one request: selector [TAB search [TAB plus]], ended by CRLF or LF. BAD: too long, NUL. */
enum parse gopher_parse(str in, struct gopher_request *, size_t *used);

/*
 * SELECTOR up to its first '?': the part that may be logged. After it, items carry words to search for, and URLs a
 * query. The parameters of Titan are left out, too.
 */
str gopher_path(str selector);

struct gopher_item {
    char type;   /* RFC 1436 3.8; 'i': DISPLAY is text, not a label */
    str display; /* TAB, CR, LF and controls are neutralised */
    str selector;
    str host;
    int port;
};

/* Writes one menu line with all four fields. ERR_LIMIT when it would exceed GOPHER_LINE_MAX: nothing is written. */
enum err gopher_put_item(struct buf *, const struct gopher_item *);
enum err gopher_put_info(struct buf *, str display); /* an 'i' line; its selector, host and port are fillers */
enum err gopher_put_end(struct buf *);               /* ".\r\n" */
/*
 * Writes a text whose lines end in LF: with CRLF instead, dots at their start doubled, and the last line (RFC 1436
 * 3.8).
 */
enum err gopher_put_text(struct buf *, str text);

#endif
