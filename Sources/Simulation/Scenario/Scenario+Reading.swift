internal import Features
public import Settings

extension Scenario {
    /// Reads and checks a scenario file.
    ///
    /// - Throws: what is wrong, with file, line, key and remedy.
    public init(file: String) throws(SettingsError) { try self.init(SettingsDocument(file: file)) }

    /// Reads and checks a scenario; `file` is its name in error texts.
    ///
    /// - Throws: what is wrong, with file, line, key and remedy.
    public init(text: String, file: String) throws(SettingsError) {
        try self.init(SettingsDocument(text: text, file: file))
    }

    private init(_ document: SettingsDocument) throws(SettingsError) {
        self = try document.decode(Scenario.self)
        try check(SettingsCheck(document: document))
    }

    private func check(_ check: SettingsCheck) throws(SettingsError) {
        try check.require(
            version == 1, ["version"], "this program reads scenarios of version 1", "write version: 1")
        try check.require(
            !name.isEmpty && name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" }, ["name"],
            "a name has letters, digits and hyphens", "write one such as firm-wide")
        try check.require(
            from.midnight.microseconds >= 0, ["from"], "times are written from 1970 on", "choose a later day")
        try check.require(from <= to, ["to"], "the last day is before the first", "exchange them")
        try check.require(
            days.count <= 7305, ["to"], "more than twenty years are simulated", "choose fewer days")
        try check.require(
            (firehose == nil) != (company == nil), [], "a scenario has one of firehose and company",
            "write the one that is wanted")
        try firehose?.check(check, days: days.count)
        try company?.check(check, days: days.count)
        try check.require(
            company != nil || leaks == nil, ["leaks"], "leaks are planted in a company's files only",
            "leave leaks out, or write a company")
        var seen: Set<Leak.Kind> = []
        for (index, leak) in (leaks ?? []).enumerated() {
            let path = ["leaks", "\(index)"]
            try check.range(leak.strength, in: 0...1, path + ["strength"])
            try check.require(
                seen.insert(leak.kind).inserted, path + ["kind"], "this leak is planted twice",
                "leave one of them out")
        }
    }
}
