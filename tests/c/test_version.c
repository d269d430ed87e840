/* Header and library are of the same version. */

#include "check.h"

static void the_abi_is_that_of_the_header(void) {
    CHECK(etee_abi_version() == ETEE_ABI_MAJOR * 65536u + ETEE_ABI_MINOR);
}

static void the_version_begins_like_the_abi(void) {
    char start[32];
    snprintf(start, sizeof start, "%d.%d.", ETEE_ABI_MAJOR, ETEE_ABI_MINOR);
    CHECK(strncmp(etee_version(), start, strlen(start)) == 0);
    CHECK(strlen(etee_version()) > strlen(start));
    CHECK(etee_version() == etee_version());
}

int main(void) {
    RUN(the_abi_is_that_of_the_header);
    RUN(the_version_begins_like_the_abi);
    return check_summary();
}
