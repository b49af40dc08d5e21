#include "tls/key_message.h"

#include <string.h>

enum { MAGIC_REQUEST = 0x5350524b, MAGIC_REPLY = 0x53504b52, HEADER = 32 };

/* The header of either message, as it lies in the datagram. */
struct header {
    uint32_t magic, generation, worker, number; /* host or refusal */
    uint64_t serial;
    uint16_t scheme, length;
    uint32_t zero;
};

_Static_assert(sizeof(struct header) == HEADER, "the header has no gaps");

void key_request_write(const struct key_request *r, unsigned char out[KEY_REQUEST_BYTES])
{
    const struct header header = {.magic = MAGIC_REQUEST,
                                  .generation = r->asker.generation,
                                  .worker = r->asker.worker,
                                  .number = r->host,
                                  .serial = r->serial,
                                  .scheme = r->scheme,
                                  .length = r->length};
    memset(out, 0, KEY_REQUEST_BYTES);
    memcpy(out, &header, HEADER);
    memcpy(out + HEADER, r->message, r->length);
}

/* Nothing may be hidden in unused bytes. */
static bool is_blank(str rest)
{
    for (size_t i = 0; i < rest.n; i++)
        if (rest.p[i])
            return false;
    return true;
}

static bool read_header(str in, uint32_t magic, size_t length_max, struct header *header)
{
    if (in.n < HEADER)
        return false;
    memcpy(header, in.p, HEADER);
    return header->magic == magic && header->zero == 0 && header->length <= length_max &&
           in.n - HEADER >= header->length;
}

bool key_request_read(str in, struct key_request *r)
{
    struct header header;
    if (in.n != KEY_REQUEST_BYTES || !read_header(in, MAGIC_REQUEST, sizeof r->message, &header) ||
        !is_blank(str_from(in, HEADER + (size_t)header.length)))
        return false;
    *r = (struct key_request){.asker = {header.generation, header.worker},
                              .serial = header.serial,
                              .host = header.number,
                              .scheme = header.scheme,
                              .length = header.length};
    memcpy(r->message, in.p + HEADER, header.length);
    return true;
}

size_t key_reply_write(const struct key_reply *r, unsigned char out[KEY_REPLY_BYTES_MAX])
{
    const struct header header = {.magic = MAGIC_REPLY,
                                  .generation = r->asker.generation,
                                  .worker = r->asker.worker,
                                  .number = r->refusal,
                                  .serial = r->serial,
                                  .length = r->length};
    memcpy(out, &header, HEADER);
    memcpy(out + HEADER, r->signature, r->length);
    return HEADER + (size_t)r->length;
}

bool key_reply_read(str in, struct key_reply *r)
{
    struct header header;
    if (!read_header(in, MAGIC_REPLY, sizeof r->signature, &header) || in.n != HEADER + (size_t)header.length ||
        header.scheme || header.number >= KEY_REFUSALS || (header.number == KEY_SIGNED) != (header.length > 0))
        return false;
    r->asker = (struct key_asker){header.generation, header.worker};
    r->serial = header.serial;
    r->refusal = (enum key_refusal)header.number;
    r->length = header.length;
    memcpy(r->signature, in.p + HEADER, header.length);
    return true;
}

const char *key_refusal_text(enum key_refusal refusal)
{
    static const char *const texts[KEY_REFUSALS] = {
        [KEY_SIGNED] = "signed",
        [KEY_BAD_FRAME] = "a malformed message",
        [KEY_BAD_ASKER] = "the name of another worker",
        [KEY_BAD_HOST] = "an unknown host",
        [KEY_BAD_SCHEME] = "a way of signing that its key does not have",
        [KEY_BAD_MESSAGE] = "something that no TLS server signs",
        [KEY_UNUSABLE] = "a key that failed",
    };
    return texts[refusal];
}
