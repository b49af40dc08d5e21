#include "cli/json.h"

#include "text/control.h"
#include "text/plain.h"
#include "text/valid.h"

#include <inttypes.h>

static void separate(struct json *j)
{
    if (!j->keyed && j->follows)
        fputs(j->depth > 1 ? ", " : ",", j->out);
    if (!j->keyed && j->depth == 1)
        fputs("\n  ", j->out);
    j->follows = true;
    j->keyed = false;
}

void json_begin(struct json *j, char bracket)
{
    separate(j);
    fputc(bracket, j->out);
    j->depth++;
    j->follows = false;
}

void json_end(struct json *j, char bracket)
{
    j->depth--;
    if (j->depth == 0)
        fputs(j->follows ? "\n" : "", j->out);
    fputc(bracket, j->out);
    if (j->depth == 0)
        fputc('\n', j->out);
    j->follows = true;
}

/*
 * Writes C1 and characters that change the order of writing as escapes: a program gets them, a terminal does not. Skips
 * all but the last byte of the character.
 */
static bool quote_steering(FILE *out, str s, size_t *i)
{
    unsigned char c = (unsigned char)s.p[0];
    if (control_length(s) == 2) {
        fprintf(out, "\\u%04x", (unsigned char)s.p[1]);
        *i += 1;
        return true;
    }
    if ((c != 0xe2 && c != 0xef) || s.n < 3 || text_is_plain(str_first(s, 3)))
        return false;
    fprintf(out, "\\u%04x", (c & 0xfu) << 12 | ((unsigned char)s.p[1] & 0x3fu) << 6 | ((unsigned char)s.p[2] & 0x3fu));
    *i += 2;
    return true;
}

static void quote(FILE *out, str s)
{
    fputc('"', out);
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (c == '"' || c == '\\')
            fprintf(out, "\\%c", c);
        else if (c == '\n')
            fputs("\\n", out);
        else if (c < 0x20 || c == 0x7f)
            fprintf(out, "\\u%04x", c);
        else if (!quote_steering(out, str_from(s, i), &i))
            fputc(c, out);
    }
    fputc('"', out);
}

void json_key(struct json *j, const char *key)
{
    separate(j);
    quote(j->out, str_of(key));
    fputs(": ", j->out);
    j->keyed = true;
}

void json_str(struct json *j, str s)
{
    struct arena *arena = arena_create();
    separate(j);
    quote(j->out, text_repair(s, arena, NULL));
    arena_destroy(arena);
}

void json_number(struct json *j, int64_t number)
{
    separate(j);
    fprintf(j->out, "%" PRId64, number);
}

void json_bool(struct json *j, bool yes)
{
    separate(j);
    fputs(yes ? "true" : "false", j->out);
}

void json_null(struct json *j)
{
    separate(j);
    fputs("null", j->out);
}
