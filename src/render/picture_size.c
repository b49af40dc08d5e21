#include "render/picture_size.h"

static unsigned byte_at(str s, size_t at)
{
    return (unsigned char)s.p[at];
}

static int big_endian(str s, size_t at)
{
    return (int)(byte_at(s, at) << 8 | byte_at(s, at + 1));
}

static int little_endian(str s, size_t at)
{
    return (int)(byte_at(s, at) | byte_at(s, at + 1) << 8);
}

/* ISO/IEC 15948, 11.2.2. Sides of more than 65,535 pixels are no picture for a page. */
static bool read_png(str s, struct picture_size *out)
{
    if (s.n < 24 || !str_starts(s, STR("\x89PNG\r\n\x1a\n")) || big_endian(s, 16) || big_endian(s, 20))
        return false;
    *out = (struct picture_size){big_endian(s, 18), big_endian(s, 22)};
    return true;
}

static bool read_gif(str s, struct picture_size *out)
{
    if (s.n < 10 || !(str_starts(s, STR("GIF87a")) || str_starts(s, STR("GIF89a"))))
        return false;
    *out = (struct picture_size){little_endian(s, 6), little_endian(s, 8)};
    return true;
}

/* A start of frame (ITU-T T.81, table B.1), and none of the tables whose codes lie between those. */
static bool begins_frame(unsigned marker)
{
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

static bool read_jpeg(str s, struct picture_size *out)
{
    if (!str_starts(s, STR("\xff\xd8")))
        return false;
    for (size_t at = 2; at + 9 <= s.n && byte_at(s, at) == 0xFF;) {
        unsigned marker = byte_at(s, at + 1);
        int length = big_endian(s, at + 2);
        if (marker == 0xFF) { /* fill */
            at++;
            continue;
        }
        if (begins_frame(marker)) {
            *out = (struct picture_size){big_endian(s, at + 7), big_endian(s, at + 5)};
            return true;
        }
        if (length < 2)
            return false;
        at += 2 + (size_t)length;
    }
    return false;
}

/* RFC 9649: lossy, lossless, and with more than a picture. */
static bool read_webp(str s, struct picture_size *out)
{
    if (s.n < 30 || !str_starts(s, STR("RIFF")) || !str_starts(str_from(s, 8), STR("WEBP")))
        return false;
    str kind = str_between(s, 12, 16);
    if (str_eq(kind, STR("VP8 "))) {
        *out = (struct picture_size){little_endian(s, 26) & 0x3FFF, little_endian(s, 28) & 0x3FFF};
    } else if (str_eq(kind, STR("VP8L"))) {
        unsigned bits = (unsigned)little_endian(s, 21) | (unsigned)little_endian(s, 23) << 16;
        *out = (struct picture_size){(int)(bits & 0x3FFF) + 1, (int)(bits >> 14 & 0x3FFF) + 1};
    } else if (str_eq(kind, STR("VP8X")) && !byte_at(s, 26) && !byte_at(s, 29)) {
        *out = (struct picture_size){little_endian(s, 24) + 1, little_endian(s, 27) + 1};
    } else {
        return false;
    }
    return true;
}

bool picture_size_read(str head, struct picture_size *out)
{
    *out = (struct picture_size){0};
    bool read = read_png(head, out) || read_gif(head, out) || read_jpeg(head, out) || read_webp(head, out);
    return read && out->width > 0 && out->height > 0;
}
