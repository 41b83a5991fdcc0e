internal import Storage
internal import Synchronization

/// The keys that are let in now: those of the file as it was when it was last found fit.
final class KeyRing: Sendable {
    private let file: String
    private let read: @Sendable (String) throws(ServingError) -> AccessKeys
    private let state: Mutex<State>

    private struct State {
        var table: KeyTable
        var stamp: FileStamp?
        // Why the file cannot be used; nil where it was taken.
        var refusal: String?
    }

    /// What another look at the file changed.
    enum Change: Equatable {
        /// The file is as it was.
        case none
        /// So many keys are let in now.
        case taken(keys: Int)
        /// The file cannot be used, and the keys are those of before.
        case refused(reason: String)
    }

    /// Starts with keys that were read.
    ///
    /// - Parameter read: reads the file again, in which there may be no key by then.
    init(
        _ keys: AccessKeys,
        read: @escaping @Sendable (String) throws(ServingError) -> AccessKeys = {
            (file) throws(ServingError) in try AccessKeys(file: file, mayBeEmpty: true)
        }
    ) {
        file = keys.file
        self.read = read
        // Without a stamp the first look reads the file again: it may have changed in between.
        state = Mutex(State(table: KeyTable(keys, before: nil), stamp: nil))
    }

    /// What the header's key opens, and a token of its rate.
    ///
    /// - Complexity: O(keys + header), the same whichever key it is and whether any is.
    func verdict(for authorization: String?) -> AccessVerdict {
        state.withLock { $0.table }.verdict(for: authorization, at: MonotonicTime.now)
    }

    /// Reads the file if it changed, or could not be used when it was last read; to be called by one thread at a time.
    ///
    /// What was said before is not said again, unless the reading is forced.
    ///
    /// - Parameter isForced: whether to read it even if it looks the same.
    func refresh(isForced: Bool = false) -> Change {
        let stamp = FileStamp(of: file)
        let before = state.withLock { $0 }
        if !isForced, before.refusal == nil, stamp == before.stamp { return .none }
        do throws(ServingError) {
            let table = KeyTable(try read(file), before: before.table)
            state.withLock { $0 = State(table: table, stamp: stamp) }
            let isNews = before.refusal != nil || !table.isSame(as: before.table)
            return isForced || isNews ? .taken(keys: table.count) : .none
        } catch {
            let reason = "\(error)"
            state.withLock { $0.refusal = reason }
            return isForced || reason != before.refusal ? .refused(reason: reason) : .none
        }
    }
}
