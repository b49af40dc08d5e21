#ifndef MARKUP_PARSER_LEAVES_H
#define MARKUP_PARSER_LEAVES_H

#include "markup/parser.h"

/* Parses the text waiting in all leaves and puts the nodes where they belong. */
void parser_leaves_settle(struct parser *);

#endif
