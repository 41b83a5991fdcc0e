import Storage
import TestKit
import Testing

@Suite struct NumberFileTests {
    private let folder = TemporaryDirectory()

    private func file(_ bytes: [UInt8], _ name: String = "array.npy") throws -> String {
        let path = folder.path + "/" + name
        try AtomicFile.write(bytes, to: path)
        return path
    }

    /// As NumPy's `save` writes it, version 1.0.
    private func numPy(_ kind: String, _ shape: String, _ numbers: [UInt8], order: String = "False")
        -> [UInt8]
    {
        var header = "{'descr': '\(kind)', 'fortran_order': \(order), 'shape': \(shape), }"
        while (10 + header.utf8.count + 1) % 64 != 0 { header += " " }
        header += "\n"
        let length = header.utf8.count
        return [0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59, 1, 0, UInt8(length & 255), UInt8(length >> 8)]
            + Array(header.utf8) + numbers
    }

    private func bytes<Number: FixedWidthInteger>(_ numbers: [Number]) -> [UInt8] {
        numbers.flatMap { number in
            (0..<(Number.bitWidth / 8)).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
        }
    }

    @Test func everyKindIsReadWithItsShape() throws {
        let doubles = bytes([1.5, -2, 3, 4, 5, 6.25].map { ($0 as Double).bitPattern })
        let matrix = try NumberFile(numPy: file(numPy("<f8", "(2, 3)", doubles)))
        #expect(matrix.shape == [2, 3] && matrix.kind == .float64)
        #expect(try matrix.doubles() == [1.5, -2, 3, 4, 5, 6.25])
        #expect(try matrix.floats() == nil)
        let floats = bytes([1.5, -2].map { ($0 as Float).bitPattern })
        let single = try NumberFile(numPy: file(numPy("<f4", "(2,)", floats)))
        #expect(single.shape == [2])
        #expect(try single.floats() == [1.5, -2] && single.doubles() == [1.5, -2])
        for (kind, content) in [
            ("<i8", bytes([3, -4] as [Int64])), ("<i4", bytes([3, -4] as [Int32])),
        ] {
            #expect(try NumberFile(numPy: file(numPy(kind, "(2,)", content))).integers() == [3, -4])
        }
        for kind in ["|b1", "|u1"] {
            #expect(try NumberFile(numPy: file(numPy(kind, "(2,)", [0, 1]))).doubles() == [0, 1])
        }
        #expect(try NumberFile(numPy: file(numPy("<f8", "(0, 3)", []))).doubles().isEmpty)
    }

    @Test func numbersAloneAreCutIntoRows() throws {
        let path = try file(bytes([1, 2, 3, 4, 5, 6] as [Int32]), "numbers.bin")
        let file = try NumberFile(raw: path, kind: .int32, columns: 3)
        #expect(file.shape == [2, 3])
        #expect(try file.integers() == [1, 2, 3, 4, 5, 6])
        #expect(try NumberFile(raw: path, kind: .uint8, columns: nil).shape == [24])
        #expect(throws: StorageError.self) { try NumberFile(raw: path, kind: .float64, columns: 2) }
    }

    @Test func whatCannotBeReadIsRefusedWithTheFile() throws {
        let good = numPy("<f8", "(1, 1)", bytes([(1 as Double).bitPattern]))
        let bad: [[UInt8]] = [
            [], Array(good.prefix(9)), Array(good.prefix(40)), Array(good.dropLast()), good + [0],
            numPy(">f8", "(1, 1)", [0, 0, 0, 0, 0, 0, 0, 0]), numPy("<c16", "(1,)", []),
            numPy("<f8", "(1, 1)", [0, 0, 0, 0, 0, 0, 0, 0], order: "True"),
            numPy("<f8", "(-1,)", []), numPy("<f8", "(99999999999, 99999999999, 99999999999)", []),
            numPy("<f8", "(x,)", []),
        ]
        for content in bad {
            let path = try file(content)
            #expect {
                try NumberFile(numPy: path)
            } throws: { "\($0)".contains(path) }
        }
        #expect(throws: StorageError.missing(path: "/nowhere.npy")) { try NumberFile(numPy: "/nowhere.npy") }
        let doubles = try NumberFile(numPy: file(good))
        #expect(throws: StorageError.self) { try doubles.integers() }
    }

    /// Any damage of a header is refused or read as another array of the same size, never more.
    @Test func damagedHeadersNeverReadBeyondTheFile() throws {
        let good = numPy("<f8", "(2, 3)", [UInt8](repeating: 7, count: 48))
        var random = SplitMix64(seed: 3)
        for _ in 0..<500 {
            var damaged = good
            damaged[random.below(80)] = UInt8(random.below(256))
            let path = try file(damaged)
            if let found = try? NumberFile(numPy: path) { #expect(try found.doubles().count <= 48) }
        }
    }
}
