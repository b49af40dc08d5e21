#include "net/refusal_words.h"

str too_many_requests(int seconds, struct arena *arena)
{
    const char *unit = seconds == 1 ? "second" : "seconds";
    return arena_printf(arena, "Too many requests: try again in %d %s", seconds, unit);
}
