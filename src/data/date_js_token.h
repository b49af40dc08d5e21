#ifndef DATA_DATE_JS_TOKEN_H
#define DATA_DATE_JS_TOKEN_H

#include "base/str.h"

/* The words of a date as V8's scanner takes them: anything from 'A' on is a letter, other bytes are signs. */
enum token_kind { TOKEN_END, TOKEN_NUMBER, TOKEN_WORD, TOKEN_BLANK, TOKEN_SIGN };

struct token {
    enum token_kind kind;
    str text;
};

struct token token_at(str rest);
int token_number(str digits); /* of up to nine digits, as V8 keeps them */

#endif
