#include "base/log.h"

#include <stdarg.h>

static enum log_level level = LOG_NORMAL;

void log_set_level(enum log_level l)
{
    level = l;
}

/*
 * The code point of three bytes that change the direction of writing, end a line or are a byte order mark; 0: none. The
 * room that knows characters is above this one.
 */
static unsigned unicode_of_steering(str s)
{
    if (s.n < 3)
        return 0;
    unsigned first = (unsigned char)s.p[0], second = (unsigned char)s.p[1], third = (unsigned char)s.p[2];
    unsigned code = (first & 0xf) << 12 | (second & 0x3f) << 6 | (third & 0x3f);
    bool steers = (code >= 0x2028 && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069) || code == 0xfeff;
    return first >= 0xe0 && first < 0xf0 && steers ? code : 0;
}

void log_write_safe(FILE *out, str s)
{
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        /* C1 controls are U+0080 to U+009F: 0xC2 and a byte below 0xA0. */
        bool c1 = c == 0xc2 && i + 1 < s.n && (unsigned char)s.p[i + 1] < 0xa0;
        unsigned order = unicode_of_steering(str_from(s, i));
        if (order) {
            fprintf(out, "\\u%04x", order);
            i += 2;
        } else if (c < 0x20 || c == 0x7f)
            fprintf(out, "\\x%02x", c);
        else if (c1)
            fprintf(out, "\\x%02x", (unsigned char)s.p[++i]);
        else
            fputc(c, out);
    }
}

__attribute__((format(printf, 1, 0))) static void write_line(const char *format, va_list args)
{
    char text[2048];
    int n = vsnprintf(text, sizeof text, format, args);
    size_t kept = n < 0 ? 0 : (size_t)n < sizeof text ? (size_t)n : sizeof text - 1;
    fputs("splashdown: ", stderr);
    log_write_safe(stderr, (str){text, kept});
    fputc('\n', stderr);
    fflush(stderr);
}

void log_error(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    write_line(format, args);
    va_end(args);
}

void log_note(const char *format, ...)
{
    if (level < LOG_NORMAL)
        return;
    va_list args;
    va_start(args, format);
    write_line(format, args);
    va_end(args);
}

void log_detail(const char *format, ...)
{
    if (level < LOG_VERBOSE)
        return;
    va_list args;
    va_start(args, format);
    write_line(format, args);
    va_end(args);
}
