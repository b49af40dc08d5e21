#ifndef ANSWER_CHARSET_H
#define ANSWER_CHARSET_H

#include "answer/answer.h"

enum { CHARSET_HEAD = 64 << 10 /* bytes of a file by which its character set is judged */ };

/* True when a text that begins with HEAD, its first CHARSET_HEAD bytes or all of it, is UTF-8. */
bool charset_is_utf8(str head);
/* As charset_is_utf8 for the open file FD of SIZE bytes; false also when reading would have to wait for a disk. */
bool charset_of_file(int fd, uint64_t size);
/* Takes "; charset=utf-8" off the media type of a response that is none. */
void charset_forget(struct response *);

#endif
