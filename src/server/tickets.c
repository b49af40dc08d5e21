#include "server/tickets.h"

#include "base/clock.h"
#include "server/maker.h"
#include "server/memory_file.h"

#include <string.h>
#include <unistd.h>

enum { HOUR_MS = 3600 * 1000, RENEWAL_MS = 12 * HOUR_MS, IN_FORCE = 3, FLEET_MS = 60 * 1000 };

static bool add_own(struct tickets *t)
{
    struct ticket_keys next = {.count = t->of_fleet || t->keys.count == 0 ? 1 : t->keys.count + 1};
    if (next.count > IN_FORCE)
        next.count = IN_FORCE;
    if (!ticket_random(next.keys[0]))
        return false;
    memcpy(next.keys[1], t->keys.keys[0], (next.count - 1) * TICKET_KEY_BYTES);
    t->keys = next;
    return true;
}

/* The day may have changed, or the secret. */
static bool take_of_fleet(struct tickets *t, const struct config *c, struct diag *diag)
{
    struct ticket_keys next;
    if (maker_tickets(c, clock_now(), diag, &next) != OK || memcmp(&next, &t->keys, sizeof next) == 0)
        return false;
    t->keys = next;
    return true;
}

bool tickets_renew(struct tickets *t, const struct config *c, int64_t now, struct diag *diag)
{
    bool of_fleet = c->tickets.secret.n > 0;
    if (t->due && of_fleet == t->of_fleet && now < t->due)
        return false;
    bool changed = of_fleet ? take_of_fleet(t, c, diag) : add_own(t);
    t->of_fleet = of_fleet;
    t->due = now + (of_fleet ? FLEET_MS : RENEWAL_MS);
    return changed;
}

int tickets_file(const struct ticket_keys *keys)
{
    int file = memory_file_make("tickets", false);
    if (file >= 0 && write(file, keys, sizeof *keys) == (ssize_t)sizeof *keys)
        return file;
    if (file >= 0)
        close(file);
    return -1;
}

bool tickets_read(int file, struct ticket_keys *keys)
{
    return pread(file, keys, sizeof *keys, 0) == (ssize_t)sizeof *keys && keys->count <= TICKET_KEYS_MAX;
}

void tickets_wipe(struct ticket_keys *keys)
{
    ticket_wipe(keys, sizeof *keys);
}

void tickets_lint(const struct config *c, struct diag *diag)
{
    struct arena *arena = arena_create();
    str old = ARENA_CONCAT(arena, c->certs, STR("/ticket-secret"));
    if (!c->tickets.secret.n && c->gemini.port && access(arena_z(arena, old), F_OK) == 0)
        diag_add(diag, SEVERITY_WARNING, old, 0,
                 "is no longer used: keys of session tickets are made at each start. Nodes that share their sessions "
                 "still need it, by tickets: { secret: %.*s }; otherwise remove it",
                 STR_ARG(old));
    arena_destroy(arena);
}
