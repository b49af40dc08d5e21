#include "text/script.h"

#include "text/width.h"

/* Chinese texts cite single kana, Japanese ones have many; a name in Latin letters is as long as a whole sentence. */
enum { KANA_SHARE = 10, LETTERS_OF_A_WORD = 4 };

/* Characters of everyday words that the reform of the script changed. */
static const str traditional = STR_INIT("這個們來說時會對國後與開關發現經過學點為無還進種樣問題間當實體動電話見長門書"),
                 simplified = STR_INIT("这个们来说时会对国后与开关发现经过学点为无还进种样问题间当实体动电话见长门书");

static str chinese(str s)
{
    size_t old = 0, new = 0;
    for (size_t n; s.n; s = str_from(s, n)) {
        uint32_t c;
        n = text_decode(s, &c);
        old += c >= 0x3400 && str_find(traditional, str_first(s, n)) != STR_NONE;
        new += c >= 0x3400 && str_find(simplified, str_first(s, n)) != STR_NONE;
    }
    return old > new ? STR("zh-Hant") : new > old ? STR("zh-Hans") : STR("zh");
}

str script_language(str s)
{
    str all = s;
    size_t han = 0, kana = 0, hangul = 0, other = 0;
    uint32_t c;
    for (; s.n; s = str_from(s, text_decode(s, &c))) {
        text_decode(s, &c);
        if (c >= 0x3041 && c <= 0x30ff)
            kana++;
        else if (text_is_hangul(c))
            hangul++;
        else if (c >= 0x3400 && text_is_cjk(c))
            han++;
        else if (c >= 'A' && (c >= 0xc0 || char_is_alpha((char)c)) && c < 0x2000)
            other++;
    }
    if (!(han + kana + hangul) || han + kana + hangul < other / LETTERS_OF_A_WORD)
        return STR("");
    if (hangul > han + kana)
        return STR("ko");
    return kana * KANA_SHARE > han ? STR("ja") : chinese(all);
}
