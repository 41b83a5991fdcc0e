/* Tells ThreadSanitizer of the locks of Swift's Mutex that two threads wanted at once.
 *
 * A Mutex that is free is taken by code that is compiled into the program, which the sanitizer sees. One that is not is taken
 * and left by functions of Swift's own library, which is not instrumented, so that there seems to be no order between the two
 * threads, and what the lock protects would be reported. Loaded before the program, this stands around these functions and says
 * what they did; it hides nothing else.
 */
#include <dlfcn.h>
#include <stdbool.h>
#include <stdint.h>

#define SWIFT __attribute__((swiftcall))
#define SELF __attribute__((swift_context)) void *mutex
#define LOCK "$s15Synchronization12_MutexHandleV9_lockSlowyys6UInt32VF"
#define TRY "$s15Synchronization12_MutexHandleV12_tryLockSlowSbyF"
#define UNLOCK "$s15Synchronization12_MutexHandleV11_unlockSlowyyF"

extern void __tsan_acquire(void *) __attribute__((weak));
extern void __tsan_release(void *) __attribute__((weak));

static SWIFT void (*lock_of_library)(uint32_t, SELF);
static SWIFT bool (*try_of_library)(SELF);
static SWIFT void (*unlock_of_library)(SELF);

__attribute__((constructor)) static void find(void) {
    lock_of_library = dlsym(RTLD_NEXT, LOCK);
    try_of_library = dlsym(RTLD_NEXT, TRY);
    unlock_of_library = dlsym(RTLD_NEXT, UNLOCK);
}

SWIFT void lock(uint32_t thread, SELF) __asm__(LOCK);
SWIFT void lock(uint32_t thread, SELF) {
    lock_of_library(thread, mutex);
    if (__tsan_acquire) __tsan_acquire(mutex);
}

SWIFT bool try(SELF) __asm__(TRY);
SWIFT bool try(SELF) {
    bool is_taken = try_of_library(mutex);
    if (is_taken && __tsan_acquire) __tsan_acquire(mutex);
    return is_taken;
}

SWIFT void unlock(SELF) __asm__(UNLOCK);
SWIFT void unlock(SELF) {
    if (__tsan_release) __tsan_release(mutex);
    unlock_of_library(mutex);
}
