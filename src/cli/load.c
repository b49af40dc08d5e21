#include "cli/load.h"

#include "base/log.h"
#include "base/zone.h"
#include "content/load.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

int load_folder(const char *path)
{
    return open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
}

void load_nothing(struct loaded *l)
{
    *l = (struct loaded){.root = NO_FOLDER, .arena = arena_create()};
    l->options.now = clock_now();
    l->options.zoneinfo = load_folder("/usr/share/zoneinfo");
    diag_init(&l->diag);
}

enum err load_open(struct loaded *l, str path, bool drafts, bool future)
{
    load_nothing(l);
    l->options.drafts = drafts;
    l->options.future = future;
    l->root = load_folder(arena_z(l->diag.arena, path));
    l->options.names = folder_names_of(path, l->arena);
    if (l->root >= 0)
        return OK;
    log_error("%.*s: cannot be opened as a capsule: %s; name a folder that can be read", STR_ARG(path),
              strerror(errno));
    return ERR_IO;
}

enum err load_site(struct loaded *l)
{
    enum err err = site_load(l->root, &l->options, NULL, &l->diag, &l->site);
    if (err == OK)
        return OK;
    diag_print(&l->diag, SEVERITY_ERROR, stderr);
    if (!l->diag.errors)
        log_error("the capsule cannot be read: %s", strerror(errno));
    return err;
}

void load_finish(struct loaded *l)
{
    site_unref(l->site);
    diag_finish(&l->diag);
    arena_destroy(l->arena);
    if (l->root >= 0)
        close(l->root);
    if (l->options.zoneinfo >= 0)
        close(l->options.zoneinfo);
}

struct moment load_now(const struct loaded *l, struct arena *arena)
{
    const struct zone *zone = zone_utc();
    str name = site_config(l->site)->timezone;
    if (name.n && zone_load(l->options.zoneinfo, name, arena, &zone) != OK)
        zone = zone_utc();
    return (struct moment){l->options.now, zone_offset(zone, l->options.now)};
}
