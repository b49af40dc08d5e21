#ifndef ANSWER_SEARCH_ANSWER_H
#define ANSWER_SEARCH_ANSWER_H

#include "answer/capsule.h"
#include "answer/view.h"

/*
 * What is found for WORDS (any bytes), by a job unless it was asked before, as the body of a response: gemtext or a
 * menu. Status and meta are the caller's. VIEW is a PLACE_SEARCH. Further results are at "/search/2?WORDS" on both
 * protocols: a type-1 item cannot send words of its own, so they are in its selector. No line of it is what gemsub
 * readers take for a post.
 */
void search_begin(struct capsule *, const struct view *, str words, response_fail *, struct response *);

#endif
