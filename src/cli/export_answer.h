#ifndef CLI_EXPORT_ANSWER_H
#define CLI_EXPORT_ANSWER_H

#include "answer/answer.h"
#include "render/link_target.h"

/* The answer of CAPSULE for PATH on a protocol, by the parser and the functions that serve has for it. False: nothing
 * that could be a file. The caller calls response_finish in any case. */
bool export_answer(struct capsule *, enum link_protocol, str path, struct arena *, struct response *);

#endif
