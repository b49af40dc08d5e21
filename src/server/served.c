#include "server/served.h"

#include <stdlib.h>
#include <string.h>

enum mark { UNKNOWN, REFUSED, SERVED };

struct served {
    size_t workers, hosts;
    unsigned char *marks; /* enum mark, [WORKERS][HOSTS] */
    uint64_t told[];      /* by host: hash of the errors for which it is refused; 0: none */
};

struct served *served_create(size_t workers, size_t hosts)
{
    struct served *s = calloc(1, sizeof *s + hosts * sizeof s->told[0]);
    unsigned char *marks = calloc(workers, hosts);
    if (!s || !marks) {
        free(marks);
        free(s);
        return NULL;
    }
    s->workers = workers;
    s->hosts = hosts;
    s->marks = marks;
    return s;
}

void served_destroy(struct served *s)
{
    if (!s)
        return;
    free(s->marks);
    free(s);
}

/* A mark only rises. */
static bool raise_mark(struct served *s, size_t worker, size_t host, enum mark mark)
{
    if (host >= s->hosts || s->marks[worker * s->hosts + host] >= mark)
        return false;
    s->marks[worker * s->hosts + host] = (unsigned char)mark;
    return true;
}

bool served_mark(struct served *s, size_t worker, size_t host)
{
    return raise_mark(s, worker, host, SERVED);
}

bool served_refuse(struct served *s, size_t worker, size_t host, uint64_t hash)
{
    if (!raise_mark(s, worker, host, REFUSED))
        return false;
    s->told[host] = hash;
    return true;
}

void served_forget(struct served *s, size_t worker)
{
    memset(s->marks + worker * s->hosts, UNKNOWN, s->hosts);
}

bool served_by_any(const struct served *s, size_t host)
{
    bool any = false;
    for (size_t i = 0; i < s->workers && !any; i++)
        any = s->marks[i * s->hosts + host] == SERVED;
    return any;
}

bool served_are_told(const struct served *s, size_t host, uint64_t hash)
{
    return s->told[host] == hash;
}

bool served_again(struct served *s, size_t host)
{
    bool refused = s->told[host] != 0;
    s->told[host] = 0;
    return refused;
}
