#ifndef CLI_CHECK_H
#define CLI_CHECK_H

#include "answer/answer.h"
#include "base/diag.h"
#include "server/config.h"

/* What readers of the capsule in the folder PATH will see wrong, by the author's files; with a PREFIX ("/srv/a/")
 * before each. SERVED says who serves it (name, ports, width, drafts, future, withheld; the folder handle is ours).
 * *PAGES counts what was read.
 */
void check_capsule(str path, str prefix, const struct capsule_options *served, struct diag *, size_t *pages);

/* What serving with this configuration would meet: folders, certificates and their end, the machine's sandbox. */
void check_server(const struct config *, struct diag *);

/* What would keep this server from starting, from reloading, or from serving one of its hosts; no word on posts. */
void check_start(const struct config *, struct diag *);

enum check_format { CHECK_TEXT, CHECK_JSON };

/* Writes everything to standard output, by file and line, each once. As text with a summary; of JSON, which is an array
 * of objects, the summary goes to standard error. */
void check_report(const struct diag *, enum check_format, size_t pages);

#endif
