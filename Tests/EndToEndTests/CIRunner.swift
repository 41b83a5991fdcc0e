import FoundationEssentials
import TestKit

/// What a CI system has beside a repository: a volume with the registry, and a cache.
final class CIRunner: Sendable {
    let directory = TemporaryDirectory()
    var registry: String { directory.path + "/volume/registry" }

    /// How a job ended, and its checkout.
    struct Run {
        var status: Int32
        var output: String
        var folder: String
    }

    init() throws {
        for folder in ["/volume", "/cache"] {
            try FileManager.default.createDirectory(
                atPath: directory.path + folder, withIntermediateDirectories: true)
        }
    }

    /// Runs a job in a checkout of its own: after a step that fails, only what runs always.
    ///
    /// - Parameters:
    ///   - files: of the repository, by name.
    ///   - variables: what the system itself sets, and in place of the file's own.
    func run(_ job: CIJob, on files: [String: String], _ variables: [String: String]) throws -> Run {
        let manager = FileManager.default
        let number = try manager.contentsOfDirectory(atPath: directory.path).count
        let folder = directory.path + "/checkout-\(number)"
        try manager.createDirectory(atPath: folder, withIntermediateDirectories: true)
        for (name, text) in files { try Data(text.utf8).write(to: URL(filePath: folder + "/" + name)) }
        let cache = directory.path + "/cache/"
        let isHit = !job.cached.isEmpty && job.cached.allSatisfy { manager.fileExists(atPath: cache + $0) }
        for path in job.cached where isHit {
            try manager.copyItem(atPath: cache + path, toPath: folder + "/" + path)
        }
        var run = Run(status: 0, output: "", folder: folder)
        for step in job.steps {
            if step.when == .cacheMiss, isHit { continue }
            if step.when != .always, run.status != 0 { continue }
            let outcome = try shell(
                step.lines, in: folder,
                job.environment.merging(step.environment) { $1 }.merging(variables) { $1 })
            run.output += outcome.output + outcome.errors
            if run.status == 0 { run.status = outcome.status }
        }
        for path in job.cached where !isHit && run.status == 0 {
            try manager.copyItem(atPath: folder + "/" + path, toPath: cache + path)
        }
        return run
    }

    /// Runs lines in a shell whose path has the built program first.
    private func shell(
        _ lines: String, in folder: String, _ environment: [String: String]
    ) throws -> BuiltProgram.Outcome {
        let program = BuiltProgram.leadline.path.split(separator: "/").dropLast().joined(separator: "/")
        let variables = environment.merging(
            ["PATH": "/\(program):/usr/bin:/bin", "HOME": directory.path, "REGISTRY": registry]
        ) { $1 }
        return try BuiltProgram.environment.run(
            ["-i"] + variables.map { "\($0)=\($1)" } + ["bash", "-c", lines], in: folder)
    }
}
