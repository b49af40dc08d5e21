#include "cli/configured.h"

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
    diag_print(&diag, SEVERITY_WARNING, stderr);
    diag_finish(&diag);
    return err;
}
