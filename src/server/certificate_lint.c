#include "server/certificate_lint.h"

#include "base/clock.h"
#include "tls/certificate.h"

enum { DAY = 86400 };

void certificate_lint(str path, struct diag *diag)
{
    struct arena *arena = arena_create();
    struct certificate_facts facts;
    int64_t now = clock_now();
    if (certificate_read(path, arena, diag, &facts) == OK) {
        int64_t left = facts.not_after - now;
        if (left < 0)
            diag_add(diag, SEVERITY_ERROR, path, 0, "this certificate has ended; renew it");
        else if (left < (int64_t)EXPIRY_WARN_DAYS * DAY)
            diag_add(diag, SEVERITY_WARNING, path, 0, "this certificate ends in %lld days; renew it in time",
                     (long long)(left / DAY));
        if (facts.not_before > now)
            diag_add(diag, SEVERITY_ERROR, path, 0, "this certificate is not valid yet; check the clock");
    }
    arena_destroy(arena);
}
