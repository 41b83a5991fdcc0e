import Glibc
import Synchronization

/// A program that is sound, or has the fault that a sanitizer has to report: `planted sound|address|thread`.
@main
enum Planted {
    static let turns = 200_000
    /// Counted up by several threads under a lock that all of them want.
    static let guarded = Mutex(0)
    /// Counted up without one.
    nonisolated(unsafe) static var bare = 0

    static func main() {
        switch CommandLine.arguments.last {
        case "address":
            let place = UnsafeMutablePointer<Int>.allocate(capacity: 1)
            place.initialize(to: 1)
            place.deallocate()
            print(place.pointee)
        case "thread": inThreads { _ in Planted.bare += 1; return nil }
        default:
            inThreads { _ in
                for _ in 0..<Planted.turns { Planted.guarded.withLock { $0 += 1 } }
                return nil
            }
            precondition(guarded.withLock { $0 } == 4 * turns, "a lock that does not lock")
        }
    }

    static func inThreads(_ body: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer?) {
        let threads = (0..<4).map { _ in
            var thread = pthread_t()
            precondition(pthread_create(&thread, nil, body, nil) == 0, "no thread could be started")
            return thread
        }
        for thread in threads { pthread_join(thread, nil) }
    }
}
