/*
 * Two static libraries made by Rust in one program: each catches its own panics, and ours works on
 * after one. On Windows nothing can make ours panic, so there it only has to work.
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

static etee_status panic(void) {
    return ETEE_PANIC;
}

#else

#include <dlfcn.h>
#include <errno.h>
#include <pthread.h>

static int out_of_memory;

/*
 * Rust's standard library takes it for granted that this succeeds, and panics otherwise: so a
 * program can have a library panic that has no fault of its own. A program comes before libc where
 * names are looked up.
 */
int pthread_attr_init(pthread_attr_t *attributes) {
    int (*init)(pthread_attr_t *);
    void *symbol = dlsym(RTLD_NEXT, "pthread_attr_init");
    memcpy(&init, &symbol, sizeof init);
    return out_of_memory ? ENOMEM : init(attributes);
}

static etee_status panic(void) {
    etee_status status;
    out_of_memory = 1;
    status = start();
    out_of_memory = 0;
    return status;
}

#endif

int main(int count, char **arguments) {
    int neighbour = neighbour_catches_a_panic();
    etee_status panicked, afterwards;

    folder = count > 1 ? arguments[1] : NULL;
    panicked = panic();
    afterwards = start();
    printf("neighbour %d, panicked %d, afterwards %d\n", neighbour, (int)panicked, (int)afterwards);
    return neighbour == 1 && panicked == ETEE_PANIC && afterwards == ETEE_OK ? 0 : 1;
}
