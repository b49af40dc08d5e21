#include "render/item_label.h"

#include "text/width.h"
#include "text/words.h"

enum { NAME_LETTERS = 3 };

static const str months[] = {STR_INIT("january"),   STR_INIT("february"), STR_INIT("march"),    STR_INIT("april"),
                             STR_INIT("may"),       STR_INIT("june"),     STR_INIT("july"),     STR_INIT("august"),
                             STR_INIT("september"), STR_INIT("october"),  STR_INIT("november"), STR_INIT("december")};
static const str ordinals[] = {STR_INIT("st"), STR_INIT("nd"), STR_INIT("rd"), STR_INIT("th")};
static const str days[] = {STR_INIT("monday"), STR_INIT("tuesday"),  STR_INIT("wednesday"), STR_INIT("thursday"),
                           STR_INIT("friday"), STR_INIT("saturday"), STR_INIT("sunday")};
/* Of dates, days of the week, and numbers such as "第三期" and "제1회". */
static const str cjk_marks = STR_INIT("年月日号號時时分第期回章節节篇集話话曜火水木金土星週周"
                                      "一二三四五六七八九十天년월일화수목금토요시분제회장편");

static bool is_one_of(str word, const str *names, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (str_starts_nocase(names[i], word))
            return true;
    return false;
}

/* A month or a day of the week, in full or not. */
static bool is_of_date(str word)
{
    return word.n >= NAME_LETTERS && (is_one_of(word, months, sizeof months / sizeof *months) ||
                                      is_one_of(word, days, sizeof days / sizeof *days));
}

static bool is_ordinal(str word)
{
    for (size_t i = 0; i < sizeof ordinals / sizeof *ordinals; i++)
        if (str_eq_nocase(word, ordinals[i]))
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
            if (!is_of_date(word) && !(digit && is_ordinal(word)))
                return false;
            words = str_from(words, letters);
            digit = false;
            continue;
        }
        uint32_t c;
        size_t n = text_decode(words, &c);
        digit = c < 0x80 && char_is_digit((char)c);
        if (!digit && text_has_word(str_first(words, n)) && str_find(cjk_marks, str_first(words, n)) == STR_NONE)
            return false;
        words = str_from(words, n);
    }
    return true;
}

/* The digits that S begins with, if there are LEAST to MOST of them; 0: there are not. */
static size_t number_at(str s, size_t least, size_t most)
{
    size_t n = str_span(s, "0123456789");
    return n >= least && n <= most ? n : 0;
}

/* The bytes of the day that S begins with, "2024-05-01", "2024/5/1" or "2024.05.01"; 0: it begins with none. */
static size_t date_length(str s)
{
    size_t year = number_at(s, 4, 4), at = year + 1;
    if (!year || at >= s.n || !str_has_char(STR("-/."), s.p[year]))
        return 0;
    size_t month = number_at(str_from(s, at), 1, 2);
    at += month + 1;
    if (!month || at >= s.n || s.p[at - 1] != s.p[year])
        return 0;
    size_t day = number_at(str_from(s, at), 1, 2);
    if (!day)
        return 0;
    /* With dashes it must not stay; another one belongs to the day of the week behind it. */
    str rest = str_trim_left(str_from(s, at + day));
    bool week = str_starts(rest, STR("(")) || str_starts(rest, STR("（"));
    return week && s.p[year] != '-' ? 0 : at + day;
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
    size_t n = mark.n ? 0 : date_length(text);
    if (!n)
        return ARENA_CONCAT(arena, mark, text);
    str date = str_first(text, n), words = without_parting(str_from(text, n));
    return ARENA_CONCAT(arena, words, words.n ? STR(" (") : STR("("), date, STR(")"));
}
