internal import Glibc
internal import Storage

/// The processors that the process may use.
enum ProcessorCount {
    /// As the kernel tells, whatever others the host has; at least 1.
    ///
    /// Where it does not tell, those of the host.
    static var current: Int { allowed ?? max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

    /// A line `Cpus_allowed:` of hexadecimal digits, a bit for each processor.
    private static var allowed: Int? {
        let status = try? FileSystem.read("/proc/self/status", limit: 1 << 16)
        let line = status.flatMap { text in
            String(decoding: text, as: UTF8.self).split(separator: "\n").first {
                $0.hasPrefix("Cpus_allowed:")
            }
        }
        let count = line?.dropFirst("Cpus_allowed:".count).reduce(0) {
            $0 + ($1.hexDigitValue?.nonzeroBitCount ?? 0)
        }
        return count == 0 ? nil : count
    }
}
