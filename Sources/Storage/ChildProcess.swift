internal import Glibc

/// A program that runs beside this one, and whose output is read.
///
/// It has this process's environment and error stream, so that what it says of a failure reaches the person, and no input. It is
/// ended with the value.
public struct ChildProcess: ~Copyable {
    private let number: pid_t
    private let output: Descriptor
    private var isRunning = true

    /// Starts a program.
    ///
    /// - Parameter words: the program, looked for in `PATH` where it has no slash, and its arguments. No shell reads them.
    /// - Throws: `notStarted`.
    public init(_ words: [String]) throws(StorageError) {
        precondition(!words.isEmpty, "the first word is the program")
        var ends: [Int32] = [-1, -1]
        // For no other program: a pipe could be marked so only once it is there, when another thread may just have started a program
        // that then holds the output open.
        let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
        guard unsafe socketpair(AF_UNIX, kind, 0, &ends) == 0 else { throw Self.notStarted(words[0], errno) }
        let reading = Descriptor(adopting: ends[0], path: words[0])
        let writing = Descriptor(adopting: ends[1], path: words[0])
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        var attributes = posix_spawnattr_t()
        unsafe posix_spawnattr_init(&attributes)
        let arguments = unsafe words.map { unsafe strdup($0) } + [nil]
        defer {
            unsafe posix_spawn_file_actions_destroy(&actions)
            unsafe posix_spawnattr_destroy(&attributes)
            unsafe arguments.forEach { unsafe free($0) }
        }
        unsafe posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        unsafe posix_spawn_file_actions_adddup2(&actions, writing.number, STDOUT_FILENO)
        // A program that ignores a broken pipe, as this one may, would go on writing to nobody.
        var signals = sigset_t()
        unsafe sigemptyset(&signals)
        unsafe sigaddset(&signals, SIGPIPE)
        unsafe posix_spawnattr_setsigdefault(&attributes, &signals)
        // Nor could one be ended whose starter, a thread of a pool, lets no signal through.
        var blocked = sigset_t()
        unsafe sigemptyset(&blocked)
        unsafe posix_spawnattr_setsigmask(&attributes, &blocked)
        unsafe posix_spawnattr_setflags(
            &attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
        var number: pid_t = 0
        let code = unsafe posix_spawnp(&number, words[0], &actions, &attributes, arguments, environ)
        guard code == 0 else { throw Self.notStarted(words[0], code) }
        self.number = number
        output = reading
    }

    private static func notStarted(_ program: String, _ code: Int32) -> StorageError {
        .notStarted(program: program, reason: SystemError.words(code))
    }

    /// Reads on into the block what the program writes; 0 at the end.
    ///
    /// - Throws: `unreadable`.
    public func read(into block: inout [UInt8]) throws(StorageError) -> Int { try output.read(into: &block) }

    /// Waits for the program to end.
    ///
    /// - Precondition: its output was read to the end, or the program would wait in turn.
    /// - Returns: its exit code, or 128 and the signal that ended it; 255 where the system does not tell.
    public mutating func finish() -> Int32 {
        var status: Int32 = 0
        isRunning = false
        while unsafe waitpid(number, &status, 0) < 0 {
            if errno != EINTR { return 255 }
        }
        return status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
    }

    deinit {
        guard isRunning else { return }
        kill(number, SIGKILL)
        var status: Int32 = 0
        while unsafe waitpid(number, &status, 0) < 0 && errno == EINTR {}
    }
}
