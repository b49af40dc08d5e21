#include "site/scan.h"

#include "base/beneath.h"
#include "site/generator.h"
#include "site/place.h"
#include "text/valid.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Links may lead to entries without end, even where no folder lies in itself. */
enum {
    FOLDER_DEPTH_MAX = 64,
    LINKED_MAX = 100000, /* entries behind links to folders */
    NESTED_MAX = 1000    /* links to folders behind such links */
};

struct walk {
    int root;
    const struct folder_names *names;
    const struct settings *settings;
    const struct withheld *withheld;
    bool drafts;
    struct arena *arena, *scratch;
    struct diag *diag;
    struct scan_entry *entries;
    size_t count, capacity;
    struct scan_folder *folders;
    size_t folder_count, folder_capacity;
    size_t linked, nested; /* counted so far towards LINKED_MAX and NESTED_MAX */
    uint64_t ground;
};

/* A file or folder by its own path, and by its path without links. */
struct spot {
    str path, real;
    enum place place, real_place;
    bool is_link, linked; /* it is a link itself; there is one on its path */
};

/* The folder being read, and those around it: a link back to one of them would never end. */
struct level {
    const struct level *outer;
    struct file_id id;
    int depth;
    struct spot spot;
};

static enum err walk_folder(struct walk *, const struct level *outer, const struct spot *);

static int64_t mtime_of(const struct stat *st)
{
    return (int64_t)st->st_mtim.tv_sec * 1000000000 + st->st_mtim.tv_nsec;
}

static bool is_usable(struct walk *w, str path, str name)
{
    if (text_is_valid(name))
        return true;
    diag_add(w->diag, SEVERITY_WARNING, path, 0, "a file name that is not UTF-8 has no address; rename it");
    return false;
}

static void add_to_ground(struct walk *w, str path, const struct stat *st)
{
    const int64_t version[] = {mtime_of(st), st->st_size};
    uint64_t hash = str_hash(STR_HASH_SEED, (str){(const char *)version, sizeof version});
    w->ground += str_hash(hash, path); /* a sum: entries come in no order */
}

static void warn(struct walk *w, const struct spot *spot, const char *words)
{
    diag_add(w->diag, SEVERITY_WARNING, spot->path, 0, "%s", words);
}

static bool place_of(struct walk *w, str path, str name, bool is_folder, enum place *place)
{
    return w->settings->generator->place_of(w->settings, w->drafts, path, name, is_folder, place, w->scratch);
}

/* Settles the place by the entry's own name alone. */
static bool settle_place(struct walk *w, str name, bool is_folder, struct spot *spot)
{
    if (place_of(w, spot->path, name, is_folder, &spot->place))
        return true;
    spot->place = PLACE_GROUND;
    return w->settings->generator->is_ground && w->settings->generator->is_ground(name);
}

/* The target of a link is to readers what it is at its own place: nothing, or a draft. Pages are made with
 * PLACE_GROUND as its author arranged it. */
static bool settle_real_place(struct walk *w, str name, bool is_folder, struct spot *spot)
{
    if (!spot->linked || spot->place == PLACE_GROUND)
        return true;
    bool known = spot->is_link
                     ? place_of_path(w->settings, w->drafts, spot->real, is_folder, &spot->real_place, w->scratch)
                     : place_of(w, spot->real, name, is_folder, &spot->real_place);
    if (known && spot->real_place == PLACE_DRAFTS)
        spot->place = PLACE_DRAFTS;
    return known && spot->real_place != PLACE_GROUND;
}

static void tell_lost_link(struct walk *w, const struct spot *spot, enum err err)
{
    switch (err) {
    case ERR_ACCESS:
        warn(w, spot, "not served: this link leads out of the capsule; put a copy in its place");
        break;
    case ERR_LIMIT:
        warn(w, spot, "not served: this link leads back to itself; point it to a file or folder");
        break;
    case ERR_NOT_FOUND:
        warn(w, spot, "not served: this link leads to nothing; remove it, or point it to something that exists");
        break;
    case ERR_SYNTAX:
    case ERR_IO:
    case OK:
        diag_add(w->diag, SEVERITY_WARNING, spot->path, 0, "not served: this link cannot be followed: %s",
                 strerror(errno));
        break;
    }
}

