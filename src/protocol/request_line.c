#include "protocol/request_line.h"

#include "text/control.h"
#include "text/valid.h"

enum parse request_line_parse(str in, size_t max, str *line, size_t *used)
{
    size_t n = str_find_char(in, '\n');
    if (n == STR_NONE)
        return in.n > max + 1 ? PARSE_BAD : PARSE_MORE;
    *line = str_first(in, n && in.p[n - 1] == '\r' ? n - 1 : n);
    *used = n + 1;
    return line->n > max || control_find(*line) < line->n || !text_is_valid(*line) ? PARSE_BAD : PARSE_DONE;
}
