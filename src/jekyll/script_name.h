#ifndef JEKYLL_SCRIPT_NAME_H
#define JEKYLL_SCRIPT_NAME_H

#include "base/str.h"

/* True when other servers would run the file PATH of a capsule and send its output, so that its own text was never
 * meant for readers: files in a folder cgi-bin, *.cgi, *.fcgi and *.dcgi, in any letter case. The same for patterns
 * of paths. */
bool script_name_is(str path);

#endif
