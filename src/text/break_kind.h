#ifndef TEXT_BREAK_KIND_H
#define TEXT_BREAK_KIND_H

#include "base/str.h"

/*
 * The kinds of common characters by how lines break beside them: UAX #14's classes, with kinsoku taken in. Each is a
 * grapheme of its own, one column wide below U+3000 and two from there on.
 */
enum break_kind {
    BREAK_EX, /* ! ? and characters that begin no line by kinsoku: … — ー っ ！ */
    BREAK_QU, /* quotation marks of either side */
    BREAK_AL, /* letters */
    BREAK_PR, /* before numbers: $ + \ */
    BREAK_PO, /* after numbers: % ° */
    BREAK_OP,
    BREAK_CP, /* ) ] */
    BREAK_IS, /* , . : ; / */
    BREAK_HY, /* - */
    BREAK_NU,
    BREAK_BA, /* breaks after it: | – and the ideographic space */
    BREAK_CL, /* } 、 。 」 */
    BREAK_MD, /* · */
    BREAK_QC, /* ’ ” */
    BREAK_ID, /* Han, kana, bopomofo, wide letters */
    BREAK_WO, /* （ 「 */
    BREAK_HA, /* Hangul syllables */
    BREAK_WD, /* ～ */
    BREAK_KINDS
};

enum break_kind break_kind_of(uint32_t codepoint); /* BREAK_KINDS: not one of them; so for a space */
/*
 * True when a line may begin between a character of kind BEFORE and one of AFTER; SPACED: there are spaces between
 * them.
 */
bool break_between(enum break_kind before, enum break_kind after, bool spaced);
/*
 * The character that begins at S[*I] and takes at most three bytes, which are skipped; 0: it is longer, or S ends
 * sooner. S is valid UTF-8 and *I < S.n.
 */
uint32_t break_next(str s, size_t *i);

#endif
