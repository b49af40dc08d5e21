/* Files, as a worker that was taken over would go for them, by raw system calls and at every level of Landlock. */
#define _GNU_SOURCE
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "folder.h"
#include "server/confined.h"

#include <linux/openat2.h>
#include <sys/inotify.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <sys/xattr.h>

/* The process owns them all: rights alone keep it from nothing. */
static const struct folder_file files[] = {{"capsule/index.gmi", "# Home"}, {"host.key", "secret"}};

struct world {
    struct folder folder;
    int capsule, file;
    char key[128], page[128], other[128];
    struct stat before;
};

static int set_up(void **state)
{
    static struct world w;
    if (folder_make(&w.folder, files, COUNT(files)) != 0)
        return -1;
    w.capsule = openat(w.folder.fd, "capsule", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    w.file = openat(w.folder.fd, "capsule/index.gmi", O_RDONLY | O_CLOEXEC);
    snprintf(w.key, sizeof w.key, "%s/host.key", w.folder.path);
    snprintf(w.page, sizeof w.page, "%s/capsule/index.gmi", w.folder.path);
    snprintf(w.other, sizeof w.other, "%s/capsule/other", w.folder.path);
    *state = &w;
    return fstat(w.file, &w.before);
}

static int tear_down(void **state)
{
    struct world *w = *state;
    close(w->capsule);
    close(w->file);
    folder_remove(&w->folder);
    return 0;
}

static void assert_untouched(const struct world *w)
{
    struct stat now;
    assert_int_equal(fstat(w->file, &now), 0);
    assert_int_equal(now.st_mode, w->before.st_mode);
    assert_int_equal(now.st_uid, w->before.st_uid);
    assert_int_equal(now.st_size, w->before.st_size);
    assert_int_equal(now.st_nlink, w->before.st_nlink);
    assert_int_equal(now.st_mtim.tv_sec, w->before.st_mtim.tv_sec);
    assert_int_equal(now.st_ctim.tv_nsec, w->before.st_ctim.tv_nsec);
    assert_int_equal(faccessat(w->folder.fd, "capsule/other", F_OK, 0), -1);
}

static void modes_owners_times_and_attributes_stay(void **state)
{
    const struct world *w = *state;
    const struct timespec times[2] = {{1, 0}, {1, 0}};
    const struct confined_call calls[] = {
        CALL(fchmod, w->file, 0666),
        CALL(fchmodat, w->capsule, ADDRESS("index.gmi"), 0666),
        CALL(fchown, w->file, 1, 1),
        CALL(fchownat, w->capsule, ADDRESS("index.gmi"), 1, 1, 0),
        CALL(utimensat, w->capsule, ADDRESS("index.gmi"), ADDRESS(times), 0),
        CALL(utimensat, w->file, 0, ADDRESS(times), 0),
        CALL(setxattr, ADDRESS(w->page), ADDRESS("user.a"), ADDRESS("x"), 1, 0),
        CALL(lsetxattr, ADDRESS(w->page), ADDRESS("user.a"), ADDRESS("x"), 1, 0),
        CALL(fsetxattr, w->file, ADDRESS("user.a"), ADDRESS("x"), 1, 0),
        CALL(removexattr, ADDRESS(w->page), ADDRESS("user.a")),
        CALL(ioctl, w->file, 0x40086602 /* FS_IOC_SETFLAGS */, ADDRESS(times)),
        CALL(ioctl, w->file, 0x401c5820 /* FS_IOC_FSSETXATTR */, ADDRESS(times)),
        CALL(flock, w->file, 2),
        CALL(fcntl, w->file, F_SETLEASE, F_WRLCK),
        CALL(fcntl, w->file, F_SETLK, ADDRESS(times)),
        CALL(fcntl, w->capsule, F_NOTIFY, 0x80000002L),
#ifdef SYS_chmod
        CALL(chmod, ADDRESS(w->page), 0666),
        CALL(chown, ADDRESS(w->page), 1, 1),
        CALL(lchown, ADDRESS(w->page), 1, 1),
        CALL(utimes, ADDRESS(w->page), ADDRESS(times)),
        CALL(utime, ADDRESS(w->page), 0),
#endif
    };
    confined_unknown(PROCESS_WORKER, calls, COUNT(calls));
    assert_untouched(w);
}

static void no_file_is_made_removed_renamed_or_cut_short(void **state)
{
    const struct world *w = *state;
    const struct confined_call calls[] = {
        CALL(mknodat, w->capsule, ADDRESS("other"), S_IFREG | 0644, 0),
        CALL(mknodat, w->capsule, ADDRESS("other"), S_IFIFO | 0644, 0),
        CALL(mkdirat, w->capsule, ADDRESS("other"), 0755),
        CALL(symlinkat, ADDRESS("/etc/passwd"), w->capsule, ADDRESS("other")),
        CALL(linkat, w->capsule, ADDRESS("index.gmi"), w->capsule, ADDRESS("other"), 0),
        CALL(renameat2, w->capsule, ADDRESS("index.gmi"), w->capsule, ADDRESS("other"), 0),
        CALL(renameat, w->capsule, ADDRESS("index.gmi"), w->capsule, ADDRESS("other")),
        CALL(unlinkat, w->capsule, ADDRESS("index.gmi"), 0),
        CALL(truncate, ADDRESS(w->page), 0),
        CALL(ftruncate, w->file, 0),
        CALL(fallocate, w->file, 0, 0, 4096),
        CALL(sendfile, 1, w->file, 0, 1),
        CALL(copy_file_range, w->file, 0, w->file, 0, 1, 0),
        CALL(splice, w->file, 0, w->file, 0, 1, 0),
        CALL(sync, 0),
        CALL(fsync, w->file),
        CALL(umask, 0),
        CALL(chdir, ADDRESS("/")),
        CALL(fchdir, w->capsule),
#ifdef SYS_open
        CALL(mknod, ADDRESS(w->other), S_IFREG | 0644, 0),
        CALL(mkdir, ADDRESS(w->other), 0755),
        CALL(symlink, ADDRESS("/etc/passwd"), ADDRESS(w->other)),
        CALL(link, ADDRESS(w->page), ADDRESS(w->other)),
        CALL(rename, ADDRESS(w->page), ADDRESS(w->other)),
        CALL(unlink, ADDRESS(w->page)),
        CALL(rmdir, ADDRESS(w->folder.path)),
        CALL(creat, ADDRESS(w->other), 0644),
#endif
    };
    confined_unknown(PROCESS_WORKER, calls, COUNT(calls));
    assert_untouched(w);
}

static void files_are_opened_for_reading_only(void **state)
{
    const struct world *w = *state;
    const struct confined_call calls[] = {
        CALL(openat, w->capsule, ADDRESS("index.gmi"), O_WRONLY),
        CALL(openat, w->capsule, ADDRESS("index.gmi"), O_RDWR),
        CALL(openat, w->capsule, ADDRESS("index.gmi"), O_RDONLY | O_TRUNC),
        CALL(openat, w->capsule, ADDRESS("index.gmi"), O_RDONLY | O_APPEND),
        CALL(openat, w->capsule, ADDRESS("index.gmi"), O_ACCMODE),
        CALL(openat, w->capsule, ADDRESS("other"), O_RDONLY | O_CREAT, 0644),
        CALL(openat, w->capsule, ADDRESS("."), O_TMPFILE | O_WRONLY, 0644),
#ifdef SYS_open
        CALL(open, ADDRESS(w->page), O_WRONLY),
        CALL(open, ADDRESS(w->page), O_RDWR),
        CALL(open, ADDRESS(w->page), O_RDONLY | O_TRUNC),
        CALL(open, ADDRESS(w->other), O_RDONLY | O_CREAT, 0644),
#endif
        CALL(open_by_handle_at, w->capsule, 0, 0),
        CALL(name_to_handle_at, w->capsule, ADDRESS("index.gmi"), 0, 0, 0),
        CALL(open_tree, w->capsule, ADDRESS("."), 1),
        CALL(memfd_create, ADDRESS("x"), 0),
    };
    confined_unknown(PROCESS_WORKER, calls, COUNT(calls));
    assert_untouched(w);
}

/* The flags of openat2 are out of a filter's sight: Landlock alone keeps them. */
static void landlock_keeps_openat2_to_reading_below_the_capsule(void **state)
{
    const struct world *w = *state;
    struct open_how read_only = {.flags = O_RDONLY}, written = {.flags = O_WRONLY},
                    made = {.flags = O_RDONLY | O_CREAT, .mode = 0644}, cut = {.flags = O_RDONLY | O_TRUNC};
    const struct confined_call refused[] = {
        CALL(openat2, AT_FDCWD, ADDRESS(w->key), ADDRESS(&read_only), sizeof read_only),
        CALL(openat, AT_FDCWD, ADDRESS(w->key), O_RDONLY),
        CALL(openat2, AT_FDCWD, ADDRESS("/etc/passwd"), ADDRESS(&read_only), sizeof read_only),
        CALL(openat2, AT_FDCWD, ADDRESS("/proc/self/mem"), ADDRESS(&read_only), sizeof read_only),
        CALL(openat2, w->capsule, ADDRESS("index.gmi"), ADDRESS(&written), sizeof written),
        CALL(openat2, w->capsule, ADDRESS("other"), ADDRESS(&made), sizeof made),
    };
    const struct confined_call cut_short[] = {
        CALL(openat2, w->capsule, ADDRESS("index.gmi"), ADDRESS(&cut), sizeof cut),
    };
    const struct confined_call allowed[] = {
        CALL(openat2, w->capsule, ADDRESS("index.gmi"), ADDRESS(&read_only), sizeof read_only),
        CALL(openat, w->capsule, ADDRESS("index.gmi"), O_RDONLY | O_CLOEXEC | O_NONBLOCK),
    };
    for (size_t i = 0; i < CONFINED_LEVELS && confined_levels[i]; i++) {
        int level = confined_levels[i];
        confined_end(PROCESS_WORKER, level, &w->capsule, refused, COUNT(refused), EACCES);
        confined_end(PROCESS_WORKER, level, &w->capsule, allowed, COUNT(allowed), 0);
        if (level >= LANDLOCK_WITH_TRUNCATE && sandbox_offered().landlock >= LANDLOCK_WITH_TRUNCATE)
            confined_end(PROCESS_WORKER, level, &w->capsule, cut_short, COUNT(cut_short), EACCES);
    }
    assert_untouched(w);
}

/* The keeper has its keys in memory by then. */
static void the_keeper_opens_no_file_at_all(void **state)
{
    const struct world *w = *state;
    struct open_how how = {.flags = O_RDONLY};
    const struct confined_call calls[] = {
        CALL(openat, w->capsule, ADDRESS("index.gmi"), O_RDONLY),
        CALL(openat2, w->capsule, ADDRESS("index.gmi"), ADDRESS(&how), sizeof how),
        CALL(inotify_init1, 0),
        CALL(getdents64, w->capsule, 0, 0),
        CALL(fchmod, w->file, 0666),
        CALL(unlinkat, w->capsule, ADDRESS("index.gmi"), 0),
        CALL(ftruncate, w->file, 0),
    };
    confined_unknown(PROCESS_KEEPER, calls, COUNT(calls));
    assert_untouched(w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(modes_owners_times_and_attributes_stay),
        cmocka_unit_test(no_file_is_made_removed_renamed_or_cut_short),
        cmocka_unit_test(files_are_opened_for_reading_only),
        cmocka_unit_test(landlock_keeps_openat2_to_reading_below_the_capsule),
        cmocka_unit_test(the_keeper_opens_no_file_at_all),
    };
    return cmocka_run_group_tests_name("server/confine_files", tests, set_up, tear_down);
}
