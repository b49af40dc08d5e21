#include "site/withheld.h"

#include "base/beneath.h"

#include <unistd.h>

/* "access.log.1.gz", "access.log-20260101", "access.log~"; where the log's name has no dot, a letter after it would
 * make another word. */
static bool is_suffix(str name, str rest)
{
    return !rest.n || str_has_char(name, '.') || !(char_is_alpha(rest.p[0]) || (unsigned char)rest.p[0] >= 0x80);
}

/* "access-20260101.log.gz" and "access.1.log": logrotate's `extension`. */
static bool is_numbered(str log, str name)
{
    size_t dot = str_find_last(log, '.');
    if (dot == STR_NONE || dot == 0 || !str_starts(name, str_first(log, dot)))
        return false;
    str rest = str_from(name, dot);
    bool counted = rest.n > 1 && str_has_char(STR(".-_"), rest.p[0]) && char_is_digit(rest.p[1]);
    return counted && str_find(rest, str_from(log, dot)) != STR_NONE;
}

static bool is_named(const struct withheld_place *place, str name)
{
    if (!place->rotated)
        return str_eq(place->name, name);
    if (str_starts(name, place->name) && is_suffix(place->name, str_from(name, place->name.n)))
        return true;
    return is_numbered(place->name, name);
}

static bool is_file(const struct withheld_file *file, const struct stat *st)
{
    if (!file_id_is(file->id, st))
        return false;
    return file->size == WITHHELD_ANY_SIZE ||
           (file->size == st->st_size &&
            file->mtime_ns == (int64_t)st->st_mtim.tv_sec * 1000000000 + st->st_mtim.tv_nsec);
}

static bool is_log(const struct withheld *w, const struct stat *st)
{
    bool found = false;
    for (size_t i = 0; w->logs && i < WITHHELD_LOGS && !found; i++) {
        uint64_t inode = atomic_load(&w->logs[i].inode);
        found = inode && inode == (uint64_t)st->st_ino && atomic_load(&w->logs[i].device) == (uint64_t)st->st_dev;
    }
    return found;
}

void withheld_change_log(const struct withheld *w, int fd)
{
    struct stat st;
    if (!w || !w->logs || fstat(fd, &st) != 0 || !S_ISREG(st.st_mode) || is_log(w, &st))
        return;
    for (size_t i = WITHHELD_LOGS - 1; i > 0; i--) {
        atomic_store(&w->logs[i].device, atomic_load(&w->logs[i - 1].device));
        atomic_store(&w->logs[i].inode, atomic_load(&w->logs[i - 1].inode));
    }
    atomic_store(&w->logs[0].device, (uint64_t)st.st_dev);
    atomic_store(&w->logs[0].inode, (uint64_t)st.st_ino);
}

bool withheld_folder(const struct withheld *w, struct file_id folder)
{
    for (size_t i = 0; w && i < w->place_count; i++)
        if (!w->places[i].name.n && file_id_eq(w->places[i].folder, folder))
            return true;
    return false;
}

static bool is_place(const struct withheld *w, struct file_id folder, str name)
{
    for (size_t i = 0; w && i < w->place_count; i++) {
        const struct withheld_place *place = &w->places[i];
        if (place->name.n && file_id_eq(place->folder, folder) && is_named(place, name))
            return true;
    }
    return false;
}

bool withheld_entry(const struct withheld *w, struct file_id folder, str name, const struct stat *st)
{
    if (!w)
        return false;
    if (S_ISDIR(st->st_mode) && withheld_folder(w, file_id_of(st)))
        return true;
    if (is_place(w, folder, name))
        return true;
    for (size_t i = 0; i < w->file_count; i++)
        if (is_file(&w->files[i], st))
            return true;
    return is_log(w, st);
}

bool withheld_way(const struct withheld *w, const struct beneath_way *way)
{
    for (size_t i = 0; i < way->count; i++)
        if (withheld_folder(w, way->folders[i].id) ||
            (i > 0 && is_place(w, way->folders[i - 1].id, way->folders[i].name)))
            return true;
    return way->name.n && withheld_entry(w, way->folders[way->count - 1].id, way->name, &way->st);
}

/* A file whose way has changed since it was opened counts as withheld. */
bool withheld_open(const struct withheld *w, int root, str path, const struct stat *st)
{
    if (!w)
        return false;
    struct arena *scratch = arena_create();
    struct beneath_way way;
    bool known = beneath_find_way(root, path, scratch, &way) == OK && file_id_is(file_id_of(&way.st), st);
    bool withheld = !known || withheld_way(w, &way);
    arena_destroy(scratch);
    return withheld;
}

enum err withheld_read(const struct withheld *w, int root, str path, size_t max, struct arena *arena, str *out)
{
    int fd;
    struct stat st;
    enum err err = beneath_open_file(root, path, &fd, &st);
    if (err != OK)
        return err;
    err = withheld_open(w, root, path, &st) ? ERR_NOT_FOUND : beneath_read_open(fd, &st, max, arena, out);
    close(fd);
    return err;
}
