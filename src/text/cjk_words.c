#include "text/cjk_words.h"

#include "text/width.h"

#include <string.h>
#include <unictype.h>

static bool is_cjk(uint32_t c)
{
    static const char *const names[] = {"Han", "Hiragana", "Katakana", "Hangul"};
    const uc_script_t *script = c < 0x1100 ? NULL : uc_script(c);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (script && strcmp(script->name, names[i]) == 0)
            return true;
    return false;
}

struct cjk_words cjk_words_count(str s)
{
    struct cjk_words words = {0};
    bool within = false;
    uint32_t c;
    for (size_t n; s.n && (n = text_decode(s, &c)) > 0; s = str_from(s, n)) {
        bool cjk = is_cjk(c), space = n == 1 && char_is_space((char)c);
        words.characters += cjk;
        words.others += !cjk && !space && !within;
        within = !cjk && !space;
    }
    return words;
}
