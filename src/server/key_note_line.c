#include "server/key_notes.h"

enum { SHA256_DIGITS = 64 };

static bool is_plain(char c)
{
    return (unsigned char)c >= ' ' && c != '%' && c != 0x7f;
}

static str escaped(str path, struct arena *arena)
{
    static const char digits[] = "0123456789ABCDEF";
    char *out = ARENA_ARRAY(arena, char, path.n * 3);
    size_t n = 0;
    for (size_t i = 0; i < path.n; i++) {
        unsigned char c = (unsigned char)path.p[i];
        if (is_plain(path.p[i])) {
            out[n++] = path.p[i];
            continue;
        }
        out[n++] = '%';
        out[n++] = digits[c >> 4];
        out[n++] = digits[c & 15];
    }
    return (str){out, n};
}

static bool unescape(str text, struct arena *arena, str *path)
{
    char *out = ARENA_ARRAY(arena, char, text.n);
    size_t n = 0;
    for (size_t i = 0; i < text.n; i++) {
        if (text.p[i] != '%') {
            out[n++] = text.p[i];
            continue;
        }
        int high = i + 2 < text.n ? char_hex(text.p[i + 1]) : -1, low = high < 0 ? -1 : char_hex(text.p[i + 2]);
        if (low < 0 || (high == 0 && low == 0))
            return false;
        out[n++] = (char)(high << 4 | low);
        i += 2;
    }
    *path = (str){out, n};
    return true;
}

static bool take_number(str *rest, uint64_t *out)
{
    enum { DIGITS = 20 };
    str text;
    str_cut(*rest, ' ', &text, rest);
    *out = 0;
    for (size_t i = 0; i < text.n; i++) {
        uint64_t digit = (uint64_t)(text.p[i] - '0');
        if (!char_is_digit(text.p[i]) || *out > (UINT64_MAX - digit) / 10)
            return false;
        *out = *out * 10 + digit;
    }
    return text.n > 0 && text.n <= DIGITS;
}

static bool take_hash(str *rest, str *out)
{
    str text;
    str_cut(*rest, ' ', &text, rest);
    if (!str_starts(text, STR("SHA256:")) || text.n != 7 + SHA256_DIGITS)
        return false;
    *out = str_from(text, 7);
    for (size_t i = 0; i < out->n; i++)
        if (char_hex(out->p[i]) < 0)
            return false;
    return true;
}

static bool take_host(str *rest, str *out)
{
    str_cut(*rest, ' ', out, rest);
    for (size_t i = 0; i < out->n; i++)
        if (!is_plain(out->p[i]))
            return false;
    return out->n > 0;
}

bool key_note_parse(str line, struct arena *arena, struct key_note *out)
{
    uint64_t born = 0;
    if (!take_host(&line, &out->host) || !take_hash(&line, &out->sha256) || !take_number(&line, &out->device) ||
        !take_number(&line, &out->inode) || !take_number(&line, &born) || born > INT64_MAX)
        return false;
    out->born_ns = (int64_t)born;
    return str_starts(line, STR("/")) && unescape(line, arena, &out->path);
}

str key_note_line(const struct key_note *n, struct arena *arena)
{
    str path = escaped(n->path, arena);
    return arena_printf(arena, "%.*s SHA256:%.*s %llu %llu %lld %.*s\n", STR_ARG(n->host), STR_ARG(n->sha256),
                        (unsigned long long)n->device, (unsigned long long)n->inode,
                        (long long)(n->born_ns > 0 ? n->born_ns : 0), STR_ARG(path));
}
