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

    private func names(in folder: TemporaryFolder) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    }

    /// Whoever may write to the folder may have put a link where the scratch file is to be.
    @Test func aLinkInPlaceOfTheScratchFileIsNotFollowed() throws {
        let folder = try TemporaryFolder()
        try folder.write("precious", to: "other")
        let scratch = "scores.csv.\(ProcessInfo.processInfo.processIdentifier).writing"
        try FileManager.default.createSymbolicLink(
            atPath: folder.path + "/" + scratch, withDestinationPath: folder.path + "/other")
        try TableFile().write(
            ColumnTable(names: ["id"], columns: [.texts(["a"])]), to: folder.path + "/scores.csv")
        #expect(try folder.read("other") == Array("precious".utf8))
        #expect(try folder.read("scores.csv") == Array("id\na\n".utf8))
        #expect(try names(in: folder) == ["other", "scores.csv"])
    }

    @Test func anErrorLeavesNothingBehind() throws {
        let folder = try TemporaryFolder()
        try FileManager.default.createDirectory(
            atPath: folder.path + "/scores.csv", withIntermediateDirectories: false)
        let table = ColumnTable(names: ["id"], columns: [.texts(["a"])])
        #expect(throws: DatasetError.self) {
            try TableFile().write(table, to: folder.path + "/scores.csv")
        }
        #expect(try names(in: folder) == ["scores.csv"])
    }
}
