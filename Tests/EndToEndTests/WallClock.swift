import FoundationEssentials
import Glibc
import TestKit

/// The host's time of day as one process sees it, which a test can shift while the process runs.
///
/// A small library that the process loads first adds what a file says; the clocks that only go on are left alone, as
/// they are when a host's time is set.
final class WallClock {
    private let folder = TemporaryDirectory()
    private var library: String { folder.path + "/clock.so" }
    private var file: String { folder.path + "/shift" }

    /// What a process is started with.
    var environment: [String] { ["LD_PRELOAD=" + library, "CLOCK_SHIFT=" + file] }

    init() throws {
        let source = folder.path + "/clock.c"
        try Data(Self.source.utf8).write(to: URL(filePath: source))
        try shift(bySeconds: 0)
        let run = try BuiltProgram.environment.run(
            ["clang", "-shared", "-fPIC", "-O1", "-o", library, source], in: folder.path)
        guard run.status == 0 else { throw HTTPClient.Failure(what: run.errors) }
    }

    /// Sets the time of day so far from the real one; at once, and in place: the file stays mapped.
    func shift(bySeconds seconds: Int64) throws {
        let descriptor = unsafe open(file, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
        defer { close(descriptor) }
        var seconds = seconds
        let count = unsafe write(descriptor, &seconds, MemoryLayout<Int64>.size)
        guard count == MemoryLayout<Int64>.size else { throw HTTPClient.Failure(what: "\(file): \(errno)") }
    }

    private static let source = """
        #include <fcntl.h>
        #include <stdint.h>
        #include <stdlib.h>
        #include <sys/mman.h>
        #include <sys/syscall.h>
        #include <sys/time.h>
        #include <time.h>
        #include <unistd.h>

        static volatile int64_t *shift;

        __attribute__((constructor)) static void begin(void) {
            const char *file = getenv("CLOCK_SHIFT");
            int descriptor = file ? open(file, O_RDONLY | O_CLOEXEC) : -1;
            void *place = descriptor < 0 ? MAP_FAILED : mmap(0, 8, PROT_READ, MAP_SHARED, descriptor, 0);
            if (place == MAP_FAILED) abort();
            shift = place;
            close(descriptor);
        }

        int clock_gettime(clockid_t clock, struct timespec *value) {
            int status = syscall(SYS_clock_gettime, clock, value);
            if (status == 0 && shift && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE))
                value->tv_sec += *shift;
            return status;
        }

        int gettimeofday(struct timeval *value, void *zone) {
            struct timespec now;
            clock_gettime(CLOCK_REALTIME, &now);
            value->tv_sec = now.tv_sec;
            value->tv_usec = now.tv_nsec / 1000;
            return 0;
        }

        time_t time(time_t *value) {
            struct timespec now;
            clock_gettime(CLOCK_REALTIME, &now);
            if (value) *value = now.tv_sec;
            return now.tv_sec;
        }

        """
}
