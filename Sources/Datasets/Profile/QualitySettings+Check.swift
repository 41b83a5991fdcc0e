internal import Features
internal import Spelling

extension QualitySettings {
    /// Refuses settings that name what there is not, or numbers out of range.
    ///
    /// - Parameters:
    ///   - sources: the contracts by name.
    ///   - features: the names of the features.
    /// - Throws: `DatasetError.setting` below `quality`.
    public func check(sources: [String: SourceDefinition], features names: [String]) throws(DatasetError) {
        try range(
            falseAlarmRate, 0.0001...0.5, at: ["falseAlarmRate"], remedy: "write 0.05 for one in twenty")
        try range(
            shuffles.map(Double.init), 99...99_999, at: ["shuffles"], remedy: "write 999, the usual number")
        if let shuffles, Double(shuffles + 1) * (falseAlarmRate ?? EventProfiler.usualRate) < 1 {
            throw Self.wrong(
                ["shuffles"], "so few shuffles cannot show a chance as small as the false-alarm rate",
                remedy: "write at least \(Int(1 / (falseAlarmRate ?? EventProfiler.usualRate)))")
        }
        let kinds = Set(sources.values.flatMap { $0.events.map(\.kind) })
        func known(_ kind: String, at place: [String]) throws(DatasetError) {
            guard !kinds.contains(kind) else { return }
            throw Self.wrong(
                place, "no source makes an event of kind '\(kind)'",
                remedy: "use one of \(kinds.sorted().joined(separator: ", "))")
        }
        for (namespace, kind) in (creation ?? [:]).sorted(by: { $0.key < $1.key }) {
            try known(kind, at: ["creation", namespace])
        }
        for (place, pair) in (order ?? []).enumerated() {
            try known(pair.first, at: ["order", "\(place)", "first"])
            try known(pair.then, at: ["order", "\(place)", "then"])
        }
        for (place, kind) in (reactions?.to ?? []).enumerated() {
            try known(kind, at: ["reactions", "to", "\(place)"])
        }
        for (place, kind) in (reactions?.of ?? []).enumerated() {
            try known(kind, at: ["reactions", "of", "\(place)"])
        }
        try gates?.check(places: Self.places(sources), sources: sources.keys.sorted())
        try self.features?.check(names)
    }

    /// Everything that has a name of its own: sources, kinds and attributes.
    private static func places(_ sources: [String: SourceDefinition]) -> Set<String> {
        var places = Set(sources.keys)
        for (name, source) in sources {
            for event in source.events {
                places.insert("\(name).\(event.kind)")
                for attribute in event.attributeFields.keys {
                    places.insert("\(name).\(event.kind).\(attribute)")
                }
            }
        }
        return places
    }

    private func range(
        _ value: Double?, _ range: ClosedRange<Double>, at place: [String], remedy: String
    ) throws(DatasetError) {
        guard let value, !range.contains(value) else { return }
        throw Self.wrong(
            place,
            "it must lie between \(ProfileText.number(range.lowerBound)) and \(ProfileText.number(range.upperBound))",
            remedy: remedy)
    }

    /// Refuses a name that there is not.
    static func require(
        _ name: String, among names: [String], at place: [String], else what: String
    ) throws(DatasetError) {
        guard !names.contains(name) else { return }
        throw wrong(
            place, what,
            remedy: NearestName.of(name, among: names).map { "did you mean \($0)?" }
                ?? "use one of \(names.prefix(12).joined(separator: ", "))")
    }

    static func wrong(_ place: [String], _ what: String, remedy: String) -> DatasetError {
        .setting(keyPath: ["quality"] + place, what: what, remedy: remedy)
    }
}

extension QualityGates {
    func check(places: Set<String>, sources: [String]) throws(DatasetError) {
        func known(_ name: String, among names: [String], at place: [String]) throws(DatasetError) {
            try QualitySettings.require(name, among: names, at: place, else: "nothing is called '\(name)'")
        }
        for (source, rows) in (minimumRows ?? [:]).sorted(by: { $0.key < $1.key }) {
            try known(source, among: sources, at: ["gates", "minimumRows", source])
            if rows < 1 {
                throw QualitySettings.wrong(
                    ["gates", "minimumRows", source], "a gate that nothing can fail",
                    remedy: "write a number from 1 on")
            }
        }
        let attributes = places.filter { $0.count { $0 == "." } >= 2 }.sorted()
        for (place, share) in (maximumNullShare ?? [:]).sorted(by: { $0.key < $1.key }) {
            try known(place, among: attributes, at: ["gates", "maximumNullShare", place])
            if !(0...1).contains(share) {
                throw QualitySettings.wrong(
                    ["gates", "maximumNullShare", place], "a share lies between 0 and 1",
                    remedy: "write 0.05 for one event in twenty")
            }
        }
        for (source, span) in (maximumStaleness ?? [:]).sorted(by: { $0.key < $1.key }) {
            try known(source, among: sources, at: ["gates", "maximumStaleness", source])
            if span.microseconds <= 0 {
                throw QualitySettings.wrong(
                    ["gates", "maximumStaleness", source], "the span has no length",
                    remedy: "write a span such as 7d")
            }
        }
        for (index, place) in (noStepChange ?? []).enumerated() {
            try known(place, among: places.sorted(), at: ["gates", "noStepChange", "\(index)"])
        }
    }
}

extension FeatureGates {
    func check(_ names: [String]) throws(DatasetError) {
        func known(_ name: String, at place: [String]) throws(DatasetError) {
            try QualitySettings.require(
                name, among: names, at: place, else: "there is no feature '\(name)'")
        }
        for (name, share) in (maximumMissingShare ?? [:]).sorted(by: { $0.key < $1.key }) {
            let place = ["features", "maximumMissingShare", name]
            if name != "*" { try known(name, at: place) }
            if !(0...1).contains(share) {
                throw QualitySettings.wrong(
                    place, "a share lies between 0 and 1", remedy: "write 0.5 for every other row")
            }
        }
        for (name, range) in (ranges ?? [:]).sorted(by: { $0.key < $1.key }) {
            let place = ["features", "ranges", name]
            try known(name, at: place)
            if range.count != 2 || range[0] > range[1] {
                throw QualitySettings.wrong(
                    place, "a range is its least and its greatest number", remedy: "write [0, 365]")
            }
        }
    }
}
