/*
 * Two static libraries made by Rust in one program: each catches its own panics, and ours works on
 * after one. Rust's standard library takes it for granted that some calls to the system succeed, and
 * panics otherwise: so a program can have a library panic that has no fault of its own.
 */

#define _GNU_SOURCE
#define ETEE_SIMULATOR
#include <etee.h>

#include <stdio.h>
#include <string.h>

int neighbour_catches_a_panic(void);

/* Where the simulator keeps its keys, to be there again for the next program; NULL for none. */
static const char *folder;

/* Starts the simulator, which starts a thread. */
static etee_status start(void) {
    etee_simulator *simulator = NULL;
    etee_status status = folder == NULL
                             ? etee_simulator_start(&simulator, NULL)
                             : etee_simulator_start_in(folder, strlen(folder), &simulator, NULL);
    etee_simulator_free(simulator);
    return status;
}

#ifdef _WIN32

#include <winsock2.h>

static int no_sockets;
static int(WINAPI *real)(WORD, WSADATA *);

static int WINAPI start_sockets(WORD version, WSADATA *data) {
    return no_sockets ? WSASYSNOTREADY : real(version, data);
}

/* Whatever this program, and all that is linked into it, imports by this name. */
static void replace_import(const char *wanted, void *replacement, void *original) {
    BYTE *image = (BYTE *)GetModuleHandleA(NULL);
    IMAGE_NT_HEADERS *headers = (IMAGE_NT_HEADERS *)(image + ((IMAGE_DOS_HEADER *)image)->e_lfanew);
    IMAGE_DATA_DIRECTORY *imports =
        &headers->OptionalHeader.DataDirectory[IMAGE_DIRECTORY_ENTRY_IMPORT];
    IMAGE_IMPORT_DESCRIPTOR *library = (IMAGE_IMPORT_DESCRIPTOR *)(image + imports->VirtualAddress);
    for (; library->Name != 0; library++) {
        IMAGE_THUNK_DATA *name = (IMAGE_THUNK_DATA *)(image + library->OriginalFirstThunk);
        IMAGE_THUNK_DATA *address = (IMAGE_THUNK_DATA *)(image + library->FirstThunk);
        for (; name->u1.AddressOfData != 0; name++, address++) {
            DWORD access;
            if (IMAGE_SNAP_BY_ORDINAL(name->u1.Ordinal) ||
                strcmp(((IMAGE_IMPORT_BY_NAME *)(image + name->u1.AddressOfData))->Name, wanted) != 0)
                continue;
            memcpy(original, &address->u1.Function, sizeof address->u1.Function);
            VirtualProtect(address, sizeof *address, PAGE_READWRITE, &access);
            memcpy(&address->u1.Function, &replacement, sizeof replacement);
        }
    }
}

static void break_system(int broken) {
    if (real == NULL)
        replace_import("WSAStartup", start_sockets, &real);
    no_sockets = broken;
}

#else

#include <dlfcn.h>
#include <errno.h>
#include <pthread.h>

static int out_of_memory;

/* A program comes before libc where names are looked up. */
int pthread_attr_init(pthread_attr_t *attributes) {
    int (*init)(pthread_attr_t *);
    void *symbol = dlsym(RTLD_NEXT, "pthread_attr_init");
    memcpy(&init, &symbol, sizeof init);
    return out_of_memory ? ENOMEM : init(attributes);
}

static void break_system(int broken) {
    out_of_memory = broken;
}

#endif

int main(int count, char **arguments) {
    int neighbour = neighbour_catches_a_panic();
    etee_status panicked, afterwards;

    folder = count > 1 ? arguments[1] : NULL;
    break_system(1);
    panicked = start();
    break_system(0);
    afterwards = start();
    printf("neighbour %d, panicked %d, afterwards %d\n", neighbour, (int)panicked, (int)afterwards);
    return neighbour == 1 && panicked == ETEE_PANIC && afterwards == ETEE_OK ? 0 : 1;
}
