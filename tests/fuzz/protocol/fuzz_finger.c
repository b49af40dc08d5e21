#include "protocol/finger.h"

#include "text/control.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool condition)
{
    if (!condition)
        abort();
}

/* The verdict on the whole must agree with the verdict on each beginning of it. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    str in = {(const char *)data, size};
    struct finger_request request;
    size_t used = 0;
    enum parse whole = finger_parse(in, &request, &used);
    if (whole == PARSE_DONE) {
        require(used <= in.n && used <= FINGER_LINE_MAX + 2 && in.p[used - 1] == '\n');
        require(control_find(request.user) == request.user.n && str_trim(request.user).n == request.user.n);
        require(request.forwards == str_has_char(request.user, '@'));
    }
    enum parse before = PARSE_MORE;
    for (size_t n = 0; n <= size && before == PARSE_MORE; n++) {
        size_t taken;
        before = finger_parse(str_first(in, n), &request, &taken);
        require(before != PARSE_DONE || (whole == PARSE_DONE && taken == used && n == used));
    }
    require(before == whole);
    return 0;
}
