import FoundationEssentials
import Testing

@testable import Datasets

@Suite struct TableFileTests {
    /// A killed writer's scratch file may hold identities: the next writer removes it, but none of one that lives.
    @Test func removesWhatKilledWritersLeft() throws {
        let folder = try TemporaryFolder()
        let living = "scores.csv.1.writing"
        let other = "others.csv.2147483647.writing"
        for name in ["scores.csv.2147483647.writing", living, other] {
            try folder.write("customer", to: name)
        }
        let path = folder.path + "/scores.csv"
        try TableFile().write(ColumnTable(names: ["id"], columns: [.texts(["a"])]), to: path)
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        #expect(names.sorted() == [other, "scores.csv", living])
    }
}
