#ifndef MARKUP_PARSER_NOTES_H
#define MARKUP_PARSER_NOTES_H

#include "markup/parser.h"

/* Numbers the footnotes in the order in which the text refers to them and puts them at the end of the document. A
 * footnote that nothing refers to is dropped, with a warning. */
void parser_notes_settle(struct parser *);

#endif
