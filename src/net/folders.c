/* d_type saves a stat(2) for each file, but is not in POSIX. */
#define _DEFAULT_SOURCE
#include "net/folders.h"

#include "base/beneath.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

static bool is_folder(DIR *dir, const struct dirent *entry)
{
    if (entry->d_type != DT_UNKNOWN)
        return entry->d_type == DT_DIR;
    struct stat st;
    return fstatat(dirfd(dir), entry->d_name, &st, AT_SYMLINK_NOFOLLOW) == 0 && S_ISDIR(st.st_mode);
}

static void add(struct folder_list *list, struct arena *arena, str path, dev_t device, ino_t inode)
{
    list->items = arena_grow(arena, list->items, list->count, &list->capacity, sizeof *list->items);
    list->items[list->count++] = (struct folder_seen){path, device, inode};
}

static size_t depth_of(str path)
{
    size_t depth = 1;
    for (size_t i = 0; i < path.n; i++)
        depth += path.p[i] == '/';
    return depth;
}

/* Adds the folders within FOLDER, to be searched later. */
static void look_into(DIR *dir, str folder, struct arena *arena, struct folder_list *list)
{
    for (const struct dirent *entry; (entry = readdir(dir)) != NULL;) {
        str name = str_of(entry->d_name);
        if (name.p[0] == '.' || str_eq(name, STR("_site")) || !is_folder(dir, entry))
            continue;
        if (list->count >= FOLDERS_MAX || depth_of(folder) >= FOLDERS_DEPTH) {
            list->complete = false;
            return;
        }
        str path = folder.n ? ARENA_CONCAT(arena, folder, STR("/"), name) : name;
        add(list, arena, arena_str(arena, path), 0, 0);
    }
}

/* False: it has gone. */
static bool look_at(int root, struct folder_seen *seen, struct arena *arena, struct folder_list *list)
{
    int fd;
    struct stat st;
    str path = seen->path;
    if (beneath_open(root, path, &fd, &st) != OK)
        return false;
    DIR *dir = S_ISDIR(st.st_mode) ? fdopendir(fd) : NULL;
    if (!dir) {
        close(fd);
        return false;
    }
    seen->device = st.st_dev;
    seen->inode = st.st_ino;
    look_into(dir, path, arena, list);
    closedir(dir);
    return true;
}

static int by_path(const void *a, const void *b)
{
    return str_cmp(((const struct folder_seen *)a)->path, ((const struct folder_seen *)b)->path);
}

struct folder_list folders_below(int root, struct arena *arena)
{
    struct folder_list found = {.complete = true}, kept = {0};
    add(&found, arena, STR(""), 0, 0);
    /* The list is also the queue of folders to search. */
    for (size_t i = 0; i < found.count; i++) {
        struct folder_seen seen = found.items[i];
        if (look_at(root, &seen, arena, &found))
            add(&kept, arena, seen.path, seen.device, seen.inode);
    }
    kept.complete = found.complete;
    if (kept.count)
        qsort(kept.items, kept.count, sizeof *kept.items, by_path);
    return kept;
}
