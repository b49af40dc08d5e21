#ifndef TEXT_BREAKS_H
#define TEXT_BREAKS_H

#include "base/arena.h"

/* The marks of a byte of a text that is to be broken into lines. */
enum {
    BREAK_GRAPHEME = 1,   /* a grapheme begins here */
    BREAK_LINE = 2,       /* a line may begin here, with this grapheme */
    BREAK_COLUMNS = 4,    /* times the columns of the grapheme that begins here… */
    BREAK_COLUMNS_MAX = 3 /* …or times this, when text_width() must be asked */
};

/*
 * Fills MARKS, one byte for each of S and all zero before, by UAX #14 and #29, kinsoku, and the rule that Hangul breaks
 * only at spaces. S is valid UTF-8 and does not begin with white space. Most texts are made of a few thousand
 * characters, which a table knows; all others are left to libunistring, with which the table agrees.
 */
void text_breaks(str s, unsigned char *marks, struct arena *);
/* The same without the table. */
void text_breaks_by_library(str s, unsigned char *marks, struct arena *);

/* Kinsoku beyond UAX #14: marks that close or continue begin no line, marks that open end none. */
bool break_begins_no_line(uint32_t codepoint);
bool break_ends_no_line(uint32_t codepoint);

#endif
