#include "answer/revalidation.h"

#include <unistd.h>

struct revalidation {
    struct job job;
    struct arena *arena; /* of this job */
    const struct site *site;
    const struct site_file *file; /* in SITE */
    int root, fd;
    struct stat st;
    response_fail *fail;
    bool allowed;
};

static int revalidation_work(struct job *job)
{
    struct revalidation *j = (struct revalidation *)job;
    j->allowed = site_may_send(j->site, j->root, j->file, j->fd, &j->st);
    return 0;
}

static void revalidation_finish(struct job *job, struct arena *arena, struct response *response)
{
    struct revalidation *j = (struct revalidation *)job;
    if (!j->allowed) {
        j->fail(ERR_NOT_FOUND, arena, response);
        return;
    }
    response_set_file(response, j->fd, &j->st);
    j->fd = -1;
}

static void revalidation_discard(struct job *job)
{
    struct revalidation *j = (struct revalidation *)job;
    if (j->fd >= 0)
        close(j->fd);
    site_unref(j->site);
    arena_destroy(j->arena);
}

void revalidation_begin(const struct capsule *capsule, const struct site_file *file, int fd, const struct stat *st,
                        response_fail *fail, struct response *response)
{
    struct arena *arena = arena_create();
    struct revalidation *j = ARENA_NEW(arena, struct revalidation);
    *j = (struct revalidation){.job = {.kind = JOB_FILE,
                                       .work = revalidation_work,
                                       .finish = revalidation_finish,
                                       .discard = revalidation_discard},
                               .arena = arena,
                               .site = site_ref(capsule->site),
                               .file = file,
                               .root = site_root(capsule->site, capsule->options.root),
                               .fd = fd,
                               .st = *st,
                               .fail = fail};
    response->body = BODY_JOB;
    response->job = &j->job;
}
