#include "hexo/lint.h"

#include "base/beneath.h"

#include <dirent.h>
#include <sys/stat.h>
#include <unistd.h>

void lint_absent_of_hexo(const struct site *site, int root, const struct record *record, struct diag *diag)
{
    (void)site, (void)root;
    if (record->absence == ABSENT_UNPUBLISHED)
        diag_add(diag, SEVERITY_NOTE, record->path, 0,
                 "not shown: it says published: false, or a password that no reader here can give");
    if (record->absence == ABSENT_PRIVATE && str_starts(record->path, STR("_posts/")))
        diag_add(diag, SEVERITY_NOTE, record->path, 0,
                 "not shown: skip_render names it, so that Hexo makes no post of it");
}

static bool is_hidden_post(str folder, str name)
{
    return str_eq(folder, STR("_posts")) && str_starts(name, STR("_")) &&
           (str_ends(name, STR(".md")) || str_ends(name, STR(".markdown")));
}

/* A name in FOLDER that its author may expect to be read. */
static void check_name(int root, str folder, str name, struct diag *diag)
{
    struct arena *arena = arena_create();
    str path = folder.n ? ARENA_CONCAT(arena, folder, STR("/"), name) : name;
    str inner = ARENA_CONCAT(arena, path, STR("/_posts"));
    if (is_hidden_post(folder, name))
        diag_add(diag, SEVERITY_NOTE, path, 0, "not shown: Hexo leaves out names that begin with _; name it otherwise");
    else if (!folder.n && !str_starts(name, STR(".")) && !str_starts(name, STR("_")) && beneath_has(root, inner))
        diag_add(diag, SEVERITY_WARNING, inner, 0,
                 "its posts are not shown: Hexo reads those of the uppermost _posts alone; move them there");
    arena_destroy(arena);
}

static void check_folder(int root, str folder, struct diag *diag)
{
    struct stat st;
    int fd;
    if (beneath_open(root, folder, &fd, &st) != OK)
        return;
    DIR *dir = fdopendir(fd);
    if (!dir) {
        close(fd);
        return;
    }
    for (struct dirent *entry; (entry = readdir(dir));)
        check_name(root, folder, str_of(entry->d_name), diag);
    closedir(dir);
}

void lint_site_of_hexo(const struct site *site, int root, struct diag *diag)
{
    int source = site_root(site, root);
    if (source < 0)
        return;
    check_folder(source, STR(""), diag);
    check_folder(source, STR("_posts"), diag);
}
