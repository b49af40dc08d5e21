#ifndef TEXT_WIDTH_H
#define TEXT_WIDTH_H

#include "base/str.h"

/*
 * The width and the graphemes of text. All functions take valid UTF-8 (see text/valid.h). A column is one cell of a
 * terminal; East Asian Wide and Fullwidth characters take two, combining marks none, an emoji sequence two in all (UAX
 * #11, UTS #51).
 */
int text_width(str s);            /* columns */
size_t text_span_ascii(str s);    /* bytes of the longest prefix of ASCII whose characters are one column wide each */
size_t text_next_grapheme(str s); /* bytes of the first extended grapheme cluster (UAX #29); 0 when empty */
size_t text_fit(str s, int columns); /* bytes of the longest prefix of whole graphemes within COLUMNS */

/*
 * True when a soft line break between BEFORE and AFTER joins them without a space, by CSS Text 3: both neighbours are
 * East Asian Fullwidth, Wide or Halfwidth, and neither is Hangul.
 */
bool text_joins(str before, str after);
bool text_is_wide(uint32_t codepoint); /* East Asian W or F */
bool text_has_wide(str s);             /* whether a character of two columns is in S, an emoji sequence too */
bool text_is_hangul(uint32_t codepoint);
bool text_is_cjk(uint32_t codepoint);           /* Han, kana, bopomofo, Hangul or their punctuation */
size_t text_decode(str s, uint32_t *codepoint); /* the first character; bytes taken, 0 when empty */
/* The character that ends before AT, which is not 0; its bytes. */
size_t text_decode_before(str s, size_t at, uint32_t *codepoint);

#endif
