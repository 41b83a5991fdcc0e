import Terminal
import Testing

@Suite struct ParsingTests {
    private func parse(_ words: String...) throws -> ParsedArguments { try Train.specification.parse(words) }

    @Test func defaultsAndValues() throws {
        let plain = try parse("p.yaml")
        #expect(plain.text("pipeline") == "p.yaml")
        #expect(plain.text("registry") == "registry")
        #expect(plain.optionalText("penalty") == nil)
        #expect(plain.texts("group") == [])
        #expect(!plain.flag("force"))
        #expect(try plain.integer("seed") == 1)
        #expect(try plain.number("penalty") == nil)

        let full = try parse(
            "--registry=a=b", "-g", "region", "p.yaml", "--group", "size", "-f", "--penalty", "-1.5",
            "--seed", "7")
        #expect(full.text("registry") == "a=b")
        #expect(full.texts("group") == ["region", "size"])
        #expect(full.flag("force"))
        #expect(try full.number("penalty") == -1.5)
        #expect(try full.integer("seed", in: 0...10) == 7)
    }

    @Test func argumentsThatMayStandOftenOrNever() throws {
        let verify = CommandSpecification(
            name: "verify", summary: "verify",
            positionals: [PositionalSpecification("model", occurrence: .any, help: "the models")])
        #expect(try verify.parse([]).texts("model") == [])
        #expect(try verify.parse(["a"]).texts("model") == ["a"])
        #expect(try verify.parse(["a", "b", "c"]).texts("model") == ["a", "b", "c"])
    }

    @Test func dashes() throws {
        #expect(try parse("-").text("pipeline") == "-")
        #expect(try parse("--", "--force").text("pipeline") == "--force")
        #expect(try parse("p", "--registry", "-").text("registry") == "-")
        #expect(try parse("p", "--registry=").text("registry") == "")
    }

    @Test func repeatedPositionals() throws {
        #expect(try Verify.specification.parse(["1", "2", "3"]).texts("versions") == ["1", "2", "3"])
        #expect(try List.specification.parse([]).optionalText("name") == nil)
    }

    @Test(arguments: [
        (
            ["p", "--regsitry", "x"],
            "unknown option `--regsitry`; did you mean `--registry`?; remedy: write `--registry`, or see --help"
        ),
        (
            ["p", "--colour"],
            "unknown option `--colour`; remedy: remove it, or see --help; a file whose name begins with a dash goes after `--`"
        ),
        (
            ["p", "--registry"],
            "the option `--registry` needs a value <folder>; remedy: write `--registry <folder>`"
        ),
        (
            ["p", "--registry", "--force"],
            "the option `--registry` needs a value <folder>; remedy: write `--registry <folder>`"
        ),
        (
            ["p", "--registry", "-f"],
            "the option `--registry` needs a value <folder>; remedy: write `--registry <folder>`"
        ),
        (["p", "--force=yes"], "the option `--force` takes no value; remedy: write `--force` alone"),
        (
            ["p", "--seed", "1", "--seed=2"],
            "the option `--seed` is given more than once; remedy: give `--seed` once"
        ),
        ([], "the argument `<pipeline>` is missing; remedy: add `<pipeline>`"),
        (["p", "q"], "there is no place for the argument `q`; remedy: remove it, or see --help"),
        (
            ["p", "--format", "htlm"],
            "`--format` is `htlm`, expected one of: text, markdown, html; did you mean `html`?; remedy: write one of: text, markdown, html"
        ),
    ])
    func faults(words: [String], message: String) {
        #expect {
            try Train.specification.parse(words)
        } throws: {
            "\($0)" == message
        }
    }

    @Test func requiredOptions() {
        let specification = CommandSpecification(
            name: "promote", summary: "promote",
            options: [.value("to", placeholder: "alias", isRequired: true, help: "the alias")])
        #expect {
            try specification.parse([])
        } throws: {
            "\($0)" == "the argument `--to <alias>` is missing; remedy: add `--to <alias>`"
        }
    }

    @Test func numbersOutOfRange() throws {
        let arguments = try parse("p", "--seed", "many", "--penalty", "nan")
        #expect {
            try arguments.integer("seed")
        } throws: {
            "\($0)" == "`--seed` is `many`, expected an integer; remedy: write an integer"
        }
        #expect {
            try arguments.number("penalty", in: 0...1)
        } throws: {
            "\($0)"
                == "`--penalty` is `nan`, expected a number in 0.0...1.0; remedy: write a number in 0.0...1.0"
        }
        #expect {
            try parse("p", "--seed", "-3").integer("seed", in: 0 ... .max)
        } throws: {
            "\($0)"
                == "`--seed` is `-3`, expected an integer of at least 0; remedy: write an integer of at least 0"
        }
    }

    @Test func undeclaredNamesTrap() async {
        await #expect(processExitsWith: .failure) {
            _ = try Train.specification.parse(["p"]).flag("no-such-flag")
        }
        await #expect(processExitsWith: .failure) {
            _ = try Train.specification.parse(["p"]).texts("no-such-option")
        }
        await #expect(processExitsWith: .failure) {
            _ = try Train.specification.parse(["p"]).text("penalty")
        }
    }
}
