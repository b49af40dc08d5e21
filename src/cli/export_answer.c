#include "cli/export_answer.h"

#include "uri/uri.h"

bool export_answer(struct capsule *capsule, enum link_protocol protocol, str path, struct arena *arena,
                   struct response *response)
{
    const struct peer peer = {.port = GEMINI_PORT};
    size_t used;
    if (protocol == LINK_WEB) {
        web_answer(capsule, path, arena, response);
    } else if (protocol == LINK_GOPHER) {
        struct gopher_request request;
        if (gopher_parse(ARENA_CONCAT(arena, path, STR("\r\n")), &request, &used) != PARSE_DONE)
            return false;
        gopher_answer(capsule, &request, arena, response);
    } else {
        struct gemini_request request;
        str origin = uri_origin("gemini", capsule_options(capsule)->name, 0, 0, arena);
        if (gemini_parse(ARENA_CONCAT(arena, origin, path, STR("\r\n")), arena, &request, &used) != PARSE_DONE)
            return false;
        gemini_answer(capsule, &request, &peer, arena, response);
    }
    if (response->body == BODY_JOB) {
        struct job *job = response->job;
        job->work(job);
        response->body = BODY_NONE;
        job->finish(job, arena, response);
        job->discard(job);
    }
    return !response->refused && (protocol != LINK_GEMINI || response->status == GEMINI_OK);
}
