#include "render/words.h"

#include "base/nearest.h"
#include "data/data.h"

/* The keys of splashdown.words. */
static const str keys[WORD_COUNT] = {
    [WORD_NEWEST] = STR_INIT("newest"),
    [WORD_ALL_POSTS] = STR_INIT("all_posts"),
    [WORD_PAGES] = STR_INIT("pages"),
    [WORD_ALL_PAGES] = STR_INIT("all_pages"),
    [WORD_TAG] = STR_INIT("tag"),
    [WORD_CATEGORY] = STR_INIT("category"),
    [WORD_TAGS] = STR_INIT("tags"),
    [WORD_CATEGORIES] = STR_INIT("categories"),
    [WORD_YEARS] = STR_INIT("years"),
    [WORD_FEED] = STR_INIT("feed"),
    [WORD_HOME] = STR_INIT("home"),
    [WORD_NEXT] = STR_INIT("next"),
    [WORD_PREVIOUS] = STR_INIT("previous"),
    [WORD_ON_GEMINI] = STR_INIT("on_gemini"),
    [WORD_ON_GOPHER] = STR_INIT("on_gopher"),
    [WORD_ON_WEB] = STR_INIT("on_web"),
    [WORD_AS_TEXT] = STR_INIT("as_text"),
    [WORD_FOLDER] = STR_INIT("folder"),
    [WORD_DRAFTS] = STR_INIT("drafts"),
    [WORD_SEARCH] = STR_INIT("search"),
    [WORD_SEARCH_FOR] = STR_INIT("search_for"),
    [WORD_SEARCH_MORE] = STR_INIT("search_more"),
    [WORD_SEARCH_NOTHING] = STR_INIT("search_nothing"),
    [WORD_SEARCH_WORDLESS] = STR_INIT("search_wordless"),
    [WORD_SEARCH_BUSY] = STR_INIT("search_busy"),
    [WORD_SEARCH_OTHERS] = STR_INIT("search_others"),
    [WORD_SEARCH_HITS] = STR_INIT("search_hits"),
    [WORD_SEARCH_PART] = STR_INIT("search_part"),
    [WORD_CUT] = STR_INIT("cut"),
    [WORD_PICTURE] = STR_INIT("picture"),
    [WORD_PICTURE_OF] = STR_INIT("picture_of"),
    [WORD_SKIP] = STR_INIT("skip"),
};

struct language {
    str tag;
    str words[WORD_COUNT];
};

#define LANGUAGE(tag, newest, posts, pages, all_pages, tag_, category_, tags, categories, years, feed, home, next,     \
                 previous, gemini, gopher, web, text, folder, drafts, search, search_for, more, nothing, wordless,     \
                 busy, others, hits, part, cut, picture, picture_of, skip)                                             \
    {                                                                                                                  \
        STR_INIT(tag),                                                                                                 \
        {                                                                                                              \
            STR_INIT(newest), STR_INIT(posts), STR_INIT(pages), STR_INIT(all_pages), STR_INIT(tag_),                   \
                STR_INIT(category_), STR_INIT(tags), STR_INIT(categories), STR_INIT(years), STR_INIT(feed),            \
                STR_INIT(home), STR_INIT(next), STR_INIT(previous), STR_INIT(gemini), STR_INIT(gopher), STR_INIT(web), \
                STR_INIT(text), STR_INIT(folder), STR_INIT(drafts), STR_INIT(search), STR_INIT(search_for),            \
                STR_INIT(more), STR_INIT(nothing), STR_INIT(wordless), STR_INIT(busy), STR_INIT(others),               \
                STR_INIT(hits), STR_INIT(part), STR_INIT(cut), STR_INIT(picture), STR_INIT(picture_of), STR_INIT(skip) \
        }                                                                                                              \
    }

