#include "server/capsule_folders.h"

#include "base/log.h"
#include "server/reach.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

static int open_folder(str path)
{
    return open(path.p, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
}

/* Returns the reason for which it cannot be opened, or 0. */
static int take(struct folder *folder, str path, struct arena *arena)
{
    *folder = (struct folder){.seen = {.path = path}, .fd = open_folder(path)};
    if (folder->fd < 0)
        return errno;
    folder->seen = seen_now(path);
    folder->names = folder_names_of(path, arena);
    return 0;
}

static void say_absent(const struct config *c, const struct config_host *host, int reason, struct arena *arena)
{
    str advice = reach_advice(host->capsule, reason, STR(""), arena);
    log_error("%.*s:%d: capsule %.*s cannot be opened: %s; %.*s is not served until it can, the other hosts are%s%.*s",
              STR_ARG(c->file), host->line, STR_ARG(host->capsule), strerror(reason), STR_ARG(host->name),
              advice.n ? "; " : "", STR_ARG(advice));
}

void capsule_folders_open(const struct config *c, struct folder *folders, struct arena *arena, struct diag *diag)
{
    size_t count = c->hosts.count, opened = 0;
    int *reasons = ARENA_ARRAY(arena, int, count);
    for (size_t i = 0; i < count; i++) {
        reasons[i] = take(&folders[i], arena_str(arena, c->hosts.items[i].capsule), arena);
        opened += reasons[i] == 0;
    }
    for (size_t i = 0; i < count; i++) {
        const struct config_host *host = &c->hosts.items[i];
        if (reasons[i] && opened)
            say_absent(c, host, reasons[i], arena);
        else if (reasons[i])
            diag_add(diag, SEVERITY_ERROR, host->line ? c->file : STR(""), host->line,
                     "capsule %.*s cannot be opened: %s; %.*s", STR_ARG(host->capsule), strerror(reasons[i]),
                     STR_ARG(reach_advice(host->capsule, reasons[i], STR("name the folder of a blog"), arena)));
    }
}

void capsule_folders_close(struct folder *folders, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (folders[i].fd >= 0)
            close(folders[i].fd);
}

static bool can_be_opened(str path)
{
    int fd = open_folder(path);
    if (fd >= 0)
        close(fd);
    return fd >= 0;
}

static bool has_moved(struct folder *f)
{
    struct seen now = seen_now(f->seen.path);
    if (!now.exists || seen_same_folder(&now, &f->seen) || seen_same_folder(&now, &f->tried))
        return false;
    if (f->fd < 0 && !can_be_opened(f->seen.path))
        return false;
    f->tried = now;
    return true;
}

bool capsule_folders_moved(const struct config *c, struct folder *folders)
{
    bool moved = false;
    for (size_t i = 0; i < c->hosts.count; i++) {
        if (!has_moved(&folders[i]))
            continue;
        moved = true;
        log_note("the capsule's folder of %.*s %s", STR_ARG(c->hosts.items[i].name),
                 folders[i].fd < 0 ? "can be opened now" : "was replaced");
    }
    return moved;
}
