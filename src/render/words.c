#include "render/words.h"

#include "content/data.h"

/* The keys of splashdown.words. */
static const str keys[WORD_COUNT] = {
    [WORD_NEWEST] = STR_INIT("newest"),       [WORD_ALL_POSTS] = STR_INIT("all_posts"),
    [WORD_TAGS] = STR_INIT("tags"),           [WORD_CATEGORIES] = STR_INIT("categories"),
    [WORD_YEARS] = STR_INIT("years"),         [WORD_FEED] = STR_INIT("feed"),
    [WORD_HOME] = STR_INIT("home"),           [WORD_NEXT] = STR_INIT("next"),
    [WORD_PREVIOUS] = STR_INIT("previous"),   [WORD_ON_GEMINI] = STR_INIT("on_gemini"),
    [WORD_ON_GOPHER] = STR_INIT("on_gopher"), [WORD_ON_WEB] = STR_INIT("on_web"),
    [WORD_AS_TEXT] = STR_INIT("as_text"),     [WORD_FOLDER] = STR_INIT("folder"),
    [WORD_DRAFTS] = STR_INIT("drafts"),
};

struct language {
    str tag;
    str words[WORD_COUNT];
};

#define LANGUAGE(tag, newest, posts, tags, categories, years, feed, home, next, previous, gemini, gopher, web, text,   \
                 folder, drafts)                                                                                       \
    {                                                                                                                  \
        STR_INIT(tag),                                                                                                 \
        {                                                                                                              \
            STR_INIT(newest), STR_INIT(posts), STR_INIT(tags), STR_INIT(categories), STR_INIT(years), STR_INIT(feed),  \
                STR_INIT(home), STR_INIT(next), STR_INIT(previous), STR_INIT(gemini), STR_INIT(gopher), STR_INIT(web), \
                STR_INIT(text), STR_INIT(folder), STR_INIT(drafts)                                                     \
        }                                                                                                              \
    }

/* A longer tag stands before a shorter one that it begins with. The first is the fallback. */
static const struct language languages[] = {
    LANGUAGE("en", "Newest posts", "All posts", "Tags", "Categories", "By year", "Atom feed", "Home", "Next",
             "Previous", "Also on Gemini", "Also on Gopher", "On the web", "As plain text", "Folder", "Drafts"),
    LANGUAGE("zh-CN", "最新文章", "所有文章", "标签", "分类", "按年份", "Atom 订阅", "首页", "下一篇", "上一篇",
             "在 Gemini 上阅读", "在 Gopher 上阅读", "网页版", "纯文本", "目录", "草稿"),
    LANGUAGE("zh-Hans", "最新文章", "所有文章", "标签", "分类", "按年份", "Atom 订阅", "首页", "下一篇", "上一篇",
             "在 Gemini 上阅读", "在 Gopher 上阅读", "网页版", "纯文本", "目录", "草稿"),
    LANGUAGE("zh-SG", "最新文章", "所有文章", "标签", "分类", "按年份", "Atom 订阅", "首页", "下一篇", "上一篇",
             "在 Gemini 上阅读", "在 Gopher 上阅读", "网页版", "纯文本", "目录", "草稿"),
    LANGUAGE("zh", "最新文章", "所有文章", "標籤", "分類", "依年份", "Atom 訂閱", "首頁", "下一篇", "上一篇",
             "在 Gemini 上閱讀", "在 Gopher 上閱讀", "網頁版", "純文字", "資料夾", "草稿"),
    LANGUAGE("ja", "新着記事", "すべての記事", "タグ", "カテゴリー", "年別", "Atom フィード", "ホーム", "次の記事",
             "前の記事", "Gemini で読む", "Gopher で読む", "ウェブ版", "プレーンテキスト", "フォルダー", "下書き"),
    LANGUAGE("ko", "최근 글", "모든 글", "태그", "카테고리", "연도별", "Atom 피드", "처음으로", "다음 글", "이전 글",
             "Gemini에서 보기", "Gopher에서 보기", "웹에서 보기", "일반 텍스트", "폴더", "초안"),
    LANGUAGE("de", "Neueste Beiträge", "Alle Beiträge", "Schlagwörter", "Kategorien", "Nach Jahr", "Atom-Feed",
             "Startseite", "Nächster", "Voriger", "Auch auf Gemini", "Auch auf Gopher", "Im Web", "Als reiner Text",
             "Ordner", "Entwürfe"),
    LANGUAGE("fr", "Derniers articles", "Tous les articles", "Étiquettes", "Catégories", "Par année", "Flux Atom",
             "Accueil", "Suivant", "Précédent", "Aussi sur Gemini", "Aussi sur Gopher", "Sur le web", "En texte brut",
             "Dossier", "Brouillons"),
    LANGUAGE("es", "Entradas recientes", "Todas las entradas", "Etiquetas", "Categorías", "Por año", "Canal Atom",
             "Inicio", "Siguiente", "Anterior", "También en Gemini", "También en Gopher", "En la web", "En texto plano",
             "Carpeta", "Borradores"),
};

/* TAG is LANG or a prefix of it by whole subtags, as RFC 4647 3.4 looks languages up. */
static bool speaks(str lang, str tag)
{
    return str_starts_nocase(lang, tag) && (lang.n == tag.n || lang.p[tag.n] == '-' || lang.p[tag.n] == '_');
}

static const struct language *find_language(str lang)
{
    for (size_t i = 0; i < sizeof languages / sizeof *languages; i++)
        if (speaks(lang, languages[i].tag))
            return &languages[i];
    return &languages[0];
}

/* splashdown.words is a map of words, or of languages to such maps. */
static const struct data *own_word(const struct data *words, str lang, str key)
{
    for (size_t i = 0; words && words->kind == DATA_MAP && i < words->count; i++) {
        const struct data *inner = words->pairs[i].value;
        if (inner->kind == DATA_MAP && speaks(lang, words->pairs[i].key))
            return data_get(inner, key);
    }
    return data_get(words, key);
}

str word_of(const struct site_config *config, str lang, enum word word)
{
    const struct data *own = own_word(config->words, lang, keys[word]);
    if (own && own->kind == DATA_STRING && own->text.n)
        return own->text;
    return find_language(lang)->words[word];
}
