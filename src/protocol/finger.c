#include "protocol/finger.h"

#include "protocol/request_line.h"

enum parse finger_parse(str in, struct finger_request *request, size_t *used)
{
    str line;
    enum parse parsed = request_line_parse(in, FINGER_LINE_MAX, &line, used);
    if (parsed != PARSE_DONE)
        return parsed;
    /* A wish for more words than usual, which we have not. */
    if (str_starts_nocase(line, STR("/W")) && (line.n == 2 || line.p[2] == ' '))
        line = str_from(line, 2);
    *request = (struct finger_request){.user = str_trim(line)};
    request->forwards = str_has_char(request->user, '@');
    return PARSE_DONE;
}
