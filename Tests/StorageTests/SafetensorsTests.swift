import Storage
import Testing

@Suite struct SafetensorsTests {
    private let sample = Safetensors(
        [
            "mean": .init([1, -0.0, .leastNonzeroMagnitude]),
            "coefficients": .init(shape: [2, 2], values: [1, 2, 3, .infinity]),
            "intercept": .init(shape: [], values: [0.1]), "none": .init([]),
        ], metadata: ["format": "1"])

    /// A file with a header text and as many zero bytes of data.
    private func file(_ header: String, data: Int = 0) -> [UInt8] {
        let length = header.utf8.count
        return (0..<8).map { UInt8(truncatingIfNeeded: length >> ($0 * 8)) } + Array(header.utf8)
            + [UInt8](repeating: 0, count: data)
    }

    @Test func bytesGoThereAndBack() throws {
        let bytes = sample.encode()
        #expect(try Safetensors.decode(bytes, file: "w") == sample)
        #expect(bytes == sample.encode())
        let start = 8 + bytes[..<8].reversed().reduce(0) { $0 << 8 | Int($1) }
        #expect(start.isMultiple(of: 8))
        #expect(bytes.count == start + 8 * 8)
        let header = String(decoding: bytes[8..<start], as: UTF8.self)
        #expect(
            header.hasPrefix(
                "{\"__metadata__\":{\"format\":\"1\"},"
                    + "\"coefficients\":{\"data_offsets\":[0,32],\"dtype\":\"F64\",\"shape\":[2,2]},"))
    }

    /// Single precision is read where it is asked for alone.
    @Test func singlePrecisionReadsBack() throws {
        let tensors = Safetensors([
            "directions": .init(shape: [3, 1], values: [0.1, -2, 1e30], isSingle: true),
            "weights": .init([0.1]),
        ])
        let bytes = tensors.encode()
        let again = try Safetensors.decode(bytes, file: "w", admitsSingle: true)
        #expect(again.encode() == bytes)
        #expect(again.tensors["directions"]?.values == [Double(Float(0.1)), -2, Double(Float(1e30))])
        #expect(again.tensors["weights"]?.values == [0.1] && again.tensors["weights"]?.isSingle == false)
        #expect(throws: StorageError.self) { try Safetensors.decode(bytes, file: "w") }
        let header = 8 + bytes[..<8].reversed().reduce(0) { $0 << 8 | Int($1) }
        let text = String(decoding: bytes[8..<header], as: UTF8.self)
        var wrong = Array(bytes[..<8])
        wrong += Array(text.replacing("[3,1]", with: "[4,1]").utf8)
        wrong += Array(bytes[header...])
        for damaged in [Array(bytes.dropLast(4)), bytes + [0, 0, 0, 0], wrong] {
            #expect(throws: StorageError.self) {
                try Safetensors.decode(damaged, file: "w", admitsSingle: true)
            }
        }
    }

    @Test func noTensorsAtAll() throws {
        #expect(try Safetensors.decode(Safetensors([:]).encode(), file: "w").tensors.isEmpty)
        #expect(try Safetensors.decode(file("{}"), file: "w").tensors.isEmpty)
    }

    @Test(arguments: [
        ("\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}", 8),
        ("\"a\":{\"dtype\":\"F64\",\"shape\":[2],\"data_offsets\":[0,8]}", 8),
        ("\"a\":{\"dtype\":\"F64\",\"shape\":[-1],\"data_offsets\":[0,8]}", 8),
        ("\"a\":{\"dtype\":\"F64\",\"shape\":[4611686018427387904,4],\"data_offsets\":[0,0]}", 0),
        (
            "\"a\":{\"dtype\":\"F64\",\"shape\":[1152921504606846976],\"data_offsets\":[0,9223372036854775807]}",
            8
        ),
        ("\"a\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[8,16]}", 16),
        ("\"a\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[0,8]}", 4),
        ("\"a\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[0,8]}", 9),
        ("\"a\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[8,0]}", 8),
        ("\"a\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[0]}", 8),
        ("\"a\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[-8,0]}", 8),
        ("\"a\":{\"shape\":[1],\"data_offsets\":[0,8]}", 8),
        (
            "\"a\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[0,8]},"
                + "\"b\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[0,8]}", 8
        ),
        (
            "\"a\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[0,8]},"
                + "\"b\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[16,24]}", 24
        ),
        ("\"__metadata__\":{\"a\":1}", 0),
        ("\"a\":3", 0),
        ("\"a\"", 0),
    ])
    func hostileHeadersAreErrors(members: String, data: Int) {
        #expect(throws: StorageError.self) {
            try Safetensors.decode(file("{\(members)}", data: data), file: "w")
        }
    }

    @Test func cutAndChangedFilesNeverTrap() {
        let bytes = sample.encode()
        for count in bytes.indices {
            #expect(throws: StorageError.self) { try Safetensors.decode(Array(bytes[..<count]), file: "w") }
        }
        for index in 0..<(bytes.count - 64) {
            for bit in 0..<8 {
                var changed = bytes
                changed[index] ^= 1 << bit
                // Some changes leave a valid file, such as one in a name; the manifest's digest shows those.
                _ = try? Safetensors.decode(changed, file: "w")
            }
        }
        let huge = [UInt8](repeating: 0xFF, count: 8)
        #expect(throws: StorageError.self) { try Safetensors.decode(huge + [0, 0], file: "w") }
    }

    // Written by Python's safetensors 0.8.0 from {"a": [0.1], "b": [[1.5, nan]], "e": zeros((0, 4)), "s": 3.0}.
    @Test func whatPythonWritesIsRead() throws {
        let header =
            #"{"a":{"dtype":"F64","shape":[1],"data_offsets":[0,8]},"#
            + #""b":{"dtype":"F64","shape":[1,2],"data_offsets":[8,24]},"#
            + #""e":{"dtype":"F64","shape":[0,4],"data_offsets":[24,24]},"#
            + #""s":{"dtype":"F64","shape":[],"data_offsets":[24,32]}}   "#
        let words: [UInt64] = [
            0x3FB9_9999_9999_999A, 0x3FF8_0000_0000_0000, 0x7FF8_0000_0000_0000, 0x4008_0000_0000_0000,
        ]
        let bytes =
            file(header)
            + words.flatMap { word in
                (0..<8).map { UInt8(truncatingIfNeeded: word >> ($0 * 8)) }
            }
        let read = try Safetensors.decode(bytes, file: "w").tensors
        #expect(read["a"]?.values == [0.1])
        #expect(read["b"]?.shape == [1, 2] && read["b"]?.values[1].isNaN == true)
        #expect(read["e"]?.shape == [0, 4] && read["s"]?.values == [3])
    }

    @Test func aTensorIsAskedForByShape() throws {
        #expect(try sample.tensor("mean", shape: [-1], file: "w").values.count == 3)
        #expect(try sample.tensor("coefficients", shape: [2, -1], file: "w").shape == [2, 2])
        let error = #expect(throws: StorageError.self) {
            try sample.tensor("mean", shape: [2], file: "w.safetensors")
        }
        #expect(
            error?.description
                == "w.safetensors: not a safetensors file of F64 tensors: `mean` has shape [3] where [2] is expected; "
                + "restore it from a copy"
        )
        #expect(throws: StorageError.self) { try sample.tensor("scale", shape: [2], file: "w") }
    }
}
