import FoundationEssentials
import TestKit

/// A job of a CI system's file, as far as a runner's shell has to do with it.
struct CIJob: Sendable {
    /// Lines that one shell runs.
    struct Step: Sendable {
        var lines: String
        var environment: [String: String] = [:]
        var when = Condition.success
    }

    enum Condition: Sendable {
        case success
        case always
        case cacheMiss
    }

    var steps: [Step]
    /// The variables of the whole file.
    var environment: [String: String]
    /// The folders that the cache brings and keeps.
    var cached: [String]
    /// What is kept of the job for people, such as reports.
    var kept: [String]

    /// A job of a GitHub workflow.
    ///
    /// - Throws: for an action or a condition that this runner has no answer for.
    init(github file: YAMLValue, _ name: String) throws {
        environment = file["env"]?.entries ?? [:]
        steps = []
        cached = []
        kept = []
        guard let job = file["jobs"]?[name] else { throw HTTPClient.Failure(what: "no job \(name)") }
        for step in job["steps"]?.items ?? [] {
            switch step["uses"]?.text?.prefix(while: { $0 != "@" }) {
            case "actions/checkout": continue
            case "actions/cache": cached += step["with"]?["path"]?.texts ?? []
            case "actions/upload-artifact": kept += step["with"]?["path"]?.texts ?? []
            case nil:
                let when: Condition
                switch step["if"]?.text {
                case nil: when = .success
                case "always()": when = .always
                case "steps.data.outputs.cache-hit != 'true'": when = .cacheMiss
                case let other: throw HTTPClient.Failure(what: "unknown condition \(other ?? "")")
                }
                // The shell of a step that names none.
                steps.append(
                    Step(
                        lines: "set -e\n" + (step["run"]?.text ?? ""),
                        environment: step["env"]?.entries ?? [:], when: when))
            case let other?: throw HTTPClient.Failure(what: "unknown action \(other)")
            }
        }
    }

    /// A job of a GitLab file: one shell for all lines.
    init(gitlab file: YAMLValue, _ name: String) throws {
        guard let job = file[name] else { throw HTTPClient.Failure(what: "no job \(name)") }
        environment = file["variables"]?.entries ?? [:]
        let before = (job["before_script"] ?? file["default"]?["before_script"])?.texts ?? []
        let lines = before + (job["script"]?.texts ?? [])
        steps = [Step(lines: "set -eo pipefail\n" + lines.joined(separator: "\n"))]
        cached = file["default"]?["cache"]?["paths"]?.texts ?? []
        kept = job["artifacts"]?["paths"]?.texts ?? []
    }
}