/* A longer tag stands before a shorter one that it begins with. The first is the fallback. */
static const struct language languages[] = {
    LANGUAGE("en", "Newest posts", "All posts", "Pages", "All pages", "Tag", "Category", "Tags", "Categories",
             "By year", "Atom feed", "Home", "Next", "Previous", "Also on Gemini", "Also on Gopher", "On the web",
             "As plain text", "Folder", "Drafts", "Search", "Words to look for", "More results", "Nothing was found.",
             "Write one or more words: this has no letter or digit.",
             "The index is being built. Ask again in a moment.", "In other languages", "Pages found: {}",
             "So far {} of {} pages have been searched. Ask again in a moment for the rest.",
             "The rest of this page is left out: it is too long to be shown.", "Picture {}", "picture: {}",
             "Skip to the text"),
    LANGUAGE("zh-CN", "最新文章", "所有文章", "页面", "所有页面", "标签", "分类", "标签", "分类", "按年份", "Atom 订阅",
             "首页", "下一篇", "上一篇", "在 Gemini 上阅读", "在 Gopher 上阅读", "网页版", "纯文本", "目录", "草稿",
             "搜索", "要搜索的词", "更多结果", "没有找到。", "请输入一个或多个词：这里没有文字或数字。",
             "正在建立索引，请稍后再试。", "其他语言", "找到 {} 页", "目前只搜索了 {} / {} 页，请稍后再试。",
             "本页其余内容过长，未予显示。", "图片 {}", "图片：{}", "跳到正文"),
    LANGUAGE("zh-Hans", "最新文章", "所有文章", "页面", "所有页面", "标签", "分类", "标签", "分类", "按年份",
             "Atom 订阅", "首页", "下一篇", "上一篇", "在 Gemini 上阅读", "在 Gopher 上阅读", "网页版", "纯文本",
             "目录", "草稿", "搜索", "要搜索的词", "更多结果", "没有找到。", "请输入一个或多个词：这里没有文字或数字。",
             "正在建立索引，请稍后再试。", "其他语言", "找到 {} 页", "目前只搜索了 {} / {} 页，请稍后再试。",
             "本页其余内容过长，未予显示。", "图片 {}", "图片：{}", "跳到正文"),
    LANGUAGE("zh-SG", "最新文章", "所有文章", "页面", "所有页面", "标签", "分类", "标签", "分类", "按年份", "Atom 订阅",
             "首页", "下一篇", "上一篇", "在 Gemini 上阅读", "在 Gopher 上阅读", "网页版", "纯文本", "目录", "草稿",
             "搜索", "要搜索的词", "更多结果", "没有找到。", "请输入一个或多个词：这里没有文字或数字。",
             "正在建立索引，请稍后再试。", "其他语言", "找到 {} 页", "目前只搜索了 {} / {} 页，请稍后再试。",
             "本页其余内容过长，未予显示。", "图片 {}", "图片：{}", "跳到正文"),
    LANGUAGE("zh", "最新文章", "所有文章", "頁面", "所有頁面", "標籤", "分類", "標籤", "分類", "依年份", "Atom 訂閱",
             "首頁", "下一篇", "上一篇", "在 Gemini 上閱讀", "在 Gopher 上閱讀", "網頁版", "純文字", "資料夾", "草稿",
             "搜尋", "要搜尋的詞", "更多結果", "沒有找到。", "請輸入一個或多個詞：這裡沒有文字或數字。",
             "正在建立索引，請稍後再試。", "其他語言", "找到 {} 頁", "目前只搜尋了 {} / {} 頁，請稍後再試。",
             "本頁其餘內容過長，未予顯示。", "圖片 {}", "圖片：{}", "跳到正文"),
    LANGUAGE("ja", "新着記事", "すべての記事", "ページ", "すべてのページ", "タグ", "カテゴリー", "タグ", "カテゴリー",
             "年別", "Atom フィード", "ホーム", "次の記事", "前の記事", "Gemini で読む", "Gopher で読む", "ウェブ版",
             "プレーンテキスト", "フォルダー", "下書き", "検索", "検索する言葉", "さらに表示", "見つかりませんでした。",
             "文字か数字を含む言葉を入力してください。", "索引を作成中です。しばらくしてからもう一度お試しください。",
             "ほかの言語", "{} ページ見つかりました",
             "現在 {} / {} ページを検索しました。残りはしばらくしてからもう一度お試しください。",
             "このページは長すぎるため、続きは表示されません。", "画像 {}", "画像：{}", "本文へ移動"),
    LANGUAGE("ko", "최근 글", "모든 글", "페이지", "모든 페이지", "태그", "카테고리", "태그", "카테고리", "연도별",
             "Atom 피드", "처음으로", "다음 글", "이전 글", "Gemini에서 보기", "Gopher에서 보기", "웹에서 보기",
             "일반 텍스트", "폴더", "초안", "검색", "찾을 낱말", "더 보기", "찾은 것이 없습니다.",
             "글자나 숫자가 있는 낱말을 적어 주세요.", "색인을 만드는 중입니다. 잠시 뒤에 다시 찾아 주세요.",
             "다른 언어", "찾은 글: {}", "지금까지 {} / {} 쪽을 찾았습니다. 나머지는 잠시 뒤에 다시 찾아 주세요.",
             "이 글은 너무 길어 나머지를 보여 드리지 않습니다.", "그림 {}", "그림: {}", "본문으로 건너뛰기"),
    LANGUAGE("de", "Neueste Beiträge", "Alle Beiträge", "Seiten", "Alle Seiten", "Schlagwort", "Kategorie",
             "Schlagwörter", "Kategorien", "Nach Jahr", "Atom-Feed", "Startseite", "Nächster", "Voriger",
             "Auch auf Gemini", "Auch auf Gopher", "Im Web", "Als reiner Text", "Ordner", "Entwürfe", "Suche",
             "Wonach suchen?", "Weitere Treffer", "Nichts gefunden.",
             "Bitte ein oder mehrere Wörter schreiben: Hier steht kein Buchstabe und keine Ziffer.",
             "Das Verzeichnis entsteht gerade. Bitte gleich noch einmal versuchen.", "In anderen Sprachen",
             "Gefundene Seiten: {}", "Bisher sind {} von {} Seiten durchsucht. Bitte gleich noch einmal versuchen.",
             "Der Rest dieser Seite fehlt: Sie ist zu lang, um gezeigt zu werden.", "Bild {}", "Bild: {}", "Zum Text"),
    LANGUAGE("fr", "Derniers articles", "Tous les articles", "Pages", "Toutes les pages", "Étiquette", "Catégorie",
             "Étiquettes", "Catégories", "Par année", "Flux Atom", "Accueil", "Suivant", "Précédent",
             "Aussi sur Gemini", "Aussi sur Gopher", "Sur le web", "En texte brut", "Dossier", "Brouillons",
             "Recherche", "Mots à chercher", "Plus de résultats", "Rien n’a été trouvé.",
             "Écrivez un ou plusieurs mots : il n’y a ici ni lettre ni chiffre.",
             "L’index est en cours de création. Réessayez dans un instant.", "Dans d’autres langues",
             "Pages trouvées : {}", "Jusqu’ici, {} pages sur {} ont été parcourues. Réessayez dans un instant.",
             "La suite de cette page est omise : elle est trop longue pour être affichée.", "Image {}", "image : {}",
             "Aller au texte"),
    LANGUAGE("es", "Entradas recientes", "Todas las entradas", "Páginas", "Todas las páginas", "Etiqueta", "Categoría",
             "Etiquetas", "Categorías", "Por año", "Canal Atom", "Inicio", "Siguiente", "Anterior", "También en Gemini",
             "También en Gopher", "En la web", "En texto plano", "Carpeta", "Borradores", "Buscar",
             "Palabras que buscar", "Más resultados", "No se ha encontrado nada.",
             "Escriba una o más palabras: aquí no hay ninguna letra ni cifra.",
             "El índice se está creando. Vuelva a intentarlo en un momento.", "En otros idiomas",
             "Páginas encontradas: {}",
             "Hasta ahora se han buscado {} de {} páginas. Vuelva a intentarlo en un momento.",
             "El resto de esta página se omite: es demasiado larga para mostrarse.", "Imagen {}", "imagen: {}",
             "Ir al texto"),
};

