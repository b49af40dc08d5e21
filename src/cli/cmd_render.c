#include "cli/commands.h"

#include "base/log.h"
#include "cli/load.h"
#include "cli/output.h"
#include "cli/source.h"
#include "protocol/gopher.h"
#include "render/render.h"

enum render_format { RENDER_GEMTEXT, RENDER_GOPHERMAP, RENDER_TEXT, RENDER_HTML };
enum { OUTPUT_MAX = 1 << 30 };

struct render_flags {
    int to, kind;
    str host;
    long gopher_port, width;
};

static const struct render_flags defaults = {.host = STR_INIT("localhost"), .gopher_port = GOPHER_PORT, .width = 70};

static const struct option render_options[] = {
    {.name = "to",
     .kind = OPTION_CHOICE,
     .offset = offsetof(struct render_flags, to),
     .value = "gemtext|gophermap|text|html",
     .help = "what to write",
     .required = true},
    OPTION_GENERATOR(offsetof(struct render_flags, kind)),
    {.name = "host",
     .kind = OPTION_TEXT,
     .offset = offsetof(struct render_flags, host),
     .value = "NAME",
     .help = "host of the capsule's own Gopher items (localhost)"},
    {.name = "gopher-port",
     .kind = OPTION_NUMBER,
     .offset = offsetof(struct render_flags, gopher_port),
     .value = "N",
     .help = "port of the capsule's own Gopher items (70)",
     .min = 1,
     .max = 65535},
    {.name = "width",
     .kind = OPTION_NUMBER,
     .offset = offsetof(struct render_flags, width),
     .value = "N",
     .help = "columns of a Gopher line (70)",
     .min = 20,
     .max = 1000},
};

static enum err render(const struct document *document, const struct render_flags *flags, struct buf *out)
{
    struct link_scope scope = {.page = document->page, .host = flags->host, .gopher_port = (int)flags->gopher_port};
    int width = (int)flags->width;
    enum err err = OK;
    switch ((enum render_format)flags->to) {
    case RENDER_GEMTEXT:
        return render_gemtext(document, &scope, out);
    case RENDER_GOPHERMAP:
        scope.protocol = LINK_GOPHER;
        err = render_gophermap(document, &scope, width, out);
        return err == OK ? buf_put(out, STR(".\r\n")) : err;
    case RENDER_TEXT:
        scope.protocol = LINK_GOPHER;
        return render_text(document, &scope, width, out);
    case RENDER_HTML:
        scope.protocol = LINK_WEB;
        return render_html(document, &scope, NULL, out);
    }
    return err;
}

static enum err write_rendered(const struct document *document, const struct render_flags *flags)
{
    struct buf out;
    buf_init(&out, OUTPUT_MAX);
    enum err err = render(document, flags, &out);
    if (err == OK)
        err = output_stdout(buf_str(&out));
    else
        log_error("the result would be larger than %d MB", OUTPUT_MAX >> 20);
    buf_finish(&out);
    return err;
}

static int run(const struct invocation *in)
{
    const struct render_flags *flags = in->flags;
    struct source source;
    enum err err = source_open(&source, in->operand_count ? in->operands[0] : STR("-"), flags->kind, in->arena);
    if (err == OK)
        err = write_rendered(source.document, flags);
    source_finish(&source);
    return err == OK ? EXIT_WORKED : EXIT_FAILED;
}

const struct command command_render = {
    .title = "splashdown render",
    .operands = "[FILE|-]",
    .summary = "Converts one post or page to standard output: its title, meta line and body.",
    .details = "FILE belongs to the capsule of the nearest folder above it that shows that it\n"
               "is one: _config.yml, _splashdown.yml, or what Hexo, Hugo, Zola and others have\n"
               "there. With - the post comes from standard input and belongs to none.\n",
    .options = render_options,
    .option_count = sizeof render_options / sizeof *render_options,
    .flags_size = sizeof(struct render_flags),
    .defaults = &defaults,
    .operands_max = 1,
    .run = run,
};
