#ifndef ANSWER_SEARCH_ANSWER_H
#define ANSWER_SEARCH_ANSWER_H

#include "answer/capsule.h"
#include "answer/view.h"

/*
 * The results for WORDS (any bytes), made by a job unless they are cached, as the body of a response: gemtext or a
 * menu. Status and meta are the caller's. VIEW is a PLACE_SEARCH. Further results are at "/search/2?WORDS" on both
 * protocols: a type-1 item cannot send words of its own, so they are in its selector. No line looks like a post to
 * gemsub readers.
 */
void search_begin(struct capsule *, const struct view *, str words, response_fail *, struct response *);

#endif
