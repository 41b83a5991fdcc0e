internal import Glibc
internal import Synchronization

/// Waits until names in a registry change that may call for another version.
///
/// The kernel tells of renames at once (inotify(7)). It does not for files that another host changes, and may have no
/// watch left; so waiting ends after an interval all the same, and what is there is watched anew each time: a directory
/// that was replaced, or gone and back, is followed by its name.
@safe
final class RegistryWatch: Sendable {
    private let root: String
    /// Of inotify; -1 where the kernel gave none.
    private let descriptor: Int32
    private let bell = WaitingBell()
    private let isEnded = Atomic<Bool>(false)
    private let state = Mutex(State())

    private struct State {
        /// By the number of the kernel's watch.
        var places: [Int32: WatchedPlace] = [:]
        /// The models whose aliases are watched.
        var models: Set<String> = []
    }

    /// A watch of a registry; nothing is watched before `arm`.
    ///
    /// - Parameters:
    ///   - root: the registry's directory, which need not be there.
    ///   - descriptor: of inotify, closed with the watch; negative where there is none, and only the interval counts.
    init(root: String, descriptor: Int32 = RegistryWatch.openInotify()) {
        self.root = root
        self.descriptor = descriptor
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    /// A descriptor of inotify, or -1.
    static func openInotify() -> Int32 { inotify_init1(Int32(IN_CLOEXEC) | Int32(IN_NONBLOCK)) }

    /// Whether the kernel tells when an alias of the model moves.
    func isWatching(_ model: String) -> Bool { state.withLock { $0.models.contains(model) } }

    /// Watches what is there now of the registry and of these models; what changes from then on ends a wait.
    ///
    /// To be called by the thread that waits, before it looks what is there.
    ///
    /// - Complexity: O(models), with a few system calls each.
    func arm(_ models: [String]) {
        guard descriptor >= 0 else { return }
        let before = state.withLock { $0 }
        var after = State()
        for place in WatchedPlace.all(root: root, models: models) {
            let number = unsafe inotify_add_watch(descriptor, place.path, Self.events)
            guard number >= 0 else { continue }
            after.places[number, default: place].names.formUnion(place.names)
            guard let model = place.model else { continue }
            let isKnown = before.places[number] != nil && before.models.contains(model)
            if isKnown || !MountTable.isShared(place.path) { after.models.insert(model) }
        }
        for number in before.places.keys where after.places[number] == nil {
            inotify_rm_watch(descriptor, number)
        }
        state.withLock { $0 = after }
    }

    /// Waits for news, the interval or the end.
    ///
    /// - Returns: whether there was news.
    @discardableResult
    func wait(atMost interval: Duration) -> Bool {
        let end = ContinuousClock.now + interval
        while !isEnded.load(ordering: .acquiring) {
            let left = max(.zero, end - ContinuousClock.now).components
            let milliseconds =
                left.seconds * 1_000 + (left.attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000
            let isTold = bell.wait(for: descriptor, milliseconds: UInt64(milliseconds))
            if isTold && takeNews() { return true }
            if ContinuousClock.now >= end { break }
        }
        return false
    }

    /// Ends the wait that is on, and every later one at once.
    func end() {
        isEnded.store(true, ordering: .releasing)
        bell.ring()
    }

    /// Takes all events there are: whether one of them is of a name that matters.
    private func takeNews() -> Bool {
        var isNews = false
        var buffer = [UInt8](repeating: 0, count: 16_384)
        while true {
            let count = unsafe buffer.withUnsafeMutableBytes {
                unsafe read(descriptor, $0.baseAddress, $0.count)
            }
            if count <= 0 { return isNews }
            let places = state.withLock { $0.places }
            for event in WatchEvent.all(in: buffer[..<count]) {
                if event.isOfPlaceItself {
                    isNews = true
                } else if places[event.watch]?.concerns(event.name) == true {
                    isNews = true
                }
            }
        }
    }

    // A promotion is a rename within the directory; whoever edits an alias by hand closes it after writing.
    private static let events =
        UInt32(IN_MOVED_TO) | UInt32(IN_MOVED_FROM) | UInt32(IN_CREATE) | UInt32(IN_DELETE)
        | UInt32(IN_CLOSE_WRITE) | UInt32(IN_DELETE_SELF) | UInt32(IN_MOVE_SELF) | UInt32(IN_ONLYDIR)
}
