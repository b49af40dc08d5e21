#ifndef TEXT_VALID_H
#define TEXT_VALID_H

#include "base/arena.h"

bool text_is_valid(str s); /* well-formed UTF-8 (RFC 3629) */
/*
 * S itself when it is valid, else a copy in which each ill-formed sequence is U+FFFD. *FIRST_BAD (may be NULL) is the
 * byte offset of the first, or STR_NONE.
 */
str text_repair(str s, struct arena *, size_t *first_bad);

str text_without_bom(str s); /* S after the byte order marks of UTF-8 at its start */
bool text_is_utf16(str s);   /* S is UTF-16 or UTF-32, judged by its byte order mark or by zeros beside its ASCII */

str text_nfc(str s, struct arena *);           /* Normalization Form C */
str text_nfd(str s, struct arena *);           /* Normalization Form D */
str text_nfkc(str s, struct arena *);          /* Normalization Form KC */
str text_fold(str s, struct arena *);          /* case folded and compatibility composed, for comparison and search */
str text_lower(str s, struct arena *);         /* full Unicode lower case, no locale, as Ruby's downcase */
str text_title_case(str word, struct arena *); /* first letter upper case, the rest lower: Ruby's String#capitalize */

#endif
