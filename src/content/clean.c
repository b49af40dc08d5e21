#include "content/clean.h"

#include "text/valid.h"

#include <string.h>

static int line_at(str s, size_t offset)
{
    int line = 1;
    for (size_t i = 0; i < offset && i < s.n; i++)
        line += s.p[i] == '\n';
    return line;
}

/* CR LF and a lone CR both end a line. */
static str lines_to_lf(str s, struct arena *arena)
{
    if (!str_has_char(s, '\r'))
        return s;
    char *out = arena_alloc(arena, s.n, 1);
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] != '\r')
            out[n++] = s.p[i];
        else if (i + 1 == s.n || s.p[i + 1] != '\n')
            out[n++] = '\n';
    }
    return (str){out, n};
}

str clean_source(str source, str file, struct arena *arena, struct diag *diag)
{
    if (str_starts(source, STR("\xEF\xBB\xBF")))
        source = str_from(source, 3);
    source = lines_to_lf(source, arena);
    size_t bad;
    str valid = text_repair(source, arena, &bad);
    if (bad != STR_NONE)
        diag_add(diag, SEVERITY_WARNING, file, line_at(source, bad),
                 "bytes that are not UTF-8, shown as U+FFFD; save the file as UTF-8");
    return valid;
}

/* Bytes of the control character at S[i], 0 when there is none. */
static size_t control_length(str s, size_t i)
{
    unsigned char c = (unsigned char)s.p[i];
    if (c < 0x20)
        return c != '\t' && c != '\n';
    if (c == 0x7F)
        return 1;
    return c == 0xC2 && i + 1 < s.n && (unsigned char)s.p[i + 1] < 0xA0 ? 2 : 0;
}

/* WORD with the high bit of each byte set that is below N (at most 0x80); of higher ones too, where one is. */
static uint64_t bytes_below(uint64_t word, unsigned char n)
{
    const uint64_t ones = 0x0101010101010101u;
    return (word - ones * n) & ~word & (ones << 7);
}

static uint64_t bytes_equal(uint64_t word, unsigned char c)
{
    return bytes_below(word ^ (0x0101010101010101u * c), 1);
}

/* Most bytes are neither control characters nor may begin one: those are passed over a word at a time. */
static bool is_plain(uint64_t word)
{
    return !(bytes_below(word, 0x20) | bytes_equal(word, 0x7F) | bytes_equal(word, 0xC2));
}

static size_t first_control(str s, size_t i)
{
    while (i < s.n) {
        uint64_t word = 0;
        size_t n = s.n - i < sizeof word ? s.n - i : sizeof word;
        memcpy(&word, s.p + i, n);
        if (n == sizeof word && is_plain(word)) {
            i += n;
            continue;
        }
        for (size_t end = i + n; i < end; i++)
            if (control_length(s, i))
                return i;
    }
    return s.n;
}

str clean_controls(str text, struct arena *arena)
{
    size_t at = first_control(text, 0);
    if (at == text.n)
        return text;
    char *out = arena_alloc(arena, text.n, 1);
    size_t n = 0, from = 0;
    for (; at < text.n; at = first_control(text, from)) {
        memcpy(out + n, text.p + from, at - from);
        n += at - from;
        from = at + control_length(text, at);
    }
    memcpy(out + n, text.p + from, text.n - from);
    return (str){out, n + text.n - from};
}
