/*
 * Assertions and the count of what passed. A test is what stands between check_begin() and
 * check_end(); RUN() wraps a function in them. main() ends with `return check_summary();`.
 */

#ifndef CHECK_H
#define CHECK_H

#define _POSIX_C_SOURCE 200809L
/* With MinGW, printf() is as in C11 only on request. */
#define __USE_MINGW_ANSI_STDIO 1

#include <etee.h>

#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int check_passed, check_failed, check_skipped;
static const char *check_name;
/* Tests may check in threads of their own. */
static atomic_int check_wrong;

static inline void check_begin(const char *name) {
    check_name = name;
    atomic_store(&check_wrong, 0);
}

static inline void check_end(void) {
    int wrong = atomic_load(&check_wrong);
    if (wrong == 0)
        check_passed++;
    else
        check_failed++;
    printf("%s %s\n", wrong == 0 ? "ok  " : "FAIL", check_name);
    fflush(stdout);
}

static inline int check_that(int holds, const char *what, const char *file, int line) {
    if (!holds) {
        atomic_fetch_add(&check_wrong, 1);
        fprintf(stderr, "%s:%d: %s: %s\n", file, line, check_name, what);
    }
    return holds;
}

static inline int check_status(etee_status found, etee_status expected, const char *call,
                               const char *file, int line) {
    const char *name = etee_status_name(found);
    char what[256];
    snprintf(what, sizeof what, "%.180s answers %d %s", call, (int)found, name ? name : "?");
    return check_that(found == expected, what, file, line);
}

/* Counts as skipped, and says why. */
static inline void skip(const char *reason) {
    printf("SKIPPED: %s\n", reason);
    check_skipped++;
}

static inline int check_summary(void) {
    printf("%d passed, %d failed, %d skipped\n", check_passed, check_failed, check_skipped);
    return check_failed == 0 ? 0 : 1;
}

/* Both are 1 where all is well, so that a test can stop early. */
#define CHECK(condition) check_that((condition) ? 1 : 0, #condition, __FILE__, __LINE__)
#define CHECK_STATUS(expected, call) check_status((call), (expected), #call, __FILE__, __LINE__)
#define CHECK_OK(call) CHECK_STATUS(ETEE_OK, call)
#define RUN(test) (check_begin(#test), test(), check_end())

/* Under valgrind everything takes some fifty times as long; tests then do less of the same. */
static inline int slow(void) {
    return getenv("ETEE_VALGRIND") != NULL;
}

/* Under Wine or qemu the process is theirs too (tests/platforms/run). */
static inline int emulated(void) {
    return getenv("ETEE_EMULATED") != NULL;
}

#endif
