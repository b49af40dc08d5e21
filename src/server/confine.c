#include "server/confine.h"

#include "base/log.h"
#include "server/descriptors.h"
#include "server/sandbox.h"

#include <errno.h>
#include <string.h>

/* Folders and sockets of other generations: a worker that hangs must not hold them open. */
static void close_what_is_not_ours(const struct generation *g, const struct net_listener *listeners, size_t count,
                                   size_t index, int channel)
{
    struct arena *arena = arena_create();
    int keeper = g->keeper_sockets ? g->keeper_sockets[index].worker : -1;
    const int others[] = {g->zoneinfo, g->access_log, status_socket_fd(g->status), channel, keeper};
    size_t n = 0;
    int *ours = ARENA_ARRAY(arena, int, g->folder_count + count + sizeof others / sizeof *others);
    for (size_t i = 0; i < g->folder_count; i++)
        ours[n++] = g->folders[i].fd;
    for (size_t i = 0; i < count; i++)
        ours[n++] = listeners[i].fd;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        ours[n++] = others[i];
    descriptors_keep(ours, n);
    arena_destroy(arena);
}

static const char *filter_name(enum syscall_filter filter)
{
    switch (filter) {
    case FILTER_NONE:
        break;
    case FILTER_OF_REFUSALS:
        return "some calls refused";
    case FILTER_OF_ALLOWED:
        return "by a list of calls";
    }
    return "off";
}

static bool enter_sandbox(const struct generation *g, bool loud)
{
    struct arena *arena = arena_create();
    int *folders = ARENA_ARRAY(arena, int, g->folder_count + 1);
    for (size_t i = 0; i < g->folder_count; i++)
        folders[i] = g->folders[i].fd;
    folders[g->folder_count] = g->zoneinfo;
    const struct sandbox_wanted wanted = {.kind = PROCESS_WORKER,
                                          .folders = folders,
                                          .count = g->folder_count + 1,
                                          .landlock = LANDLOCK_NEWEST,
                                          .checked = SANITIZED};
    struct sandbox s = sandbox_enter(&wanted);
    if (loud)
        log_detail("sandbox: no new privileges %s, Landlock %d, seccomp %s", s.no_new_privileges ? "on" : "off",
                   s.landlock, filter_name(s.filter));
    arena_destroy(arena);
    if (g->config->sandbox != SANDBOX_REQUIRE || sandbox_is_whole(&s))
        return true;
    log_error("a worker could not lock itself in, as sandbox: require demands");
    return false;
}

bool confine(const struct generation *g, const struct net_listener *listeners, size_t count, size_t index, int channel,
             pid_t parent)
{
    close_what_is_not_ours(g, listeners, count, index, channel);
    if (!privileges_drop(&g->identity)) {
        log_error("a worker could not give up its privileges: %s", strerror(errno));
        return false;
    }
    if (!privileges_end_with(parent))
        return false;
    return g->config->sandbox == SANDBOX_OFF || enter_sandbox(g, index == 0);
}
