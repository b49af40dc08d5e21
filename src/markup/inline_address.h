#ifndef MARKUP_INLINE_ADDRESS_H
#define MARKUP_INLINE_ADDRESS_H

#include "base/arena.h"

/* Recognisers of addresses in running text. Each returns the bytes of the address at the beginning of S, 0 when
 * there is none. */

bool address_may_begin(str s); /* false for most words: their first letter shows that they are no URL */
size_t address_url(str s);     /* "https://…", "gemini://…" or "www.…", without the punctuation of the sentence */
/* S without the backslashes before marks of emphasis: "v1\_9". */
str address_plain(str s, struct arena *);
size_t address_mail(str s); /* "name@example.org" */
/* The number of bytes in which no mail address can begin because S does not begin with one. */
size_t address_mail_tried(str s);
/* "<scheme:…>" and "<name@example.org>", brackets included. */
size_t address_bracketed(str s, bool *mail);

/* True when a letter beyond ASCII, of a script that puts spaces between words, ends before AT in S: a word goes on
 * there.
 */
bool address_follows_letter(str s, size_t at);

#endif
