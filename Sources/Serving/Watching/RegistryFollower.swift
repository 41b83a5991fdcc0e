internal import Registry
internal import Synchronization

/// Keeps a store at what the registry's aliases name, on a thread of its own.
final class RegistryFollower: Sendable {
    private let watch: RegistryWatch
    private let thread: RepeatingThread

    /// Starts to look, and to look again when an alias moves or the interval is over.
    ///
    /// - Parameter watches: whether to ask the kernel to tell; without it only the interval counts.
    init(_ store: ModelStore, root: String, poll: Duration, watches: Bool, log: ServingLog) {
        let watch = RegistryWatch(root: root, descriptor: watches ? RegistryWatch.openInotify() : -1)
        let told = Mutex<[String: Bool]>([:])
        self.watch = watch
        thread = RepeatingThread(every: .zero) {
            // Watched first: what changes after the look is news, what changed before it is seen.
            watch.arm(store.followedNames)
            for slot in store.slots {
                slot.isWatched = watch.isWatching(slot.reference.name)
            }
            if let personas = store.personas {
                personas.isWatched = watch.isWatching(personas.reference.name)
            }
            for name in store.followedNames {
                let isWatched = watch.isWatching(name)
                guard told.withLock({ $0.updateValue(isWatched, forKey: name) }) != isWatched else {
                    continue
                }
                log.write(
                    .info, "registry.watch", [("model", name), ("by", isWatched ? "inotify" : "polling")])
            }
            store.refresh()
            watch.wait(atMost: store.awaitsMending ? min(poll, SlotFailure.retryInterval) : poll)
        }
    }

    /// Ends the thread and waits for it, for so long at most: one that reads a file system that does not answer is left to itself; a
    /// second call does nothing.
    ///
    /// - Returns: whether it ended in time.
    @discardableResult
    func stop(within time: Duration) -> Bool {
        watch.end()
        return thread.stop(within: time)
    }
}
