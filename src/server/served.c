/* MAP_ANONYMOUS is no POSIX flag. */
#define _DEFAULT_SOURCE
#include "server/served.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <sys/mman.h>

struct served {
    size_t workers, hosts;
    atomic_uchar *marks; /* [WORKERS][HOSTS] */
};

struct served *served_create(size_t workers, size_t hosts)
{
    struct served *s = calloc(1, sizeof *s);
    void *marks = mmap(NULL, workers * hosts, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (!s || marks == MAP_FAILED) {
        if (marks != MAP_FAILED)
            munmap(marks, workers * hosts);
        free(s);
        return NULL;
    }
    *s = (struct served){.workers = workers, .hosts = hosts, .marks = marks};
    return s;
}

void served_destroy(struct served *s)
{
    if (!s)
        return;
    munmap(s->marks, s->workers * s->hosts);
    free(s);
}

void served_mark(struct served *s, size_t worker, size_t host)
{
    atomic_store(&s->marks[worker * s->hosts + host], 1);
}

void served_forget(struct served *s, size_t worker)
{
    for (size_t i = 0; i < s->hosts; i++)
        atomic_store(&s->marks[worker * s->hosts + i], 0);
}

bool served_by_any(const struct served *s, size_t host)
{
    bool any = false;
    for (size_t i = 0; i < s->workers && !any; i++)
        any = atomic_load(&s->marks[i * s->hosts + host]) != 0;
    return any;
}
