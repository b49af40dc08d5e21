#include "server/host_access.h"

/* Two parallel lists: the folders, for the site, and those who may see each of them. */
void host_access(const struct config_host *host, struct arena *arena, struct capsule_options *options)
{
    size_t count = host->restricted.count;
    str *folders = ARENA_ARRAY(arena, str, count);
    struct str_list *visitors = ARENA_ARRAY(arena, struct str_list, count);
    for (size_t i = 0; i < count; i++) {
        folders[i] = host->restricted.items[i].prefix;
        visitors[i] = host->restricted.items[i].fingerprints;
    }
    options->site.unlisted = (struct str_list){folders, count};
    options->visitors = visitors;
    options->editors = host->editors;
    options->site.hidden_drafts = host->editors.count > 0;
}
