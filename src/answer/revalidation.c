#include "answer/revalidation.h"

#include "answer/charset.h"
#include "site/file_kind.h"

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
    bool text, foreign; /* a text; one that is not UTF-8 */
    unsigned char mark; /* bytes of byte order marks at its start */
};

static void judge_text(struct revalidation *j)
{
    char *bytes = arena_alloc(j->arena, CHARSET_HEAD, 1);
    ssize_t got = pread(j->fd, bytes, CHARSET_HEAD, 0);
    str head = {bytes, got > 0 ? (size_t)got : 0};
    j->foreign = !charset_is_utf8(head);
    j->mark = file_kind_mark(head);
}

static int revalidation_work(struct job *job)
{
    struct revalidation *j = (struct revalidation *)job;
    j->allowed = site_may_send(j->site, j->root, j->file, j->fd, &j->st);
    if (j->allowed && j->text)
        judge_text(j);
    return 0;
}

static void revalidation_finish(struct job *job, struct arena *arena, struct response *response)
{
    struct revalidation *j = (struct revalidation *)job;
    if (!j->allowed) {
        j->fail(ERR_NOT_FOUND, arena, response);
        return;
    }
    if (j->foreign)
        charset_forget(response);
    response_set_text(response, j->fd, &j->st, j->mark);
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

void revalidation_begin(const struct capsule *capsule, const struct site_file *file, bool text, int fd,
                        const struct stat *st, response_fail *fail, struct response *response)
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
                               .text = text,
                               .root = site_root(capsule->site, capsule->options.root),
                               .fd = fd,
                               .st = *st,
                               .fail = fail};
    response->body = BODY_JOB;
    response->job = &j->job;
}
