#include "protocol/finger.h"

#include "text/control.h"
#include "text/valid.h"

enum parse finger_parse(str in, struct finger_request *request, size_t *used)
{
    size_t n = str_find_char(in, '\n');
    if (n == STR_NONE)
        return in.n > FINGER_LINE_MAX + 1 ? PARSE_BAD : PARSE_MORE;
    str line = str_first(in, n && in.p[n - 1] == '\r' ? n - 1 : n);
    *used = n + 1;
    if (line.n > FINGER_LINE_MAX || control_find(line) < line.n || !text_is_valid(line))
        return PARSE_BAD;
    /* A wish for more words than usual, which we have not. */
    if (str_starts_nocase(line, STR("/W")) && (line.n == 2 || line.p[2] == ' '))
        line = str_from(line, 2);
    *request = (struct finger_request){.user = str_trim(line)};
    request->forwards = str_has_char(request->user, '@');
    return PARSE_DONE;
}