/* Follows the link SPOT and sets *ST to that of its target. False: it leads nowhere in the capsule, of which DIAG
 * has a warning if files would be served there. */
static bool follow_link(struct walk *w, const struct level *level, str name, struct spot *spot, struct stat *st)
{
    struct spot as_file = *spot, as_folder = *spot;
    bool file = settle_place(w, name, false, &as_file), folder = settle_place(w, name, true, &as_folder);
    if (!file && !folder)
        return false;
    enum err err = resolve_path(w->root, w->names, level->spot.real, name, w->scratch, &spot->real);
    if (err == OK)
        err = beneath_stat(w->root, spot->real, st);
    spot->linked = true;
    if (err != OK && ((file && as_file.place != PLACE_GROUND) || (folder && as_folder.place != PLACE_GROUND)))
        tell_lost_link(w, spot, err);
    return err == OK;
}

/* Counts one more of at most MAX entries; beyond that DIAG gets one warning. */
static bool is_too_much(struct walk *w, const struct level *level, size_t *count, size_t max)
{
    if (++*count == max + 1)
        diag_add(w->diag, SEVERITY_WARNING, level->spot.path, 0,
                 "too much lies behind links to folders here: more than %zu %s are not served; remove some links", max,
                 max == NESTED_MAX ? "links behind links" : "files behind links");
    return *count > max;
}

static void add_file(struct walk *w, const struct spot *spot, const struct stat *st)
{
    w->entries = arena_grow(w->arena, w->entries, w->count, &w->capacity, sizeof *w->entries);
    w->entries[w->count++] = (struct scan_entry){.path = spot->path,
                                                 .real = spot->linked ? arena_str(w->arena, spot->real) : STR(""),
                                                 .place = spot->place,
                                                 .size = st->st_size,
                                                 .mtime_ns = mtime_of(st),
                                                 .id = file_id_of(st)};
}

static void add_folder(struct walk *w, const struct spot *spot)
{
    w->folders = arena_grow(w->arena, w->folders, w->folder_count, &w->folder_capacity, sizeof *w->folders);
    w->folders[w->folder_count++] = (struct scan_folder){spot->path, spot->real};
    w->ground += str_hash(str_hash(STR_HASH_SEED, spot->path), spot->real);
}

static void keep(struct walk *w, const struct level *level, struct spot *spot, const struct stat *st)
{
    spot->path = arena_str(w->arena, spot->path);
    if (S_ISDIR(st->st_mode)) {
        spot->real = spot->linked ? arena_str(w->arena, spot->real) : spot->path;
        if (spot->is_link && level->spot.linked && is_too_much(w, level, &w->nested, NESTED_MAX))
            return;
        if (spot->is_link)
            add_folder(w, spot);
        walk_folder(w, level, spot);
    } else if (spot->place == PLACE_GROUND) {
        add_to_ground(w, spot->path, st);
    } else if (S_ISREG(st->st_mode)) {
        if (w->settings->generator->is_shared && w->settings->generator->is_shared(w->settings, spot->path))
            add_to_ground(w, spot->path, st);
        add_file(w, spot, st);
    }
}

/* The target of a link lies elsewhere, and is judged there. */
static bool is_withheld(struct walk *w, const struct level *level, const struct spot *spot, str name,
                        const struct stat *st)
{
    struct beneath_way way;
    if (!spot->is_link)
        return withheld_entry(w->withheld, level->id, name, st);
    return w->withheld &&
           (beneath_find_way(w->root, spot->real, w->scratch, &way) != OK || withheld_way(w->withheld, &way));
}

