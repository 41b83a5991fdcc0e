import FoundationEssentials
import Testing

/// On real loan applications; skipped where the data do not lie beside the checkout.
///
/// `scripts/proofs bpi-2012` has more.
@Suite struct LoanApplicationsTests {
    static let root = String(#filePath.split(separator: "/").dropLast(3).reduce("") { $0 + "/" + $1 })
    static let folder =
        ProcessInfo.processInfo.environment["LEADLINE_DATA"].map { $0 + "/bpi-2012" }
        ?? root + "/../shared/data/bpi-2012"

    static var isThere: Bool { FileManager.default.fileExists(atPath: folder + "/events.csv.gz") }

    /// The counts of the definition: cases open a day after submission, and the machine's refusals.
    @Test(.enabled(if: isThere, "needs bpi-2012 at LEADLINE_DATA"))
    func countsAgreeWithTheDefinition() throws {
        let shop = try Shop(
            String(
                decoding: Data(contentsOf: URL(filePath: Self.root + "/datasets/bpi-2012/pipeline.yaml")),
                as: UTF8.self
            )
            .replacing("file: data/", with: "file: \(Self.folder)/"))
        let run = try shop.leadline("check", "pipeline.yaml")
        #expect(run.status == 0, "\(run.errors)")
        let rows = run.output.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
        let slices = rows.filter {
            ["train", "test"].contains($0.first) && $0.count == 9 && $0[1].count == 10
        }
        #expect(slices.map { $0[3] } == ["3,495", "1,938"])
        #expect(run.output.contains("excluded: 3,345 cases, declined by the machine within a minute"))
    }
}
