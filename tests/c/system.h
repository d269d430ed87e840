/* What the tests ask of the system, where Windows and the others differ. */

#ifndef SYSTEM_H
#define SYSTEM_H

#include "check.h"

#include <sys/stat.h>
#include <unistd.h>

#ifdef _WIN32

#define WIN32_LEAN_AND_MEAN
#include <direct.h>
#include <winsock2.h>
#include <windows.h>
/* After the types that it uses. */
#include <psapi.h>

/* The system's numbers for a file, and a folder, that is not there. */
enum { NO_FILE = ERROR_FILE_NOT_FOUND, NO_FOLDER = ERROR_PATH_NOT_FOUND };

typedef SOCKET connection;

#define NO_CONNECTION INVALID_SOCKET

/* A socket to talk to 127.0.0.1 with. */
static inline connection open_connection(void) {
    WSADATA about;
    return WSAStartup(MAKEWORD(2, 2), &about) == 0 ? socket(AF_INET, SOCK_STREAM, 0)
                                                   : NO_CONNECTION;
}

static inline void close_connection(connection end) {
    closesocket(end);
}

/* Makes a folder of its own for temporary files. */
static inline int make_temporary_folder(char *path, size_t room) {
    char parent[MAX_PATH + 1];
    if (GetTempPathA(sizeof parent, parent) == 0)
        return -1;
    snprintf(path, room, "%setee-test-%lu-%lu", parent, GetCurrentProcessId(), GetTickCount());
    return _mkdir(path);
}

/* Whether a file that is to disappear when it is closed can be seen until then. */
enum { OPEN_FILES_HAVE_NAMES = 1 };

/* Whether a pipe can lie in a folder, so that who opens it waits for its other end. */
enum { PIPES_HAVE_PATHS = 0 };

static inline int make_pipe(const char *path) {
    (void)path;
    return -1;
}

/* Removes a file whose path is in UTF-8, which Windows takes only in its own form. */
static inline int remove_file(const char *path) {
    WCHAR own[400];
    int count = MultiByteToWideChar(CP_UTF8, MB_ERR_INVALID_CHARS, path, -1, own, 400);
    return count > 0 && DeleteFileW(own) ? 0 : -1;
}

/* Whether only its owner may read a file; here that is for its folder to say. */
static inline int is_for_owner(const char *path) {
    return access(path, F_OK) == 0;
}

/* The most memory that the process has had at a time; -1 where the system does not tell. */
static inline long peak_kib(void) {
    PROCESS_MEMORY_COUNTERS counters;
    return GetProcessMemoryInfo(GetCurrentProcess(), &counters, sizeof counters)
               ? (long)(counters.PeakWorkingSetSize >> 10)
               : -1;
}

#else

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <sys/resource.h>
#include <sys/socket.h>

enum { NO_FILE = ENOENT, NO_FOLDER = ENOENT };

typedef int connection;

#define NO_CONNECTION (-1)

static inline connection open_connection(void) {
    return socket(AF_INET, SOCK_STREAM, 0);
}

static inline void close_connection(connection end) {
    close(end);
}

static inline int make_temporary_folder(char *path, size_t room) {
    snprintf(path, room, "/tmp/etee-test-XXXXXX");
    return mkdtemp(path) == NULL ? -1 : 0;
}

enum { OPEN_FILES_HAVE_NAMES = 0 };

enum { PIPES_HAVE_PATHS = 1 };

static inline int make_pipe(const char *path) {
    return mkfifo(path, 0600);
}

static inline int remove_file(const char *path) {
    return unlink(path);
}

static inline int is_for_owner(const char *path) {
    struct stat about;
    return stat(path, &about) == 0 && (about.st_mode & 0777) == 0600;
}

static inline long peak_kib(void) {
    struct rusage usage;
    return getrusage(RUSAGE_SELF, &usage) == 0 ? usage.ru_maxrss : -1;
}

#endif

#endif