/* Is TAG equal to LANG, or a prefix of it by whole subtags, as in the lookup of RFC 4647 3.4? */
static bool speaks(str lang, str tag)
{
    return str_starts_nocase(lang, tag) && (lang.n == tag.n || lang.p[tag.n] == '-' || lang.p[tag.n] == ',');
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

static bool is_word(str key)
{
    for (size_t i = 0; i < WORD_COUNT; i++)
        if (str_eq(key, keys[i]))
            return true;
    return false;
}

static void lint_word(const struct data_pair *pair, str file, struct diag *diag)
{
    bool known = is_word(pair->key);
    str meant = known ? STR("") : str_nearest(pair->key, keys, WORD_COUNT);
    if (meant.n)
        diag_add(diag, SEVERITY_WARNING, file, pair->line,
                 "unknown key \"%.*s\" under splashdown.words:; did you mean %.*s?", STR_ARG(pair->key),
                 STR_ARG(meant));
    else if (!known)
        diag_add(diag, SEVERITY_WARNING, file, pair->line,
                 "unknown key \"%.*s\" under splashdown.words:; it does nothing", STR_ARG(pair->key));
    else if (pair->value->kind != DATA_STRING && pair->value->kind != DATA_NULL)
        diag_add(diag, SEVERITY_WARNING, file, pair->line,
                 "splashdown.words: %.*s is not a text; write the words that readers should see", STR_ARG(pair->key));
}

void words_lint(const struct site_config *config, str file, struct diag *diag)
{
    const struct data *words = config->words;
    for (size_t i = 0; words && words->kind == DATA_MAP && i < words->count; i++) {
        const struct data *inner = words->pairs[i].value;
        bool is_language = inner->kind == DATA_MAP && !is_word(words->pairs[i].key);
        for (size_t k = 0; is_language && k < inner->count; k++)
            lint_word(&inner->pairs[k], file, diag);
        if (!is_language)
            lint_word(&words->pairs[i], file, diag);
    }
}
