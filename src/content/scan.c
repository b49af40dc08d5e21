#include "content/scan.h"

#include "base/beneath.h"
#include "text/valid.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { FOLDER_DEPTH_MAX = 64 };

struct walk {
    int root;
    const struct settings *settings;
    bool drafts;
    struct arena *arena, *scratch;
    struct diag *diag;
    struct scan_entry *entries;
    size_t count, capacity;
    uint64_t ground;
};

/* The folder that is being read, and those around it: a link back to one of them would never end. */
struct level {
    const struct level *outer;
    dev_t device;
    ino_t inode;
    int depth;
    str path;
    enum scan_place place;
};

static enum err walk_folder(struct walk *, const struct level *outer, str path, enum scan_place);

static int64_t mtime_of(const struct stat *st)
{
    return (int64_t)st->st_mtim.tv_sec * 1000000000 + st->st_mtim.tv_nsec;
}

static bool is_usable(struct walk *w, str path, str name)
{
    bool control = false;
    for (size_t i = 0; i < name.n; i++)
        control = control || (unsigned char)name.p[i] < 0x20 || name.p[i] == 0x7F;
    if (!control && text_is_valid(name))
        return true;
    diag_add(w->diag, SEVERITY_WARNING, path, 0,
             "a file name with control characters or without UTF-8 has no address; rename it");
    return false;
}

/* Where an entry named NAME in a folder of PLACE belongs; false: nowhere. */
static bool place_of(struct walk *w, str path, str name, bool is_folder, enum scan_place *place)
{
    if (*place == PLACE_GROUND)
        return name.p[0] != '.';
    if (*place != PLACE_SITE)
        return name.p[0] != '.' && name.p[0] != '_' && name.p[0] != '#' && name.p[0] != '~' &&
               !str_ends(name, STR("~"));
    if (is_folder && str_eq(name, STR("_posts"))) {
        *place = PLACE_POSTS;
        return true;
    }
    if (is_folder && str_eq(name, STR("_drafts"))) {
        *place = PLACE_DRAFTS;
        return w->drafts;
    }
    return !settings_excludes(w->settings, path, is_folder, w->scratch);
}

bool scan_is_ground(str name)
{
    return str_starts(name, STR("_")) && !str_eq(name, STR("_posts")) && !str_eq(name, STR("_drafts")) &&
           !str_eq(name, STR("_site"));
}

static void add_to_ground(struct walk *w, str path, const struct stat *st)
{
    const int64_t version[] = {mtime_of(st), st->st_size};
    uint64_t hash = str_hash(STR_HASH_SEED, (str){(const char *)version, sizeof version});
    w->ground += str_hash(hash, path); /* a sum: folders are in no order */
}

/* Of what a link leads to; false, and *ST is the link's, where it leads nowhere that is ours. */
static bool status_of(struct walk *w, int folder, const char *name, str path, struct stat *st)
{
    struct stat target;
    *st = (struct stat){0};
    if (fstatat(folder, name, st, AT_SYMLINK_NOFOLLOW) != 0)
        return false;
    if (!S_ISLNK(st->st_mode))
        return true;
    int fd;
    if (beneath_open(w->root, path, &fd, &target) != OK)
        return false;
    *st = target;
    close(fd);
    return true;
}

static void take_entry(struct walk *w, const struct level *level, int folder, const char *z)
{
    str name = str_of(z);
    if (str_eq(name, STR(".")) || str_eq(name, STR("..")))
        return;
    str path = level->path.n ? ARENA_CONCAT(w->scratch, level->path, STR("/"), name) : arena_str(w->scratch, name);
    struct stat st;
    enum scan_place place = level->place;
    if (!is_usable(w, path, name))
        return;
    if (!status_of(w, folder, z, path, &st)) {
        bool wanted = place_of(w, path, name, false, &place) || place_of(w, path, name, true, &place);
        if (S_ISLNK(st.st_mode) && wanted && level->place != PLACE_GROUND)
            diag_add(w->diag, SEVERITY_WARNING, path, 0,
                     "not served: this link leads out of the capsule, or to nothing; put a copy in its place");
        return;
    }
    if (!place_of(w, path, name, S_ISDIR(st.st_mode), &place)) {
        if (!scan_is_ground(name))
            return;
        place = PLACE_GROUND;
    }
    path = arena_str(w->arena, path);
    if (S_ISDIR(st.st_mode)) {
        walk_folder(w, level, path, place);
    } else if (place == PLACE_GROUND) {
        add_to_ground(w, path, &st);
    } else if (S_ISREG(st.st_mode)) {
        w->entries = arena_grow(w->arena, w->entries, w->count, &w->capacity, sizeof *w->entries);
        w->entries[w->count++] =
            (struct scan_entry){.path = path, .place = place, .size = st.st_size, .mtime_ns = mtime_of(&st)};
    }
}

static bool is_within_itself(const struct level *level)
{
    for (const struct level *outer = level->outer; outer; outer = outer->outer)
        if (outer->device == level->device && outer->inode == level->inode)
            return true;
    return level->depth > FOLDER_DEPTH_MAX;
}

static enum err walk_folder(struct walk *w, const struct level *outer, str path, enum scan_place place)
{
    int fd;
    struct stat st;
    enum err err = beneath_open(w->root, path, &fd, &st);
    if (err != OK) {
        if (outer && place != PLACE_GROUND)
            diag_add(w->diag, SEVERITY_WARNING, path, 0, "this folder cannot be read: %s; what is in it is not served",
                     strerror(errno));
        return err;
    }
    const struct level level = {.outer = outer,
                                .device = st.st_dev,
                                .inode = st.st_ino,
                                .depth = outer ? outer->depth + 1 : 0,
                                .path = path,
                                .place = place};
    DIR *dir = is_within_itself(&level) ? NULL : fdopendir(fd);
    if (!dir) {
        close(fd);
        return outer ? OK : ERR_IO;
    }
    for (struct dirent *entry; (entry = readdir(dir));)
        take_entry(w, &level, dirfd(dir), entry->d_name);
    closedir(dir);
    arena_reset(w->scratch);
    return OK;
}

static int by_path(const void *a, const void *b)
{
    return str_cmp(((const struct scan_entry *)a)->path, ((const struct scan_entry *)b)->path);
}

enum err scan_capsule(int root, const struct settings *settings, bool drafts, struct arena *arena, struct diag *diag,
                      struct scan *out)
{
    struct walk w = {
        .root = root, .settings = settings, .drafts = drafts, .arena = arena, .scratch = arena_create(), .diag = diag};
    enum err err = walk_folder(&w, NULL, STR(""), PLACE_SITE);
    if (w.count)
        qsort(w.entries, w.count, sizeof *w.entries, by_path);
    *out = (struct scan){w.entries, w.count, w.ground};
    arena_destroy(w.scratch);
    return err;
}