static str path_in(struct walk *w, str folder, str name)
{
    return folder.n ? ARENA_CONCAT(w->scratch, folder, STR("/"), name) : arena_str(w->scratch, name);
}

static void take_entry(struct walk *w, const struct level *level, int folder, const char *z)
{
    str name = str_of(z);
    struct stat st;
    if (str_eq(name, STR(".")) || str_eq(name, STR("..")) ||
        (level->spot.linked && is_too_much(w, level, &w->linked, LINKED_MAX)))
        return;
    struct spot spot = level->spot;
    spot.path = path_in(w, level->spot.path, name);
    spot.real = spot.linked ? path_in(w, level->spot.real, name) : spot.path;
    if (!is_usable(w, spot.path, name) || fstatat(folder, z, &st, AT_SYMLINK_NOFOLLOW) != 0)
        return;
    spot.is_link = S_ISLNK(st.st_mode);
    if (spot.is_link && !follow_link(w, level, name, &spot, &st))
        return;
    if (!settle_place(w, name, S_ISDIR(st.st_mode), &spot))
        return;
    if (is_withheld(w, level, &spot, name, &st))
        diag_add(w->diag, SEVERITY_NOTE, spot.path, 0,
                 "not served: it belongs to the server, or leads to something that does");
    else if (settle_real_place(w, name, S_ISDIR(st.st_mode), &spot))
        keep(w, level, &spot, &st);
    else if (spot.is_link)
        diag_add(
            w->diag, SEVERITY_WARNING, spot.path, 0,
            "not served: this link leads to %.*s, which is not published; name that in include:, or remove the link",
            STR_ARG(spot.real));
}

static bool is_within_itself(const struct level *level)
{
    for (const struct level *outer = level->outer; outer; outer = outer->outer)
        if (file_id_eq(outer->id, level->id))
            return true;
    return level->depth > FOLDER_DEPTH_MAX;
}

static enum err walk_folder(struct walk *w, const struct level *outer, const struct spot *spot)
{
    int fd;
    struct stat st;
    enum err err = beneath_open(w->root, spot->real, &fd, &st);
    bool tell = outer && spot->place != PLACE_GROUND;
    if (err != OK) {
        str why = arena_printf(w->scratch,
                               "this folder cannot be read: %s, so what is in it is not served; let the user who "
                               "serves it read it (chmod o+rx, or setfacl -m u:USER:rx)",
                               strerror(errno));
        if (tell)
            diag_add_unread(w->diag, spot->path, arena_z(w->scratch, why));
        return err;
    }
    const struct level level = {
        .outer = outer, .id = file_id_of(&st), .depth = outer ? outer->depth + 1 : 0, .spot = *spot};
    bool endless = is_within_itself(&level);
    if (endless && tell && spot->is_link)
        warn(w, spot, "not followed: this link leads to a folder that it lies in; remove it");
    DIR *dir = endless ? NULL : fdopendir(fd);
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

static int by_folder_path(const void *a, const void *b)
{
    return str_cmp(((const struct scan_folder *)a)->path, ((const struct scan_folder *)b)->path);
}

enum err scan_capsule(int root, const struct folder_names *names, const struct settings *settings,
                      const struct withheld *withheld, bool drafts, struct arena *arena, struct diag *diag,
                      struct scan *out)
{
    struct walk w = {.root = root,
                     .names = names,
                     .settings = settings,
                     .withheld = withheld,
                     .drafts = drafts,
                     .arena = arena,
                     .scratch = arena_create(),
                     .diag = diag};
    enum err err = walk_folder(&w, NULL, &(struct spot){.path = STR(""), .real = STR("")});
    if (w.count)
        qsort(w.entries, w.count, sizeof *w.entries, by_path);
    if (w.folder_count)
        qsort(w.folders, w.folder_count, sizeof *w.folders, by_folder_path);
    *out = (struct scan){w.entries, w.count, w.folders, w.folder_count, w.ground};
    arena_destroy(w.scratch);
    return err;
}
