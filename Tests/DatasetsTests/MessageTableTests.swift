import Datasets
import FoundationEssentials
import TestKit
import Testing

@Suite struct MessageTableTests {
    @Test func columnsAreReadTogether() throws {
        let folder = TemporaryDirectory()
        let path = folder.path + "/m.csv"
        try write(
            "text,label,at\n\"one, two\",a,2026-02-28\n,b,2026-02-28T13:30:00Z\n007,,2026-02-28 14:30:00+01\n",
            to: path)
        let table = try MessageTable(path, text: "text", label: "label", time: "at")
        #expect(table.texts == ["one, two", nil, "007"])
        #expect(table.labels == ["a", "b", nil])
        #expect(table.times == [1_772_323_199_999_999, 1_772_285_400_000_000, 1_772_285_400_000_000])
        let plain = try MessageTable(path, text: "label")
        #expect(plain.texts == ["a", "b", nil] && plain.labels == nil && plain.times == nil)
    }

    private func write(_ text: String, to path: String) throws {
        try text.write(toFile: path, atomically: true, encoding: .utf8)
    }

    @Test func whatIsNotThereIsToldByName() throws {
        let folder = TemporaryDirectory()
        let path = folder.path + "/m.csv"
        try write("text,label,at\nx,a,2026-02-28\ny,b,soon\n", to: path)
        func error(_ make: () throws(DatasetError) -> MessageTable) -> String {
            do { return "\(try make())" } catch { return error.description }
        }
        #expect(
            error { () throws(DatasetError) in try MessageTable(path, text: "words") }.contains(
                "no column 'words'"))
        #expect(
            error { () throws(DatasetError) in try MessageTable(path, text: "text", label: "kind") }
                .contains("no column 'kind'"))
        let time = error { () throws(DatasetError) in try MessageTable(path, text: "text", time: "at") }
        #expect(time.contains("row 2: 'at' holds no time") && !time.contains("soon"))
        #expect(
            error { () throws(DatasetError) in try MessageTable(folder.path + "/m.txt", text: "text") }
                .contains("neither"))
    }
}
