#include "answer/answer.h"

#include "text/plain.h"

enum { LINE_MAX_BYTES = 16 << 10 };

void line_refuse(str words, struct response *response)
{
    struct asked asked = response->asked;
    struct buf out;
    buf_init(&out, LINE_MAX_BYTES);
    text_put_label(&out, words);
    buf_put(&out, STR("\r\n"));
    *response = (struct response){.asked = asked, .refused = true};
    response_set_blob(response, blob_steal(&out));
    buf_finish(&out);
}
