// Loaded into a sound program, it is a fault of that program's own run: built with LEAK it loses memory, else two threads count up
// one number without a lock. The sanitizer that watches the program has to report it.
#include <pthread.h>
#include <stdlib.h>

#ifdef LEAK
__attribute__((constructor, noinline)) static void begin(void) {
    char *volatile lost = malloc(4321);
    lost[0] = 1;
    lost = NULL;
}
#else
static int bare;

static void *count(void *unused) {
    for (int turn = 0; turn < 200000; turn++) bare++;
    return unused;
}

__attribute__((constructor)) static void begin(void) {
    pthread_t threads[2];
    for (int index = 0; index < 2; index++)
        if (pthread_create(&threads[index], NULL, count, NULL) != 0) abort();
    for (int index = 0; index < 2; index++) pthread_join(threads[index], NULL);
}
#endif
