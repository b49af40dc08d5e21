#ifndef FUZZ_INPUT_H
#define FUZZ_INPUT_H

#include "base/arena.h"
#include "base/diag.h"

/* What a fuzzer was fed, with what goes away at its end: an arena, and the complaints. */
struct input {
    struct arena *arena;
    str text;
    struct diag diag;
};

static inline void input_open(struct input *in, const uint8_t *data, size_t size)
{
    *in = (struct input){.arena = arena_create(), .text = {(const char *)data, size}};
    diag_init(&in->diag);
}

static inline void input_close(struct input *in)
{
    diag_finish(&in->diag);
    arena_destroy(in->arena);
}

#endif
