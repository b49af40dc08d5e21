#include "server/user_namespace.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Lines of FILE: the first id inside, the first id outside, how many. */
static bool maps(const char *file, unsigned long id)
{
    FILE *in = fopen(file, "re");
    char line[128], *rest;
    bool found = !in;
    while (in && !found && fgets(line, sizeof line, in)) {
        unsigned long first = strtoul(line, &rest, 10);
        strtoul(rest, &rest, 10);
        unsigned long count = strtoul(rest, &rest, 10);
        found = id >= first && id - first < count;
    }
    if (in)
        fclose(in);
    return found;
}

static bool denies_groups(void)
{
    char word[8] = "";
    FILE *in = fopen("/proc/self/setgroups", "re");
    if (in && !fgets(word, sizeof word, in))
        word[0] = 0;
    if (in)
        fclose(in);
    return strncmp(word, "deny", 4) == 0;
}

bool user_namespace_allows(uid_t user, gid_t group)
{
    return maps("/proc/self/uid_map", user) && maps("/proc/self/gid_map", group) && !denies_groups();
}
