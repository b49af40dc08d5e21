#include "protocol/nex.h"

#include "protocol/request_line.h"

enum parse nex_parse(str in, struct nex_request *request, size_t *used)
{
    return request_line_parse(in, NEX_LINE_MAX, &request->path, used);
}
