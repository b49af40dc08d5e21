#include "base/nearest.h"

enum { WORD_MAX = 64, FAR = WORD_MAX };

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Optimal string alignment. */
size_t str_slips(str a, str b)
{
    if (a.n > WORD_MAX || b.n > WORD_MAX)
        return FAR;
    size_t rows[3][WORD_MAX + 1];
    size_t *before = rows[0], *above = rows[1], *row = rows[2];
    for (size_t j = 0; j <= b.n; j++)
        above[j] = before[j] = j;
    for (size_t i = 1; i <= a.n; i++) {
        row[0] = i;
        for (size_t j = 1; j <= b.n; j++) {
            bool same = char_lower(a.p[i - 1]) == char_lower(b.p[j - 1]);
            row[j] = least(above[j - 1] + (same ? 0 : 1), least(above[j], row[j - 1]) + 1);
            if (i > 1 && j > 1 && a.p[i - 1] == b.p[j - 2] && a.p[i - 2] == b.p[j - 1])
                row[j] = least(row[j], before[j - 2] + 1);
        }
        size_t *spare = before;
        before = above;
        above = row;
        row = spare;
    }
    return above[b.n];
}

static str first_begun_by(str word, const str *names, size_t count)
{
    for (size_t i = 0; word.n >= 2 && i < count; i++)
        if (str_starts_nocase(names[i], word))
            return names[i];
    return STR("");
}

str str_nearest(str word, const str *names, size_t count)
{
    str best = STR("");
    size_t fewest = (word.n + 2) / 3 + 1;
    for (size_t i = 0; i < count; i++) {
        size_t slips = str_slips(word, names[i]);
        if (slips < fewest && slips < names[i].n) {
            fewest = slips;
            best = names[i];
        }
    }
    return best.n ? best : first_begun_by(word, names, count);
}
