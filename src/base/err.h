#ifndef BASE_ERR_H
#define BASE_ERR_H

/* Results for branching only. Text for people goes to a diag or to the log. */
enum err {
    OK = 0,
    ERR_LIMIT,     /* a stated maximum would be exceeded; nothing was changed */
    ERR_NOT_FOUND, /* there is no such thing */
    ERR_ACCESS,    /* it exists but may not be used */
    ERR_SYNTAX,    /* the input does not follow its grammar */
    ERR_IO         /* the system refused; errno says why */
};

/* The meaning of errno after a file could not be opened or read. */
enum err err_of_errno(void);

#endif
