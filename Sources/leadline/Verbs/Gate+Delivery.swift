import Evaluation
import FoundationEssentials
import Reports
import Storage
import Terminal
import Workflow

extension Gate {
    static let deliveryOptions: [OptionSpecification] = [
        .value("junit", placeholder: "FILE", help: "also write gates and audit as JUnit XML"),
        .flag("github", help: "also print what does not hold as GitHub annotations"), .json,
    ]

    /// Writes what CI reads, and tells what could not be written.
    ///
    /// - Parameter audited: the file that the findings are about.
    /// - Returns: whether everything that was asked for is delivered.
    static func deliver(
        _ name: String, _ result: GateResult, _ requirements: [GateCheck], _ findings: [ReportFinding],
        of audited: String, _ gates: GateFile, _ arguments: ParsedArguments, _ console: Console
    ) -> Bool {
        if arguments.flag("github") {
            let annotations = GitHubAnnotations(
                file: relative(gates.file), gateLines: gates.lines, auditFile: relative(audited),
                gates: result, requirements: requirements, findings: findings)
            console.write(annotations.render())
        }
        guard let path = arguments.optionalText("junit") else { return true }
        do {
            try Common.makeFolder(of: path)
            let report = JUnitReport(
                name: "\(name) gates", gates: result, requirements: requirements, findings: findings)
            try AtomicFile.write(Array(report.render().utf8), to: path)
            return true
        } catch {
            console.error(describing: error)
            return false
        }
    }

    /// The exit code of an answer; one that is no stays no, delivered or not.
    static func code(_ isAccepted: Bool, _ result: GateResult, _ isDelivered: Bool) -> ExitCode {
        if !isAccepted { return .failed }
        return !isDelivered ? .notDelivered : result.isWarned ? .warned : .ok
    }

    /// A path below the folder that the program runs in as annotations want it: relative.
    private static func relative(_ path: String) -> String {
        let folder = FileManager.default.currentDirectoryPath + "/"
        for prefix in [folder, "./"] where path.hasPrefix(prefix) {
            return String(path.dropFirst(prefix.count))
        }
        return path
    }
}
