#include "data/date_js_token.h"

static bool is_word_byte(char c)
{
    return (unsigned char)c >= 'A';
}

struct token token_at(str s)
{
    size_t n = 0;
    if (!s.n)
        return (struct token){TOKEN_END, s};
    n = str_span(s, "0123456789");
    if (n)
        return (struct token){TOKEN_NUMBER, str_first(s, n)};
    while (n < s.n && is_word_byte(s.p[n]))
        n++;
    if (n)
        return (struct token){TOKEN_WORD, str_first(s, n)};
    n = str_span(s, " \t\r\n\v\f");
    return n ? (struct token){TOKEN_BLANK, str_first(s, n)} : (struct token){TOKEN_SIGN, str_first(s, 1)};
}

int token_number(str digits)
{
    int value = 0;
    while (digits.n > 1 && digits.p[0] == '0')
        digits = str_from(digits, 1);
    for (size_t i = 0; i < digits.n && i < 9; i++)
        value = value * 10 + (digits.p[i] - '0');
    return value;
}
