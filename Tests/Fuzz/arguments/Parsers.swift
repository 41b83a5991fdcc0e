@testable import Terminal

/// Command lines, one word a line.
let parsers: [Parser] = [
    { bytes in
        let arguments = try Train.specification.parse(words(bytes))
        expect(!arguments.texts("pipeline").isEmpty, "a required argument")
        _ = arguments.flag("force")
        _ = arguments.texts("group")
        expect(["text", "markdown", "html"].contains(arguments.text("format")), "an allowed value")
        if let seed = try arguments.integer("seed", in: 0...10) { expect((0...10).contains(seed), "a seed") }
        if let weight = try arguments.number("penalty", in: 0...1) { expect(weight <= 1, "a penalty") }
        _ = try arguments.integer("penalty")
    },
    { bytes in
        let (output, errors) = (MemorySink(), MemorySink())
        let code = program.run(words(bytes), console: Console(output: output, errors: errors))
        if code == .executionError {
            expect(errors.text.contains("remedy: "), "an error without a remedy: \(errors.text)")
        }
    },
    { bytes in
        _ = try Verify.specification.parse(words(bytes)).texts("versions")
        _ = try List.specification.parse(words(bytes)).optionalText("name")
    },
]

func isTold(_ error: any Error) -> Bool { error is ArgumentError && "\(error)".contains("; remedy: ") }

private func words(_ bytes: [UInt8]) -> [String] {
    bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map { text(Array($0)) }
}
