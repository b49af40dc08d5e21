#include "server/program_file.h"

#include "base/log.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { NS = 1000000000 };

static bool look(struct program_file *p)
{
    struct stat st;
    if (stat(p->path, &st) != 0)
        return false;
    p->device = st.st_dev;
    p->inode = st.st_ino;
    p->changed_ns = (long long)st.st_mtim.tv_sec * NS + st.st_mtim.tv_nsec;
    return true;
}

void program_file_find(struct program_file *p)
{
    *p = (struct program_file){.path = ""};
    ssize_t n = readlink("/proc/self/exe", p->path, sizeof p->path - 1);
    p->path[n > 0 ? n : 0] = '\0';
    if (!look(p))
        p->path[0] = '\0';
}

static bool is_replaced(const struct program_file *p)
{
    struct program_file now;
    if (!p->path[0])
        return false;
    memcpy(now.path, p->path, sizeof now.path);
    return !look(&now) || now.device != p->device || now.inode != p->inode || now.changed_ns != p->changed_ns;
}

bool program_file_look(struct program_file *p)
{
    bool replaced = is_replaced(p);
    if (replaced && !p->replaced)
        log_note("another version of the program is on the disk: a reload keeps this one running, a restart does not");
    p->replaced = replaced;
    return replaced;
}
