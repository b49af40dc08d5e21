#include "data/toml_scalar.h"

#include "data/toml_time.h"

#include <errno.h>
#include <stdlib.h>

static const char word_bytes[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_+-.:";

/* Takes the digits of a base off S: underscores only between two of them. False when S is none at all or one is
 * misplaced. */
static bool take_digits(str *s, int base)
{
    size_t n = 0;
    bool digit = false;
    for (; n < s->n; n++) {
        int value = char_hex(s->p[n]);
        if (s->p[n] == '_' && digit)
            digit = false;
        else if (value >= 0 && value < base)
            digit = true;
        else
            break;
    }
    *s = str_from(*s, n);
    return digit;
}

static size_t sign_of(str s)
{
    return s.n && (s.p[0] == '+' || s.p[0] == '-');
}

/* "0" or a number that does not begin with 0. */
static bool take_whole(str *s)
{
    bool zero = s->n && s->p[0] == '0';
    str before = *s;
    return take_digits(s, 10) && (!zero || before.n - s->n == 1);
}

static str without_underscores(str s, struct arena *arena)
{
    char *z = arena_z(arena, s);
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] != '_')
            z[n++] = s.p[i];
    z[n] = '\0';
    return (str){z, n};
}

/* Z is a NUL-terminated integer without underscores. */
static bool set_integer(struct text_cursor *c, struct data *d, const char *z, int base)
{
    errno = 0;
    d->kind = DATA_INT;
    d->integer = strtoll(z, NULL, base);
    return errno == 0 || cursor_complain(c, d->line, "the number %.*s needs more than 64 bits", STR_ARG(d->text));
}

static int base_of(str s)
{
    if (s.n < 2 || s.p[0] != '0')
        return 10;
    return s.p[1] == 'x' ? 16 : s.p[1] == 'o' ? 8 : s.p[1] == 'b' ? 2 : 10;
}

static bool read_based(struct text_cursor *c, struct data *d, int base)
{
    str rest = str_from(d->text, 2);
    if (!take_digits(&rest, base) || rest.n)
        return cursor_complain(c, d->line, "%.*s is no number to the base of %d", STR_ARG(d->text), base);
    return set_integer(c, d, without_underscores(str_from(d->text, 2), c->arena).p, base);
}

/* The rest of a float behind its whole part: a fraction, an exponent, or both. */
static bool is_float_rest(str rest)
{
    if (rest.n && rest.p[0] == '.') {
        rest = str_from(rest, 1);
        if (!take_digits(&rest, 10))
            return false;
    }
    if (rest.n == 0)
        return true;
    if (rest.p[0] != 'e' && rest.p[0] != 'E')
        return false;
    rest = str_from(rest, 1);
    rest = str_from(rest, sign_of(rest));
    return take_digits(&rest, 10) && rest.n == 0;
}

static bool read_number(struct text_cursor *c, struct data *d)
{
    int base = base_of(d->text);
    if (base != 10)
        return read_based(c, d, base);
    str rest = str_from(d->text, sign_of(d->text));
    if (!take_whole(&rest) || !is_float_rest(rest))
        return cursor_complain(c, d->line, "%.*s is neither number nor date as TOML writes them; put quotes around it",
                               STR_ARG(d->text));
    str plain = without_underscores(d->text, c->arena);
    if (rest.n == 0)
        return set_integer(c, d, plain.p, 10);
    d->kind = DATA_FLOAT;
    d->real = strtod(plain.p, NULL);
    return true;
}

/* True for a word that is a value. */
static bool read_word(struct data *d)
{
    str bare = str_from(d->text, sign_of(d->text));
    bool is_true = str_eq(d->text, STR("true"));
    if (is_true || str_eq(d->text, STR("false"))) {
        d->kind = DATA_BOOL;
        d->boolean = is_true;
        return true;
    }
    if (!str_eq(bare, STR("inf")) && !str_eq(bare, STR("nan")))
        return false;
    d->kind = DATA_FLOAT;
    d->real = strtod(d->text.p, NULL);
    return true;
}

/* The bytes of the value that comes next; a date and a time may stand on both sides of a blank. */
static size_t scalar_span(str s)
{
    size_t n = str_span(s, word_bytes);
    if (n == TOML_DAY && n + 2 < s.n && s.p[n] == ' ' && char_is_digit(s.p[n + 1]) && toml_begins_with_day(s))
        n += 1 + str_span(str_from(s, n + 1), word_bytes);
    return n;
}

const struct data *toml_take_scalar(struct text_cursor *c)
{
    size_t n = scalar_span(c->rest);
    struct data *d = cursor_data(c, DATA_STRING, c->line);
    if (n == 0) {
        bool nothing = cursor_at_end(c) || cursor_newline(c) || cursor_peek(c, 0) == '#';
        cursor_complain(c, c->line, "%s",
                        nothing ? "a value is missing; write \"\" for an empty one"
                                : "no value begins with this; put quotes around it");
        return NULL;
    }
    d->text = arena_str(c->arena, cursor_take(c, n));
    if (toml_begins_with_day(d->text) || toml_begins_with_clock(d->text))
        return toml_read_time(c, d) ? d : NULL;
    if (read_word(d))
        return d;
    str bare = str_from(d->text, sign_of(d->text));
    if (bare.n == 0 || !char_is_digit(bare.p[0])) {
        cursor_complain(c, d->line,
                        "the word %.*s is no value; put quotes around a text, and write true or false in small letters",
                        STR_ARG(d->text));
        return NULL;
    }
    return read_number(c, d) ? d : NULL;
}
