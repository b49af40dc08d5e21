#include "server/capsule_report.h"

#include "base/log.h"
#include "content/kind.h"
#include "server/readable.h"
#include "tls/private_file.h"

#include <errno.h>
#include <string.h>

enum { NAMED_MAX = 3 };

static void say_kind(const struct config_host *h, int root, const struct site *site)
{
    struct arena *arena = arena_create();
    str words = kind_sentence(site, root, arena), left_out = site_left_out(site, arena);
    if (words.n)
        log_note("%.*s: %.*s", STR_ARG(h->capsule), STR_ARG(words));
    if (left_out.n)
        log_note("%.*s: %.*s", STR_ARG(h->capsule), STR_ARG(left_out));
    arena_destroy(arena);
}

/* Files that are sent as they are; a text that cannot be read is an error of the capsule. */
static void say_unreadable(const struct capsule_report *r, const struct site *site)
{
    str capsule = r->host->capsule, user = r->user;
    size_t count, forbidden = 0;
    const struct site_file *files = site_files(site, &count);
    for (size_t i = 0; (i = readable_next_forbidden(site, r->root, i)) < count; i++)
        if (forbidden++ < NAMED_MAX)
            log_error("%.*s/%.*s: cannot be read by %.*s, who serves it; chmod o+r it, or setfacl -m u:%.*s:r",
                      STR_ARG(capsule), STR_ARG(files[i].path), STR_ARG(user), STR_ARG(user));
    if (forbidden > NAMED_MAX)
        log_error("%.*s: %zu more files cannot be read by %.*s; splashdown check names them", STR_ARG(capsule),
                  forbidden - NAMED_MAX, STR_ARG(user));
}

/* The parent has opened the folder, whoever may go there. */
static void say_closed(const struct capsule_report *r, int reason)
{
    struct arena *arena = arena_create();
    str user = r->user, word = private_shell_word(r->host->capsule, arena);
    log_error("the capsule of %.*s cannot be read by %.*s, who serves it: %s; setfacl -R -m u:%.*s:rX,d:u:%.*s:rX %.*s",
              STR_ARG(r->host->name), STR_ARG(user), strerror(reason), STR_ARG(user), STR_ARG(user), STR_ARG(word));
    arena_destroy(arena);
}

void capsule_report_first(const struct capsule_report *r, enum err err, const struct site *site, struct diag *diag)
{
    int reason = errno;
    if (!r->teller)
        return;
    diag_print(diag, SEVERITY_ERROR, stderr);
    if (err != OK && !diag->errors)
        say_closed(r, reason);
    if (err != OK)
        return;
    if (site_is_empty(site))
        log_note("%.*s has no pages: %s", STR_ARG(r->host->capsule), kind_first_post(site));
    say_kind(r->host, r->root, site);
    if (r->trial)
        say_unreadable(r, site);
}
