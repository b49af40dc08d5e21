#include "base/key_bytes.h"

enum {
    INTEGER = 0x02,
    OCTETS = 0x04,
    OBJECT = 0x06,
    SEQUENCE = 0x30,
    LARGE_NUMBER = 32, /* bytes: every key of RSA or DSA is larger */
    SCALAR_MIN = 20,
    SCALAR_MAX = 72 /* bytes of a private number of an elliptic curve */
};

struct part {
    unsigned char tag;
    str body;      /* as much of it as was read */
    size_t length; /* as stated; SIZE_MAX: it is not stated (BER) */
};

static unsigned byte_at(str s, size_t i)
{
    return (unsigned char)s.p[i];
}

/* Takes the next element off REST: its body may go on beyond the bytes that were read. */
static bool next(str *rest, struct part *out)
{
    if (rest->n < 2)
        return false;
    size_t header = 2, length = byte_at(*rest, 1);
    if (length == 0x80) {
        length = SIZE_MAX;
    } else if (length > 0x80) {
        size_t bytes = length & 0x7f;
        if (bytes > 4 || rest->n < 2 + bytes)
            return false;
        length = 0;
        for (size_t i = 0; i < bytes; i++)
            length = length << 8 | byte_at(*rest, 2 + i);
        header += bytes;
    }
    str body = str_first(str_from(*rest, header), length);
    *out = (struct part){(unsigned char)rest->p[0], body, length};
    *rest = str_from(*rest, header + body.n);
    return true;
}

static bool next_is(str *rest, unsigned char tag, struct part *out)
{
    return next(rest, out) && out->tag == tag;
}

static bool is_number(const struct part *part, unsigned value)
{
    return part->tag == INTEGER && part->length == 1 && part->body.n == 1 && byte_at(part->body, 0) == value;
}

static bool begins_with_object(str body, str prefix)
{
    struct part object;
    return next_is(&body, OBJECT, &object) && str_starts(object.body, prefix);
}

/* PKCS#8 under a passphrase: the scheme is one of PKCS#5 or PKCS#12. */
static bool is_encrypted(const struct part *first, str rest)
{
    struct part octets;
    bool scheme = begins_with_object(first->body, STR("\x2A\x86\x48\x86\xF7\x0D\x01\x05")) ||
                  begins_with_object(first->body, STR("\x2A\x86\x48\x86\xF7\x0D\x01\x0C\x01"));
    return scheme && next_is(&rest, OCTETS, &octets);
}

static bool is_versioned_key(const struct part *version, str rest)
{
    struct part second, third;
    if (!next(&rest, &second))
        return false;
    bool old = is_number(version, 0), new = is_number(version, 1);
    if ((old || new) && second.tag == SEQUENCE && begins_with_object(second.body, STR("")))
        return next_is(&rest, OCTETS, &third);
    if ((old || new) && second.tag == INTEGER && second.length >= LARGE_NUMBER && second.length != SIZE_MAX)
        return second.body.n < second.length || next_is(&rest, INTEGER, &third);
    if (new &&second.tag == OCTETS && second.length >= SCALAR_MIN &&second.length <= SCALAR_MAX)
        return !rest.n || byte_at(rest, 0) == 0xA0 || byte_at(rest, 0) == 0xA1;
    bool safe = second.tag == SEQUENCE && begins_with_object(second.body, STR("\x2A\x86\x48\x86\xF7\x0D\x01\x07"));
    return is_number(version, 3) && safe;
}

bool key_der_found(str head)
{
    struct part whole, first;
    str rest = head;
    if (!next_is(&rest, SEQUENCE, &whole))
        return false;
    rest = whole.body;
    if (!next(&rest, &first))
        return false;
    return first.tag == SEQUENCE ? is_encrypted(&first, rest) : is_versioned_key(&first, rest);
}

/* RFC 9580, 5.5.3: packet 5, a version, a time, an algorithm for keys. */
bool key_packet_found(str head)
{
    static const char algorithms[] = {1, 2, 3, 16, 17, 18, 19, 22, 25, 26, 27, 28};
    size_t at = 0;
    if (head.n < 12)
        return false;
    unsigned tag = byte_at(head, 0);
    if (tag == 0x94 || tag == 0x95 || tag == 0x96)
        at = 1 + ((size_t)1 << (tag & 3));
    else if (tag == 0xC5)
        at = byte_at(head, 1) < 192 ? 2 : byte_at(head, 1) < 224 ? 3 : byte_at(head, 1) == 255 ? 6 : 2;
    unsigned version = at ? byte_at(head, at) : 0;
    if (version < 4 || version > 6 || byte_at(head, at + 1) < 0x20)
        return false;
    return str_has_char((str){algorithms, sizeof algorithms}, head.p[at + 5]);
}
