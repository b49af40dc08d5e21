#include "data/escape.h"

bool escape_take_hex(struct text_cursor *c, int digits, uint32_t *value)
{
    *value = 0;
    for (int i = 0; i < digits; i++) {
        int digit = cursor_at_end(c) ? -1 : char_hex(c->rest.p[0]);
        if (digit < 0)
            return cursor_complain(c, c->line, "an escape needs %d hexadecimal digits here", digits);
        *value = *value << 4 | (uint32_t)digit;
        cursor_take(c, 1);
    }
    return true;
}

bool escape_put(struct buf *out, uint32_t code)
{
    if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff))
        return false;
    if (code < 0x80)
        return buf_put_char(out, (char)code) == OK;
    int tail = code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
    static const unsigned char lead[] = {0, 0xc0, 0xe0, 0xf0};
    buf_put_char(out, (char)(lead[tail] | code >> (6 * tail)));
    while (tail-- > 0)
        buf_put_char(out, (char)(0x80 | (code >> (6 * tail) & 0x3f)));
    return true;
}

char escape_letter(char letter)
{
    static const char letters[] = "btnfr\"\\", bytes[] = "\b\t\n\f\r\"\\";
    const char *at = letter ? strchr(letters, letter) : NULL;
    return at ? bytes[at - letters] : '\0';
}
