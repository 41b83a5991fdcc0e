internal import Glibc

/// What the system calls its errors.
public enum SystemError {
    /// The words for a value of `errno`, such as "No such file or directory".
    public static func words(_ code: Int32) -> String {
        guard code != 0 else { return "the system does not say why" }
        return unsafe strerror(code).map { unsafe String(cString: $0) } ?? "error \(code)"
    }
}
