#define _DEFAULT_SOURCE
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

struct seen seen_now(str path)
{
    struct seen seen = {.path = path};
    struct stat st;
    if (stat(path.p, &st) != 0)
        return seen;
    seen.exists = true;
    seen.device = st.st_dev;
    seen.inode = st.st_ino;
    seen.mtime_ns = (int64_t)st.st_mtim.tv_sec * 1000000000 + st.st_mtim.tv_nsec;
    seen.size = (int64_t)st.st_size;
    return seen;
}

bool seen_same_folder(const struct seen *a, const struct seen *b)
{
    return a->exists == b->exists && a->device == b->device && a->inode == b->inode;
}

bool seen_same_file(const struct seen *a, const struct seen *b)
{
    return seen_same_folder(a, b) && a->mtime_ns == b->mtime_ns && a->size == b->size;
}
