#include "base/err.h"

#include <errno.h>

enum err err_of_errno(void)
{
    switch (errno) {
    case ENOENT:
    case ENOTDIR:
    case ENAMETOOLONG:
    case ENXIO:
        return ERR_NOT_FOUND;
    case EXDEV:
    case EACCES:
    case EPERM:
    case ELOOP:
        return ERR_ACCESS;
    default:
        return ERR_IO;
    }
}
