#include "answer/answer.h"

#include <unistd.h>

void response_finish(struct response *response)
{
    switch (response->body) {
    case BODY_BLOB:
        blob_unref(response->blob);
        break;
    case BODY_FILE:
        close(response->fd);
        break;
    case BODY_JOB:
        response->job->discard(response->job);
        break;
    case BODY_NONE:
        break;
    }
    *response = (struct response){0};
}

void response_set_file(struct response *response, int fd, const struct stat *st)
{
    response->body = BODY_FILE;
    response->fd = fd;
    response->length = (uint64_t)st->st_size;
}

void response_set_text(struct response *response, int fd, const struct stat *st, unsigned char mark)
{
    response_set_file(response, fd, st);
    response->start = mark < response->length ? mark : response->length;
}

void response_set_blob(struct response *response, struct blob *blob)
{
    response->body = BODY_BLOB;
    response->blob = blob;
    response->length = blob_str(blob).n;
}

void response_move_body(struct response *response, struct response *from)
{
    response->body = from->body;
    response->blob = from->blob;
    response->fd = from->fd;
    response->start = from->start;
    response->length = from->length;
    from->body = BODY_NONE;
}
