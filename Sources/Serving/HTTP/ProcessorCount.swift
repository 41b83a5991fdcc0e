internal import Glibc

/// The processors that the process may use.
enum ProcessorCount {
    /// At least 1.
    static var current: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }
}
