#include "server/config_load.h"
#include "server/generation.h"

#include <stdlib.h>

enum err settings_load(const struct config_flags *flags, struct diag *diag, struct settings **out)
{
    struct arena *arena = arena_create();
    struct settings *s = ARENA_NEW(arena, struct settings);
    *s = (struct settings){.arena = arena, .references = 1};
    enum err err = config_load(flags, arena, diag, &s->config);
    if (err == OK)
        *out = s;
    else
        arena_destroy(arena);
    return err;
}

struct settings *settings_ref(struct settings *s)
{
    s->references++;
    return s;
}

void settings_unref(struct settings *s)
{
    if (s && --s->references == 0)
        arena_destroy(s->arena);
}
