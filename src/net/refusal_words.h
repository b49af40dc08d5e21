#ifndef NET_REFUSAL_WORDS_H
#define NET_REFUSAL_WORDS_H

#include "base/arena.h"

/* For protocols that refuse in words. */
#define TOO_MANY_CONNECTIONS STR("Too many connections: try again later")
/* To who is to send no more requests for so many SECONDS. */
str too_many_requests(int seconds, struct arena *);

#endif
