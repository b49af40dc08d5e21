#include "answer/charset.h"

#include "base/beneath.h"
#include "text/valid.h"

#include <stdlib.h>

/* HEAD without the character that its end may cut. */
static str whole_characters(str head)
{
    size_t n = head.n;
    for (int back = 0; n > 0 && back < 3 && ((unsigned char)head.p[n - 1] & 0xc0) == 0x80; back++)
        n--;
    return n > 0 && (unsigned char)head.p[n - 1] >= 0xc0 ? str_first(head, n - 1) : head;
}

bool charset_is_utf8(str head)
{
    return text_is_valid(head.n < CHARSET_HEAD ? head : whole_characters(str_first(head, CHARSET_HEAD)));
}

bool charset_of_file(int fd, uint64_t size)
{
    size_t n = size < CHARSET_HEAD ? (size_t)size : CHARSET_HEAD;
    char *head = malloc(CHARSET_HEAD);
    if (!head)
        abort();
    bool utf8 = n == 0 || (beneath_read_now(fd, 0, head, n) && charset_is_utf8((str){head, n}));
    free(head);
    return utf8;
}

void charset_forget(struct response *response)
{
    static const str claim = STR_INIT("; charset=utf-8");
    if (str_ends(response->meta, claim))
        response->meta = str_first(response->meta, response->meta.n - claim.n);
}
