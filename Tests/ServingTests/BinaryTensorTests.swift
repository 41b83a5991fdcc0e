import TestKit
import Testing

@testable import Serving

@Suite struct BinaryTensorTests {
    private func bytes<Value: BitwiseCopyable>(_ values: [Value]) -> [UInt8] {
        unsafe values.withUnsafeBytes { unsafe Array($0) }
    }

    private func json(_ text: String, _ values: [UInt8], length: Int? = nil) throws(ServingError) -> String {
        let head = Array(text.utf8)
        return String(
            decoding: try BinaryTensors.json(
                head + values, length: length ?? head.count,
                within: BinaryTensors.Bounds(rows: 4, inputs: 6)), as: UTF8.self)
    }

    private func tensor(_ datatype: String, _ size: Int, _ count: Int) -> String {
        #"{"name":"x","shape":[\#(count)],"datatype":"\#(datatype)","parameters":{"binary_data_size":\#(size)}}"#
    }

    private func data(_ datatype: String, _ values: [UInt8], _ count: Int) throws -> String {
        let text = try json(#"{"inputs":[\#(tensor(datatype, values.count, count))]}"#, values)
        return String(text.split(separator: #""data":"#)[1].prefix { $0 != "]" }) + "]"
    }

    @Test func everyDatatypeIsRead() throws {
        #expect(try data("BOOL", [0, 1], 2) == "[false,true]")
        #expect(try data("UINT8", [255], 1) == "[255]")
        #expect(try data("INT8", [255], 1) == "[-1]")
        #expect(try data("UINT16", bytes([UInt16.max]), 1) == "[65535]")
        #expect(try data("INT16", bytes([Int16.min]), 1) == "[-32768]")
        #expect(try data("UINT32", bytes([UInt32.max]), 1) == "[4294967295]")
        #expect(try data("INT32", bytes([Int32.min]), 1) == "[-2147483648]")
        #expect(try data("INT64", bytes([Int64.min, 7]), 2) == "[-9223372036854775808,7]")
        #expect(try data("UINT64", bytes([UInt64.max, 7]), 2) == "[18446744073709551615,7]")
        #expect(try data("FP32", bytes([Float(0.1)]), 1) == "[\(Double(Float(0.1)))]")
        #expect(try data("FP16", bytes([Float16(0.5)]), 1) == "[0.5]")
        #expect(try data("FP64", bytes([0.1, Double.nan, -1e300]), 3) == "[0.1,null,-1e+300]")
    }

    /// What asks for more than it may, or says another shape than it has, is refused before it is written out.
    @Test func rowsAreBoundedBeforeTheyAreWritten() throws {
        func error(_ shape: String, _ datatype: String, _ values: Int) -> ServingError? {
            let text = #"{"inputs":[{"name":"x","shape":\#(shape),"datatype":"\#(datatype)","#
            let parameters = #""parameters":{"binary_data_size":\#(values)}}]}"#
            do throws(ServingError) {
                _ = try json(text + parameters, [UInt8](repeating: 0, count: values))
                return nil
            } catch {
                return error
            }
        }
        #expect(error("[4]", "BOOL", 4) == nil && error("[4,6]", "UINT8", 24) == nil)
        // As wide as one input, or as all of them.
        for (shape, values) in [
            ("[4,2]", 8), ("[1,4000000]", 4_000_000), ("[0,7]", 0), ("[2,4611686018427387905]", 2),
        ] {
            #expect(
                "\(error(shape, "UINT8", values).map { "\($0)" } ?? "")".contains("the model 6 inputs"),
                "\(shape)")
        }
        #expect(error("[5]", "BOOL", 5) == .batchTooLarge(rows: 5, limit: 4))
        #expect(error("[5,1]", "FP64", 40) == .batchTooLarge(rows: 5, limit: 4))
        #expect(error("[1000000]", "BYTES", 4_000_000) == .batchTooLarge(rows: 1_000_000, limit: 4))
        // One row of all inputs.
        #expect(error("[6]", "FP64", 48) == nil)
        for (shape, values) in [
            ("[3]", 4), ("[4]", 3), ("[4,6]", 4), ("[4,1]", 3), ("[0]", 1),
        ] {
            #expect(
                "\(error(shape, "BOOL", values).map { "\($0)" } ?? "")".contains("size of the values"),
                "\(shape)")
        }
        for shape in ["[]", "[1,1,1]", "[-1]", "[0.5]", "4", "null"] {
            #expect("\(error(shape, "BOOL", 1).map { "\($0)" } ?? "")".contains("number of rows"), "\(shape)")
        }
        // Four bytes a string.
        #expect(error("[4]", "BYTES", 16) == nil && error("[4]", "BYTES", 20) != nil)
    }

    /// As many tensors as inputs; where there is more than one, none holds all inputs.
    @Test func tensorsAreBoundedBeforeTheyAreWritten() throws {
        func error(_ shape: String, tensors: Int, values: Int) -> String {
            let tensor =
                #"{"name":"x","shape":\#(shape),"datatype":"BOOL","parameters":{"binary_data_size":\#(values)}}"#
            let all = Array(repeating: tensor, count: tensors).joined(separator: ",")
            do throws(ServingError) {
                _ = try json(#"{"inputs":[\#(all)]}"#, [UInt8](repeating: 0, count: tensors * values))
                return ""
            } catch {
                return "\(error)"
            }
        }
        #expect(error("[4]", tensors: 6, values: 4).isEmpty && error("[4,1]", tensors: 6, values: 4).isEmpty)
        #expect(error("[4]", tensors: 7, values: 4).contains("has 7 tensors, and the model 6 inputs"))
        #expect(error("[0]", tensors: 7, values: 0).contains("has 7 tensors"))
        #expect(error("[4,6]", tensors: 2, values: 24).contains("has 6 values a row"))
        #expect(error("[6]", tensors: 2, values: 6).contains("6 rows"))
    }

    @Test func textsHaveTheirLength() throws {
        let values = [4, 0, 0, 0] + Array("east".utf8) + [0, 0, 0, 0] + [2, 0, 0, 0] + Array("é".utf8)
        #expect(try data("BYTES", values, 3) == #"["east","","é"]"#)
    }

    @Test func whatDoesNotFitIsRefused() throws {
        let one = tensor("FP64", 8, 1)
        for (text, values, problem) in [
            (#"{"inputs":[\#(one)]}"#, 7, "is not a number of bytes that follow"),
            (#"{"inputs":[\#(one)]}"#, 9, "leave 1 bytes"),
            (#"{"inputs":[\#(tensor("FP64", 7, 1))]}"#, 7, "ends within a value"),
            (#"{"inputs":[\#(tensor("BYTES", 3, 1))]}"#, 3, "ends within a value"),
            (#"{"inputs":[\#(tensor("FP64", -1, 1))]}"#, 0, "is not a number of bytes that follow"),
            (#"{"inputs":1}"#, 0, "'inputs' is a number"), ("[]", 0, "'the body' is an array"),
        ] {
            let error = #expect(throws: ServingError.self) {
                try json(text, [UInt8](repeating: 0x41, count: values))
            }
            #expect("\(error.map { "\($0)" } ?? "")".contains(problem), "\(text)")
        }
        for length in [-1, 3] {
            #expect(throws: ServingError.self) { try json("{}", [], length: length) }
        }
        let infinite = #expect(throws: ServingError.self) { try data("FP64", bytes([Double.infinity]), 1) }
        #expect("\(infinite.map { "\($0)" } ?? "")".contains("infinity"))
        #expect(throws: ServingError.self) { try data("BYTES", [1, 0, 0, 0, 0xFF], 1) }
    }

    @Test func aBinaryRowGivesTheSameBits() throws {
        let server = try TestServer()
        let client = try server.client()
        let head = #"""
            {"inputs":[
            {"name":"frequency","shape":[1],"datatype":"INT64","parameters":{"binary_data_size":8}},
            {"name":"recency","shape":[1],"datatype":"FP64","parameters":{"binary_data_size":8}},
            {"name":"region","shape":[1],"datatype":"BYTES","data":["east"]}]}
            """#
        let values = bytes([Int64(3)]) + bytes([12.5])
        let path = "/v2/models/repeat-purchase/infer"
        let start = [
            "POST \(path) HTTP/1.1", "Host: localhost", "Inference-Header-Content-Length: \(head.utf8.count)",
            "Content-Length: \(head.utf8.count + values.count)", "", "",
        ].joined(separator: "\r\n")
        try client.send(Array(start.utf8) + Array(head.utf8) + values)
        let reply = try client.reply()
        #expect(reply.status == 200)
        let outputs = try #require(reply.members["outputs"]).elements.map(\.members)
        let probability = try #require(outputs.first { $0["name"]?.string == "probability" })
        #expect(
            probability["data"]?.elements.first?.number == (try TestModel.probability(intercept: 0.25)))
        let wrong = try client.request(
            "POST", path, TestModel.inferBody, headers: ["Inference-Header-Content-Length: x"])
        #expect(wrong.status == 400 && wrong.error.contains("Inference-Header-Content-Length"))
    }

    @Test func healthHasTheBodiesThatClientsRead() throws {
        let server = try TestServer()
        let client = try server.client()
        #expect(try client.request("GET", "/v2/health/live").members["live"]?.boolean == true)
        #expect(try client.request("GET", "/v2/health/ready").members["ready"]?.boolean == true)
        let model = try client.request("GET", "/v2/models/repeat-purchase/ready").members
        #expect(model["ready"]?.boolean == true && model["name"]?.string == "repeat-purchase")
    }
}
