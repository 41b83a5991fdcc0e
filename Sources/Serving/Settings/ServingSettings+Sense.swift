internal import Registry

extension ServingSettings {
    /// Settings that are well formed, each by itself, and cannot be meant.
    struct Contradiction {
        /// The key.
        var place: [String]
        /// What is wrong.
        var problem: String
        /// What to do.
        var remedy: String

        /// As an error that knows no line, for settings that come from options.
        var error: ServingError {
            .contradiction(place: place.joined(separator: "."), problem: problem, remedy: remedy)
        }
    }

    /// The first contradiction; nil where there is none.
    var contradiction: Contradiction? {
        for (index, model) in models.enumerated() {
            if let contradiction = model.contradiction(["models", "\(index)"]) { return contradiction }
        }
        if let personas, models.contains(where: { $0.name == personas.reference.name }) {
            return Contradiction(
                place: ["personas"], problem: "a model has the same name",
                remedy: "publish the personas under a name of their own")
        }
        guard let audit, let decisions,
            LogNames(path: audit.file, keep: audit.keep ?? LogNames.standardKeep).meet(
                LogNames(path: decisions.file, keep: decisions.keep ?? LogNames.standardKeep))
        else { return nil }
        return Contradiction(
            place: ["audit", "file"], problem: "the log of decisions would be written into the same files",
            remedy: "give each log a name of its own, and none that the other's older files have")
    }
}

extension ServedModel {
    /// A name whose path is the statistics' of all models.
    static let reservedName = "stats"

    fileprivate func contradiction(_ place: [String]) -> ServingSettings.Contradiction? {
        if name == Self.reservedName {
            return ServingSettings.Contradiction(
                place: place + ["name"],
                problem: "a model named '\(name)' has the path of the statistics of all models",
                remedy: "publish it under another name")
        }
        let challengers = (canary.map { [$0.reference] } ?? []) + shadows
        guard Set(challengers).count != challengers.count || challengers.contains(champion) else {
            return nil
        }
        return ServingSettings.Contradiction(
            place: place, problem: "an alias of model '\(name)' stands for two parts",
            remedy: "name each alias once for champion, canary and shadow")
    }
}
