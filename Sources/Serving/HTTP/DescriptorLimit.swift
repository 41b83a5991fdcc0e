internal import Glibc

/// How many files and connections the system lets this process have open.
enum DescriptorLimit {
    /// What is open beside connections: logs, files of versions while they load.
    private static let others = 128
    /// What a thread waits on, and is woken by.
    private static let ofThread = 3

    /// Raises the limit to what so many connections need, as far as the process may.
    ///
    /// - Throws: `ServingError.tooFewDescriptors` where it may not.
    static func raise(forConnections connections: Int, threads: Int) throws(ServingError) {
        let needed = UInt(connections + threads * ofThread + others)
        var limit = rlimit()
        unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        if limit.rlim_cur >= needed { return }
        guard limit.rlim_max >= needed else {
            throw .tooFewDescriptors(needed: Int(needed), available: Int(limit.rlim_max))
        }
        limit.rlim_cur = needed
        unsafe setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    }
}
