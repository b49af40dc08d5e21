#include "cli/configured.h"

#include "server/config_load.h"
#include "server/config_settle.h"
#include "server/own_files.h"

enum err configured_read(str file, str host, struct arena *arena, struct config *config)
{
    const struct config_flags given = {.file = file,
                                       .host = host,
                                       .gemini_port = PORT_SAME,
                                       .gopher_port = PORT_SAME,
                                       .public_gemini_port = PORT_SAME,
                                       .public_gopher_port = PORT_SAME};
    struct diag diag;
    diag_init(&diag);
    enum err err = config_load(&given, arena, &diag, config);
    diag_log(&diag);
    return err;
}

const struct withheld *configured_withheld(struct arena *arena)
{
    const struct config config = {.certs = config_default_certs(arena), .log = {.access = STR("off")}};
    return own_files_find(&config, -1, -1, arena);
}
