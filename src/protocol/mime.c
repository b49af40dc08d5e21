#include "protocol/mime.h"

#include <stdlib.h>
#include <string.h>

struct entry {
    str extension, type;
};

struct mime_table {
    struct arena *arena;
    struct entry *added; /* sorted by extension */
    size_t count, capacity;
};

/* Sorted by extension: the types of a blog's files, whatever the machine's own table says. */
static const struct entry builtin[] = {
#define TYPE(extension, type)                                                                                          \
    {                                                                                                                  \
        STR_INIT(extension), STR_INIT(type)                                                                            \
    }
    TYPE("7z", "application/x-7z-compressed"),
    TYPE("aac", "audio/aac"),
    TYPE("apng", "image/apng"),
    TYPE("atom", "application/atom+xml"),
    TYPE("avi", "video/x-msvideo"),
    TYPE("avif", "image/avif"),
    TYPE("bmp", "image/bmp"),
    TYPE("bz2", "application/x-bzip2"),
    TYPE("c", "text/x-c"),
    TYPE("css", "text/css"),
    TYPE("csv", "text/csv"),
    TYPE("deb", "application/vnd.debian.binary-package"),
    TYPE("diff", "text/x-diff"),
    TYPE("doc", "application/msword"),
    TYPE("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    TYPE("epub", "application/epub+zip"),
    TYPE("flac", "audio/flac"),
    TYPE("gemini", "text/gemini"),
    TYPE("gif", "image/gif"),
    TYPE("gmi", "text/gemini"),
    TYPE("gz", "application/gzip"),
    TYPE("h", "text/x-c"),
    TYPE("heic", "image/heic"),
    TYPE("htm", "text/html"),
    TYPE("html", "text/html"),
    TYPE("ico", "image/vnd.microsoft.icon"),
    TYPE("ics", "text/calendar"),
    TYPE("iso", "application/x-iso9660-image"),
    TYPE("jar", "application/java-archive"),
    TYPE("jpeg", "image/jpeg"),
    TYPE("jpg", "image/jpeg"),
    TYPE("js", "text/javascript"),
    TYPE("json", "application/json"),
    TYPE("jxl", "image/jxl"),
    TYPE("log", "text/plain"),
    TYPE("m4a", "audio/mp4"),
    TYPE("markdown", "text/markdown"),
    TYPE("md", "text/markdown"),
    TYPE("mid", "audio/midi"),
    TYPE("mkv", "video/x-matroska"),
    TYPE("mobi", "application/x-mobipocket-ebook"),
    TYPE("mov", "video/quicktime"),
    TYPE("mp3", "audio/mpeg"),
    TYPE("mp4", "video/mp4"),
    TYPE("mpeg", "video/mpeg"),
    TYPE("odp", "application/vnd.oasis.opendocument.presentation"),
    TYPE("ods", "application/vnd.oasis.opendocument.spreadsheet"),
    TYPE("odt", "application/vnd.oasis.opendocument.text"),
    TYPE("oga", "audio/ogg"),
    TYPE("ogg", "audio/ogg"),
    TYPE("ogv", "video/ogg"),
    TYPE("opus", "audio/ogg"),
    TYPE("otf", "font/otf"),
    TYPE("patch", "text/x-diff"),
    TYPE("pdf", "application/pdf"),
    TYPE("png", "image/png"),
    TYPE("ppt", "application/vnd.ms-powerpoint"),
    TYPE("pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    TYPE("ps", "application/postscript"),
    TYPE("py", "text/x-python"),
    TYPE("rar", "application/vnd.rar"),
    TYPE("rb", "text/x-ruby"),
    TYPE("rss", "application/rss+xml"),
    TYPE("rtf", "application/rtf"),
    TYPE("sh", "text/x-sh"),
    TYPE("svg", "image/svg+xml"),
    TYPE("tar", "application/x-tar"),
    TYPE("tgz", "application/gzip"),
    TYPE("tif", "image/tiff"),
    TYPE("tiff", "image/tiff"),
    TYPE("toml", "application/toml"),
    TYPE("ttf", "font/ttf"),
    TYPE("txt", "text/plain"),
    TYPE("vcf", "text/vcard"),
    TYPE("wasm", "application/wasm"),
    TYPE("wav", "audio/x-wav"),
    TYPE("webm", "video/webm"),
    TYPE("webp", "image/webp"),
    TYPE("wma", "audio/x-ms-wma"),
    TYPE("woff", "font/woff"),
    TYPE("woff2", "font/woff2"),
    TYPE("xhtml", "application/xhtml+xml"),
    TYPE("xls", "application/vnd.ms-excel"),
    TYPE("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    TYPE("xml", "text/xml"),
    TYPE("xz", "application/x-xz"),
    TYPE("yaml", "application/yaml"),
    TYPE("yml", "application/yaml"),
    TYPE("zip", "application/zip"),
    TYPE("zst", "application/zstd"),
#undef TYPE
};

static int by_extension(const void *a, const void *b)
{
    return str_cmp(((const struct entry *)a)->extension, ((const struct entry *)b)->extension);
}

struct mime_table *mime_create(void)
{
    struct arena *arena = arena_create();
    struct mime_table *table = ARENA_NEW(arena, struct mime_table);
    table->arena = arena;
    return table;
}

void mime_destroy(struct mime_table *table)
{
    if (table)
        arena_destroy(table->arena);
}

static void add_line(struct mime_table *table, str line)
{
    line = str_first(line, str_span_not(line, "#"));
    str type = str_first(line, str_span_not(line, " \t"));
    if (!str_has_char(type, '/'))
        return;
    str rest = str_from(line, type.n);
    while ((rest = str_trim(rest)).n) {
        str extension = str_first(rest, str_span_not(rest, " \t"));
        rest = str_from(rest, extension.n);
        table->added = arena_grow(table->arena, table->added, table->count, &table->capacity, sizeof *table->added);
        table->added[table->count++] =
            (struct entry){arena_str(table->arena, extension), arena_str(table->arena, type)};
    }
}

void mime_add(struct mime_table *table, str mime_types)
{
    str line;
    while (str_line(&mime_types, &line))
        add_line(table, line);
    if (table->count)
        qsort(table->added, table->count, sizeof *table->added, by_extension);
}

/* Names without an extension that source trees have. */
static bool is_text_by_name(str name)
{
    static const str names[] = {
        STR_INIT("AUTHORS"), STR_INIT("CHANGELOG"),  STR_INIT("CHANGES"), STR_INIT("CONTRIBUTING"),
        STR_INIT("COPYING"), STR_INIT("Dockerfile"), STR_INIT("INSTALL"), STR_INIT("LICENCE"),
        STR_INIT("LICENSE"), STR_INIT("Makefile"),   STR_INIT("NEWS"),    STR_INIT("NOTICE"),
        STR_INIT("README"),  STR_INIT("THANKS"),     STR_INIT("TODO"),    STR_INIT("VERSION")};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (str_eq_nocase(name, names[i]))
            return true;
    return false;
}

str mime_of(const struct mime_table *table, str file_name)
{
    size_t slash = str_find_last(file_name, '/');
    str name = slash == STR_NONE ? file_name : str_from(file_name, slash + 1);
    size_t dot = str_find_last(name, '.');
    if (is_text_by_name(name))
        return STR("text/plain");
    char lower[16];
    struct entry key = {.extension = dot == STR_NONE ? STR("") : str_from(name, dot + 1)};
    if (key.extension.n == 0 || key.extension.n > sizeof lower)
        return STR("application/octet-stream");
    for (size_t i = 0; i < key.extension.n; i++)
        lower[i] = char_lower(key.extension.p[i]);
    key.extension.p = lower;
    const struct entry *found = bsearch(&key, builtin, sizeof builtin / sizeof *builtin, sizeof *builtin, by_extension);
    if (!found && table && table->count)
        found = bsearch(&key, table->added, table->count, sizeof *table->added, by_extension);
    return found ? found->type : STR("application/octet-stream");
}

bool mime_is_text(str type)
{
    return str_starts(type, STR("text/"));
}

char mime_gopher_type(str type)
{
    if (str_eq(type, STR("text/html")) || str_eq(type, STR("application/xhtml+xml")))
        return 'h';
    if (mime_is_text(type))
        return '0';
    static const str textual[] = {STR_INIT("application/json"), STR_INIT("application/yaml"),
                                  STR_INIT("application/toml"), STR_INIT("application/atom+xml"),
                                  STR_INIT("application/rss+xml")};
    for (size_t i = 0; i < sizeof textual / sizeof *textual; i++)
        if (str_eq(type, textual[i]))
            return '0';
    if (str_eq(type, STR("image/gif")))
        return 'g';
    if (str_starts(type, STR("image/")))
        return 'I';
    if (str_starts(type, STR("audio/")))
        return 's';
    return '9';
}
