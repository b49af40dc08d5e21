/* The kinds of directory entries are older than POSIX has them. */
#define _GNU_SOURCE
#include "hugo/folder.h"

#include "base/beneath.h"
#include "site/ground.h"
#include "text/valid.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

static DIR *open_folder(int root, const struct site_options *options, str path, struct arena *arena)
{
    int fd;
    struct stat st;
    str real;
    if (ground_find(root, options, NULL, path, arena, &real) != OK ||
        (!str_eq(real, path) && ground_is_around(real, path)) || beneath_open(root, real, &fd, &st) != OK)
        return NULL;
    DIR *dir = S_ISDIR(st.st_mode) ? fdopendir(fd) : NULL;
    if (!dir)
        close(fd);
    return dir;
}

static int by_name(const void *a, const void *b)
{
    return str_cmp(((const struct folder_entry *)a)->name, ((const struct folder_entry *)b)->name);
}

/* Most file systems say what an entry is without being asked for each; a link is what it leads to. False: nothing. */
static bool look(int folder, const struct dirent *entry, bool *is_folder)
{
    struct stat st;
    *is_folder = entry->d_type == DT_DIR;
    if (entry->d_type == DT_DIR || entry->d_type == DT_REG)
        return true;
    bool there = fstatat(folder, entry->d_name, &st, 0) == 0;
    *is_folder = there && S_ISDIR(st.st_mode);
    return there;
}

const struct folder_entry *folder_list(int root, const struct site_options *options, str path, struct arena *arena,
                                       size_t *count)
{
    struct folder_entry *entries = NULL;
    size_t capacity = 0;
    *count = 0;
    DIR *dir = open_folder(root, options, path, arena);
    if (!dir)
        return NULL;
    for (struct dirent *entry; (entry = readdir(dir));) {
        str name = str_of(entry->d_name);
        bool is_folder;
        if (name.p[0] == '.' || !text_is_valid(name) || !look(dirfd(dir), entry, &is_folder))
            continue;
        entries = arena_grow(arena, entries, *count, &capacity, sizeof *entries);
        entries[(*count)++] = (struct folder_entry){arena_str(arena, name), is_folder};
    }
    closedir(dir);
    if (entries)
        qsort(entries, *count, sizeof *entries, by_name);
    return entries;
}
