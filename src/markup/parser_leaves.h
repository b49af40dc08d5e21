#ifndef MARKUP_PARSER_LEAVES_H
#define MARKUP_PARSER_LEAVES_H

#include "markup/parser.h"

/* Parses the text that waits in all leaves and puts it where it belongs. */
void parser_leaves_settle(struct parser *);

#endif
