#ifndef URI_URI_H
#define URI_URI_H

#include "base/arena.h"
#include "base/err.h"

/* URIs, as RFC 3986 defines them. All parts borrow from the parsed string and are still percent-encoded. */
struct uri {
    str scheme, userinfo, host, path, query, fragment; /* HOST without the brackets of an IPv6 literal */
    int port;                                          /* 0 to 65535, -1 when absent or empty */
    bool has_scheme, has_authority, has_userinfo, has_query, has_fragment;
};

/*
 * Parses a URI or a relative reference, strictly: ERR_SYNTAX for anything RFC 3986 does not allow (raw spaces,
 * non-ASCII, bad %zz, ports above 65535). Empty input is a valid empty reference.
 */
enum err uri_parse(str in, struct uri *out);

/*
 * Resolves REFERENCE (as people write it, see uri_fix) against the absolute BASE; dot segments are removed (RFC 3986
 * 5.2).
 */
enum err uri_resolve(str base, str reference, struct arena *, str *out);

/* Removes the dot segments of a decoded or encoded absolute path. False when one climbs above the root. */
bool uri_remove_dots(str path, struct arena *, str *out);

str uri_single_slashes(str path, struct arena *); /* each run of slashes is one */

str uri_decode(str s, struct arena *);                   /* %XX decoded; bad escapes stay as they are */
bool uri_decode_strict(str s, struct arena *, str *out); /* false for bad escapes and %00 */
str uri_encode_path(str s,
                    struct arena *); /* every byte that a path segment may not contain, '%' included; '/' stays */
str uri_encode_component(str s, struct arena *); /* as JavaScript's encodeURIComponent */
str uri_encode_letters(str s, struct arena *);   /* every byte outside ASCII: an IRI's URI (RFC 3987 3.1) */

/*
 * A URL as people write it, made ASCII: white space, quotes, <>, non-ASCII bytes and lone % are percent-encoded, the
 * host becomes A-labels; escapes that are already there stay.
 */
str uri_fix(str s, struct arena *);

/* True when S begins with "scheme:" by the grammar; the scheme is then in *SCHEME (may be NULL). */
bool uri_has_scheme(str s, str *scheme);

/* "gopher://example.org:7070", "gemini://[::1]": SCHEME and HOST, and PORT unless it is the USUAL one or 0. */
str uri_origin(const char *scheme, str host, int port, int usual, struct arena *);

/*
 * A host name in lower-case A-labels, without a trailing dot (IDNA 2008 by libidn2, UTS #46). An IP literal, which has
 * no brackets here, is written in its one canonical form (RFC 5952), so that addresses are compared as such. ERR_SYNTAX
 * when it is not a name.
 */
enum err uri_host(str in, struct arena *, str *out);
bool uri_host_is_ip(str host);
bool uri_host_is_own(str host); /* everybody's own machine: "localhost", "127.0.0.1", "[::1]" */

#endif
