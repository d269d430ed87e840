/*
 * What the example programs ask of the system, where Windows and the others differ.
 */

#ifndef SYSTEM_H
#define SYSTEM_H

#define _POSIX_C_SOURCE 200809L
/* With MinGW, printf() is as in C11 only on request. */
#define __USE_MINGW_ANSI_STDIO 1

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#ifdef _WIN32

#include <direct.h>
#include <io.h>
#define WIN32_LEAN_AND_MEAN
#include <windows.h>

/* Opens a file, whose line ends stay as they are, and which no other program inherits. */
static inline int open_file(const char *path, int flags, int mode) {
    return open(path, flags | _O_BINARY | _O_NOINHERIT, mode);
}

/* Leaves the line ends of a standard stream as they are. */
static inline int as_octets(int file) {
    _setmode(file, _O_BINARY);
    return file;
}

/* Waits until a file is on the disk. */
static inline int sync_file(int file) {
    return _commit(file);
}

/* Gives a file another name, at which there may be an older one. */
static inline int replace_file(const char *from, const char *to) {
    if (MoveFileExA(from, to, MOVEFILE_REPLACE_EXISTING | MOVEFILE_WRITE_THROUGH))
        return 0;
    errno = EACCES;
    return -1;
}

/* Makes a folder for temporary files whose name begins like this. */
static inline int make_temporary_folder(const char *name, char *path, size_t room) {
    char parent[MAX_PATH + 1];
    if (GetTempPathA(sizeof parent, parent) == 0)
        return -1;
    snprintf(path, room, "%s%s-%lu-%lu", parent, name, GetCurrentProcessId(), GetTickCount());
    return _mkdir(path);
}

/* What an error number of the system means. */
static inline const char *system_message(int code) {
    static char text[256];
    DWORD flags = FORMAT_MESSAGE_FROM_SYSTEM | FORMAT_MESSAGE_IGNORE_INSERTS |
                  FORMAT_MESSAGE_MAX_WIDTH_MASK;
    if (FormatMessageA(flags, NULL, (DWORD)code, 0, text, sizeof text, NULL) == 0)
        snprintf(text, sizeof text, "error %d", code);
    return text;
}

#else

static inline int open_file(const char *path, int flags, int mode) {
    return open(path, flags | O_CLOEXEC, (mode_t)mode);
}

static inline int as_octets(int file) {
    return file;
}

static inline int sync_file(int file) {
    return fsync(file);
}

static inline int replace_file(const char *from, const char *to) {
    return rename(from, to);
}

static inline int make_temporary_folder(const char *name, char *path, size_t room) {
    snprintf(path, room, "/tmp/%s-XXXXXX", name);
    return mkdtemp(path) == NULL ? -1 : 0;
}

static inline const char *system_message(int code) {
    return strerror(code);
}

#endif

#endif
