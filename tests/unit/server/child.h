#ifndef TESTS_SERVER_CHILD_H
#define TESTS_SERVER_CHILD_H

#include <sys/wait.h>
#include <unistd.h>

/* Runs CHECK in a process of its own, which it may give up privileges in. Returns its exit code: 0 when all held, else
 * the number that CHECK gave to what did not; 1000 and more: a signal. */
static inline int in_child(int (*check)(void *), void *context)
{
    int status;
    pid_t pid = fork();
    if (pid == 0)
        _exit(check(context));
    if (pid < 0 || waitpid(pid, &status, 0) != pid)
        return -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 1000 + WTERMSIG(status);
}

#endif
