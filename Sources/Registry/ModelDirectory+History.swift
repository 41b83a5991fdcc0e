public import Features

extension ModelDirectory {
    /// Which version each alias named, from when to when and why, in the order in which the terms began.
    ///
    /// - Throws: `damaged` where the journal is.
    /// - Complexity: O(lines × terms).
    public func terms() throws(RegistryError) -> [AliasTerm] { AliasTerm.terms(try history()) }

    /// What an alias named at a time; nil where it named nothing yet.
    ///
    /// The last move counts that is not later than the time; the order of moves is the journal's.
    /// - Throws: `damaged` where the journal is.
    public func term(of alias: String, at time: Instant) throws(RegistryError) -> AliasTerm? {
        try terms().last { term in
            guard term.alias == alias, let since = Decision.instant(term.since) else { return false }
            return since <= time
        }
    }

    /// Writes an entry that is decided now and moves its alias, if it has one; the lock is held.
    ///
    /// Another may have decided while this one was waiting, or by a clock that was ahead: then the entry takes the time of
    /// the journal's last line, so that no line is dated before the line before. None is refused for it: what serves wrongly
    /// must be taken back whatever a clock said before.
    func commit(_ entry: JournalEntry) throws(RegistryError) {
        var entry = entry
        if let last = try history().last, let time = Decision.instant(entry.when),
            let before = Decision.instant(last.when), time < before
        {
            entry.when = last.when
        }
        try write(entry)
    }

    /// Lines of the journal that are dated before the line before.
    ///
    /// A line of `stop` is written where a version is tried, and a decision from elsewhere may be pulled after it.
    func orderFindings() throws(RegistryError) -> [RegistryFinding] {
        let entries = try history().enumerated().filter { $0.element.action != .stop }
        return zip(entries, entries.dropFirst()).compactMap { earlier, later in
            guard let time = Decision.instant(later.element.when),
                let before = Decision.instant(earlier.element.when), time < before
            else { return nil }
            return finding(
                "journal.jsonl",
                "line \(later.offset + 1) is dated before the line before, so what was when is not certain; train and "
                    + "promote again into a registry of its own")
        }
    }
}
