import Glibc
import Storage
import TestKit
import Testing

@Suite struct DigestTests {
    // FIPS 180-4 examples, and the empty message.
    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
    ])
    func knownDigests(text: String, expected: String) {
        #expect(Digest(of: Array(text.utf8)).description == expected)
    }

    @Test func piecesGiveTheDigestOfTheWhole() {
        let bytes = (0..<1000).map { UInt8(truncatingIfNeeded: $0 * 7) }
        var accumulator = DigestAccumulator()
        accumulator.update(Array(bytes[..<1]))
        accumulator.update(Array(bytes[1..<999]))
        accumulator.update([])
        accumulator.update(Array(bytes[999...]))
        #expect(accumulator.finish() == Digest(of: bytes))
    }

    /// Contexts are handed on: what one was given counts in none that has it next.
    @Test func accumulatorsAtOnceAndDroppedHalfwayKeepApart() async {
        let expected = (0..<64).map { Digest(of: [UInt8](repeating: $0, count: 100)) }
        await withTaskGroup(of: Bool.self) { group in
            for task in 0..<8 {
                group.addTask {
                    for turn in 0..<500 {
                        let byte = UInt8((task * 7 + turn) % 64)
                        var outer = DigestAccumulator()
                        outer.update([UInt8](repeating: byte, count: 60))
                        do {
                            var dropped = DigestAccumulator()
                            dropped.update([1, 2, 3])
                        }
                        var inner = DigestAccumulator()
                        inner.update([UInt8](repeating: 63 - byte, count: 100))
                        outer.update([UInt8](repeating: byte, count: 40))
                        guard outer.restart() == expected[Int(byte)],
                            inner.finish() == expected[63 - Int(byte)]
                        else { return false }
                        outer.update([UInt8](repeating: byte, count: 100))
                        guard outer.finish() == expected[Int(byte)] else { return false }
                    }
                    return true
                }
            }
            for await isRight in group { #expect(isRight) }
        }
    }

    @Test func aFileOfSeveralBlocks() throws {
        let directory = TemporaryDirectory()
        let bytes = (0..<(1 << 20) + 12345).map { UInt8(truncatingIfNeeded: $0 &* $0) }
        try AtomicFile.write(bytes, to: directory.path + "/file")
        #expect(try Digest.file(directory.path + "/file") == Digest(of: bytes))
        #expect(throws: StorageError.missing(path: directory.path + "/none")) {
            try Digest.file(directory.path + "/none")
        }
    }

    /// What may never end is refused unread.
    @Test(.timeLimit(.minutes(1))) func onlyRegularFilesHaveADigest() throws {
        let directory = TemporaryDirectory()
        let pipe = directory.path + "/pipe"
        let isMade = unsafe mkfifo(pipe, 0o600) == 0
        #expect(isMade)
        for path in [pipe, "/dev/zero", directory.path] {
            #expect(throws: StorageError.unreadable(path: path, reason: "it is not a regular file")) {
                try Digest.file(path)
            }
        }
    }

    @Test func hexadecimalGoesThereAndBack() throws {
        let digest = Digest(of: [1, 2, 3])
        #expect(Digest(hexadecimal: digest.description) == digest)
        #expect(Digest(bytesOf: digest) == digest)
        #expect(Digest.zero.description == String(repeating: "0", count: 64))
        for text in ["", "00", digest.description.uppercased(), digest.description + "00", "zz"] {
            #expect(Digest(hexadecimal: text) == nil)
        }
        let json = try CanonicalJSON.encode([digest])
        #expect(String(decoding: json, as: UTF8.self) == "[\"\(digest)\"]\n")
        #expect(try CanonicalJSON.decode([Digest].self, from: json, file: "d") == [digest])
    }
}

extension Digest {
    fileprivate init?(bytesOf digest: Digest) {
        let digits = digest.bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }
        self.init(digits.joined())
    }
}
