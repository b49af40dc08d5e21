#ifndef MARKUP_INLINE_ADDRESS_H
#define MARKUP_INLINE_ADDRESS_H

#include "base/str.h"

/* Addresses in running text. Each gives the bytes of one at the beginning of S, 0 when there is none. */

size_t address_url(str s);  /* "https://…", "gemini://…" or "www.…", without the punctuation of the sentence */
size_t address_mail(str s); /* "name@example.org" */
/* Bytes that cannot be the beginning of a mail address because S does not begin one. */
size_t address_mail_tried(str s);
/* "<scheme:…>" and "<name@example.org>", brackets included. */
size_t address_bracketed(str s, bool *mail);

#endif
