import Evaluation
import Features
import Settings
import Spelling
import Storage

extension Pipeline {
    /// The points table that the team works by; nil where the pipeline names none.
    ///
    /// - Throws: `SettingsError` with the line of the points file that does not fit.
    func points() throws(SettingsError) -> PointsRule? {
        guard let path = settings.evaluation?.points else { return nil }
        let file = FileSystem.path(path, in: folder)
        let document = try SettingsDocument(file: file)
        let rule = try document.decode(PointsRule.self)
        if rule.version != 1 {
            throw document.error(
                at: ["version"], "this program reads version 1 of a points file", remedy: "write version: 1")
        }
        if rule.points.isEmpty {
            throw document.error(
                at: ["points"], "no feature gives points", remedy: "name a feature and its points")
        }
        for (name, points) in rule.points.sorted(by: { $0.key < $1.key }) {
            if let problem = points.problem {
                throw document.error(
                    at: ["points", name], problem, remedy: "see docs/evaluation.md, points")
            }
            guard let features = settings.features else { continue }
            let kind = points.from == nil ? "category" : "number"
            let fitting = features.names.filter {
                features.columnKind(of: $0) == (points.from == nil ? .category : .number)
            }
            if !fitting.contains(name) {
                throw document.error(
                    at: ["points", name], "there is no feature '\(name)' that is a \(kind)",
                    remedy: NearestName.remedy(for: name, among: fitting))
            }
        }
        return rule
    }
}
