#ifndef JEKYLL_SCRIPT_NAME_H
#define JEKYLL_SCRIPT_NAME_H

#include "base/str.h"

/* Whether other servers would run the file PATH of a capsule and send what it prints, so that its own text was never
 * meant for readers: what is in a folder cgi-bin, *.cgi, *.fcgi and *.dcgi, in any case of letters. So for patterns of
 * paths.
 */
bool script_name_is(str path);

#endif
