#include "render/item_label.h"

#include "text/width.h"
#include "text/words.h"

enum { MONTH_LETTERS = 3, DATE_BYTES = 10 };

static const str months[] = {STR_INIT("january"),   STR_INIT("february"), STR_INIT("march"),    STR_INIT("april"),
                             STR_INIT("may"),       STR_INIT("june"),     STR_INIT("july"),     STR_INIT("august"),
                             STR_INIT("september"), STR_INIT("october"),  STR_INIT("november"), STR_INIT("december")};
static const str ordinals[] = {STR_INIT("st"), STR_INIT("nd"), STR_INIT("rd"), STR_INIT("th")};
static const uint32_t cjk_dates[] = {0x5E74, 0x6708, 0x65E5, 0x53F7,
                                     0x865F, 0xB144, 0xC6D4, 0xC77C}; /* 年月日号號년월일 */

static bool is_month(str word)
{
    for (size_t i = 0; i < sizeof months / sizeof *months; i++)
        if (word.n >= MONTH_LETTERS && str_starts_nocase(months[i], word))
            return true;
    return false;
}

static bool is_ordinal(str word)
{
    for (size_t i = 0; i < sizeof ordinals / sizeof *ordinals; i++)
        if (str_eq_nocase(word, ordinals[i]))
            return true;
    return false;
}

static bool is_cjk_date(uint32_t c)
{
    for (size_t i = 0; i < sizeof cjk_dates / sizeof *cjk_dates; i++)
        if (cjk_dates[i] == c)
            return true;
    return false;
}

bool item_lead_is_mark(str words)
{
    for (bool digit = false; words.n;) {
        size_t letters = 0;
        while (letters < words.n && char_is_alpha(words.p[letters]))
            letters++;
        if (letters) {
            str word = str_first(words, letters);
            if (!is_month(word) && !(digit && is_ordinal(word)))
                return false;
            words = str_from(words, letters);
            digit = false;
            continue;
        }
        uint32_t c;
        size_t n = text_decode(words, &c);
        digit = c < 0x80 && char_is_digit((char)c);
        if (!digit && text_has_word(str_first(words, n)) && !is_cjk_date(c))
            return false;
        words = str_from(words, n);
    }
    return true;
}

/* "2024-05-01", and no longer number. */
static bool begins_with_date(str s)
{
    static const char shape[] = "dddd-dd-dd";
    if (s.n < DATE_BYTES || (s.n > DATE_BYTES && char_is_digit(s.p[DATE_BYTES])))
        return false;
    for (size_t i = 0; i < DATE_BYTES; i++)
        if (shape[i] == 'd' ? !char_is_digit(s.p[i]) : s.p[i] != '-')
            return false;
    return true;
}

/* S without the marks that part a date from the words behind it. */
static str without_parting(str s)
{
    static const str marks[] = {STR_INIT(" "), STR_INIT(":"),  STR_INIT("-"), STR_INIT("|"),
                                STR_INIT("»"), STR_INIT("–"),  STR_INIT("—"), STR_INIT("·"),
                                STR_INIT(","), STR_INIT("："), STR_INIT("→"), STR_INIT("\xc2\xa0")};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (str_starts(s, marks[i])) {
            s = str_from(s, marks[i].n);
            i = (size_t)-1;
        }
    return s;
}

str item_label(str mark, str text, struct arena *arena)
{
    if (mark.n || !begins_with_date(text))
        return ARENA_CONCAT(arena, mark, text);
    str date = str_first(text, DATE_BYTES), words = without_parting(str_from(text, DATE_BYTES));
    return ARENA_CONCAT(arena, words, words.n ? STR(" (") : STR("("), date, STR(")"));
}
