#ifndef PROTOCOL_LOG_PATH_H
#define PROTOCOL_LOG_PATH_H

#include "base/str.h"

/*
 * The part of PATH that may be logged: up to parameters of Titan's kind, "/x;mime=text/plain;size=3;token=secret",
 * plain or percent-encoded, however often. FOREIGN: anything after a semicolon counts as parameters; else only text
 * with an equals sign does, since names of ours may have a semicolon. Borrows from PATH.
 */
str log_path_of(str path, bool foreign);

#endif
