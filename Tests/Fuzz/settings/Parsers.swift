@testable import Datasets
@testable import Settings
@testable import Simulation
@testable import Workflow

/// YAML, and the settings that are read from it.
let parsers: [Parser] = [
    { bytes in
        let document = try SettingsDocument(bytes: bytes, file: Scratch.path)
        _ = document.line(of: ["a", "0"])
        _ = try document.decode(Anything.self)
    },
    { bytes in
        // From the file, with all that no single section can see.
        let pipeline = try Pipeline(file: Scratch.write(bytes))
        expect(pipeline.settings.version == 1, "a pipeline of version 1")
    },
    { bytes in
        let scenario = try Scenario(text: text(bytes), file: Scratch.path)
        expect(scenario.steps >= 1, "a scenario of some days")
    },
    { bytes in
        let document = try SettingsDocument(bytes: bytes, file: Scratch.path)
        _ = try document.decode(SourceContract.self)
    },
    { bytes in
        let document = try SettingsDocument(bytes: bytes, file: Scratch.path)
        _ = try document.decode(Widths.self)
    },
    { bytes in
        let gates = try GateFile(file: Scratch.write(bytes))
        expect(gates.rules.version == 1 && gates.lines.count == gates.rules.metrics.count, "gates")
        expect((try? gates.digest) != nil, "gates that can be kept")
    },
]

/// The file, a line of it, a column, the problem and the remedy.
func isTold(_ error: any Error) -> Bool {
    guard let error = error as? SettingsError else { return false }
    // A contract's or dictionary's file that is named may not be there: then there is no line.
    guard error.file == Scratch.path else { return !error.problem.remedy.isEmpty }
    guard let line = error.line, let column = error.column else { return false }
    return line >= 1 && column >= 1 && !error.problem.text.isEmpty && !error.problem.remedy.isEmpty
        // Bytes, for a key that begins with a combining mark makes one character with the space before it.
        && error.description.utf8.starts(with: "\(error.file):\(line):\(column): ".utf8)
}

/// A value of any shape, by which every container of the decoder is asked.
private enum Anything: Decodable {
    case nothing
    case scalar(String, Bool?, Int?, Double?)
    case list([Anything])
    case mapping(OrderedMapping<Anything>)

    init(from decoder: any Decoder) throws {
        if var list = try? decoder.unkeyedContainer() {
            var items: [Anything] = []
            while !list.isAtEnd {
                if try list.decodeNil() {
                    items.append(.nothing)
                } else {
                    items.append(try list.decode(Anything.self))
                }
            }
            self = .list(items)
        } else if let mapping = try? OrderedMapping<Anything>(from: decoder) {
            self = .mapping(mapping)
        } else {
            let single = try decoder.singleValueContainer()
            if single.decodeNil() {
                self = .nothing
                return
            }
            self = .scalar(
                try single.decode(String.self), try? single.decode(Bool.self), try? single.decode(Int.self),
                try? single.decode(Double.self))
        }
    }
}
