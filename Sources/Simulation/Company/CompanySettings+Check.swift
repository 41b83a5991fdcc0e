internal import Features
internal import Settings

extension CompanySettings {
    func check(_ check: SettingsCheck, days: Int) throws(SettingsError) {
        func path(_ keys: String...) -> [String] { ["company"] + keys }
        let effect = -5.0...5.0
        try check.range(leads, in: 1...200_000, path("leads"))
        try check.range(accounts, in: 1...200_000, path("accounts"))
        try check.range(base, in: 0.001...0.9, path("base"))
        try check.range(interactions, in: 1...2000, path("interactions"))
        try check.range(campaigns, in: 0...100, path("campaigns"))
        try check.range(drift, in: effect, path("drift"))
        try check.range(season, in: effect, path("season"))
        try check.range(separation, in: 0...1, path("separation"))
        try check.range(trials, in: 0...1, path("trials"))
        try check.range(contact?.rate, in: 0.001...0.999, path("contact", "rate"))
        try check.range(contact?.effect, in: effect, path("contact", "effect"))
        try check.range(contact?.feedback, in: effect, path("contact", "feedback"))
        try check.range(consent?.granted, in: 0...1, path("consent", "granted"))
        try check.range(consent?.withdrawn, in: 0...1, path("consent", "withdrawn"))
        try check.range(identity?.browsers, in: 1...20, path("identity", "browsers"))
        try check.range(identity?.known, in: 0...1, path("identity", "known"))
        try check.range(faults?.late, in: 0...1, path("faults", "late"))
        try check.range(faults?.duplicates, in: 0...1, path("faults", "duplicates"))
        try check.range(faults?.skew?.share, in: 0...1, path("faults", "skew", "share"))
        if let skew = faults?.skew {
            try check.require(
                skew.by.microseconds.magnitude <= TimeSpan.days(60).microseconds.magnitude,
                path("faults", "skew", "by"), "a clock wrong by more than 60 days", "choose a shorter span")
        }
        try check.require(
            askOrDefault >= .days(2) && askOrDefault.microseconds % TimeSpan.day.microseconds == 0,
            path("ask"), "the question is asked whole days after a lead's creation, two at least",
            "write 14d")
        try check.require(
            windowOrDefault >= askOrDefault + .days(7)
                && windowOrDefault.microseconds % TimeSpan.day.microseconds == 0, path("window"),
            "leads need whole days, a week at least, to convert after the question", "write 60d")
        try check.require(
            Double(days) >= 4 * windowOrDefault.inDays, path("window"),
            "slices that do not overlap need days of at least four windows",
            "record more days, or shorten the window")
        try checkLists(check)
    }

    private func checkLists(_ check: SettingsCheck) throws(SettingsError) {
        for (index, persona) in (personas ?? []).enumerated() {
            let path = ["company", "personas", "\(index)"]
            try check.range(persona.share, in: 0...1000, path + ["share"])
            try check.range(persona.conversion, in: -5...5, path + ["conversion"])
            try check.range(persona.activity, in: 0.01...100, path + ["activity"])
            try check.require(
                isName(persona.name), path + ["name"], "a name has letters, digits and hyphens",
                "write one such as champion")
            try checkBehaviour(persona, path, check)
        }
        for (index, intent) in (intents ?? []).enumerated() {
            let path = ["company", "intents", "\(index)"]
            try check.range(intent.share, in: 0...1000, path + ["share"])
            try check.range(intent.conversion, in: -5...5, path + ["conversion"])
        }
        try check.require(
            personasOrDefault.contains { $0.share > 0 }, ["company", "personas"], "no persona has a share",
            "give one a share above 0")
        try check.require(
            intentsOrDefault.contains { $0.share > 0 }, ["company", "intents"], "no intent has a share",
            "give one a share above 0")
        guard let group else { return }
        let path = ["company", "group"]
        try check.range(group.share, in: 0...1, path + ["share"])
        try check.range(group.conversion, in: -5...5, path + ["conversion"])
        try check.range(group.contact, in: -5...5, path + ["contact"])
        for (key, text) in [("field", group.field), ("value", group.value), ("other", group.other)] {
            try check.require(
                isName(text), path + [key], "a name has letters, digits and hyphens",
                "write one such as region")
        }
        try check.require(
            !LeadsFile.columns.contains(group.field), path + ["field"],
            "leads.csv has a column of that name already", "choose another")
        try check.require(
            group.value != group.other, path + ["other"], "both groups have one name", "choose another")
    }

    private func checkBehaviour(
        _ persona: Persona, _ path: [String], _ check: SettingsCheck
    ) throws(SettingsError) {
        try check.range(persona.fading, in: 2...1000, path + ["fading"])
        for (key, factors, names) in [
            ("channels", persona.channels, SessionKind.allCases.map(\.rawValue)),
            ("pages", persona.pages, FirehoseCatalog.pages),
            ("topics", persona.topics, Topic.allCases.map(\.rawValue)),
        ] {
            for (name, factor) in (factors ?? [:]).sorted(by: { $0.key < $1.key }) {
                try check.require(
                    names.contains(name), path + [key, name], "there is no such name",
                    "choose of \(names.joined(separator: ", "))")
                try check.range(factor, in: 0.001...1000, path + [key, name])
            }
        }
    }

    /// Whether a name needs quotes neither in CSV nor in YAML.
    private func isName(_ text: String) -> Bool {
        text.first?.isLetter == true
            && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") }
    }
}

extension TimeSpan {
    fileprivate static func + (left: TimeSpan, right: TimeSpan) -> TimeSpan {
        TimeSpan(microseconds: left.microseconds + right.microseconds)
    }
}
