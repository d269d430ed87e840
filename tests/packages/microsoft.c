/*
 * Compiled and linked as Microsoft's tools do it, which are not here: with their object format and
 * command line, and the import library that is for them. It needs no C library, of which there is
 * none for that, and ends with 42 if it got through to ours.
 */

#include <etee.h>

__declspec(dllimport) void ExitProcess(unsigned status);

void start(void);

void start(void) {
    ExitProcess(etee_abi_version() == ETEE_ABI_MAJOR * 65536u + ETEE_ABI_MINOR ? 42 : 1);
}
