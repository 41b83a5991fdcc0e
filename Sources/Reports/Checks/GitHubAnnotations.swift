public import Evaluation

/// Gates and audit findings as GitHub workflow commands, one a line.
///
/// Source: GitHub, "Workflow commands for GitHub Actions".
public struct GitHubAnnotations {
    private let file: String?
    private let auditFile: String?
    private let gateLines: [Int?]
    private let checks: [ReportedCheck]

    /// Creates annotations.
    ///
    /// - Parameters:
    ///   - file: the file of the gates, relative to the repository; nil for none.
    ///   - gateLines: the line of each gate in it, by its place among the gates.
    ///   - auditFile: the file that findings of the audit are about, such as the pipeline; nil for none.
    ///   - gates: what came of the gates; nil where none were asked.
    ///   - requirements: what came of the requirements beside figures.
    ///   - findings: of the audit.
    public init(
        file: String? = nil, gateLines: [Int?] = [], auditFile: String? = nil, gates: GateResult?,
        requirements: [GateCheck] = [], findings: [ReportFinding] = []
    ) {
        self.file = file
        self.auditFile = auditFile
        self.gateLines = gateLines
        checks = ReportedCheck.all(gates: gates, requirements: requirements, findings: findings)
    }

    /// The lines, each ended; nothing for what passed.
    public func render() -> String {
        checks.compactMap { check in
            let level: String
            switch check.outcome {
            case .passed: return nil
            case .warned: level = "warning"
            case .failed: level = "error"
            case .skipped: level = "notice"
            }
            var properties: [String] = []
            let file = check.suite == ReportedCheck.audit ? auditFile : self.file
            if let file { properties.append("file=\(Self.escapedProperty(file))") }
            let own = check.gate.flatMap { gateLines.indices.contains($0) ? gateLines[$0] : nil }
            if file != nil, let line = own { properties.append("line=\(line)") }
            properties.append("title=\(Self.escapedProperty("\(check.suite): \(check.name)"))")
            return "::\(level) \(properties.joined(separator: ","))::\(Self.escaped(check.message))\n"
        }.joined()
    }

    /// A message: `%`, CR and LF.
    static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "%": escaped += "%25"
            case "\r": escaped += "%0D"
            case "\n": escaped += "%0A"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }

    /// A property: those, and `:` and `,`.
    static func escapedProperty(_ text: String) -> String {
        var property = ""
        for scalar in escaped(text).unicodeScalars {
            switch scalar {
            case ":": property += "%3A"
            case ",": property += "%2C"
            default: property.unicodeScalars.append(scalar)
            }
        }
        return property
    }
}
