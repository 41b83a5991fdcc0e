import Terminal
import Testing

@Suite struct ProgramTests {
    @Test func runsCommands() {
        let train = Outcome("train", "p.yaml", "--registry", "r")
        #expect(train.code == .ok)
        #expect(train.output == "p.yaml into r\n")
        #expect(train.errors == "")
        let forced = Outcome("train", "p.yaml", "--force")
        #expect(forced.code == .warned)
        #expect(forced.errors == "warning: forced\n")
        #expect(Outcome("registry", "list").output == "all\n")
        #expect(Outcome("registry", "list", "leads").output == "leads\n")
        #expect(Outcome("registry", "verify", "1").code == .failed)
        #expect(Outcome("--version").output == "leadline 1.2.3\n")
    }

    @Test func errorsNameTheRemedy() {
        let broken = Outcome("registry", "verify", "broken")
        #expect(broken.code == .executionError)
        #expect(broken.output == "")
        #expect(broken.errors == "error: model.json: digest differs\nremedy: restore the file from a copy\n")

        let unknown = Outcome("trian")
        #expect(unknown.code == .executionError)
        #expect(
            unknown.errors
                == """
                error: unknown command `trian`; did you mean `train`?
                remedy: write `train`, or see --help
                see `leadline --help`

                """)
        #expect(
            Outcome("registry", "vrify").errors
                == """
                error: unknown command `vrify`; did you mean `verify`?
                remedy: write `verify`, or see --help
                see `leadline registry --help`

                """)
        #expect(
            Outcome("registry").errors
                == """
                error: a command is missing
                remedy: add one of: list, verify
                see `leadline registry --help`

                """)
        #expect(Outcome().code == .executionError)
        #expect(
            Outcome("train", "p", "--json=1").errors
                == """
                error: the option `--json` takes no value
                remedy: write `--json` alone
                see `leadline train --help`

                """)
        #expect(Outcome("--versoin").errors.contains("did you mean `--version`?"))
    }

    @Test(arguments: [["train", "--help"], ["train", "x", "-h"], ["help", "train"], ["--help", "train"]])
    func helpOfACommand(words: [String]) {
        let output = MemorySink()
        let errors = MemorySink()
        #expect(program.run(words, console: Console(output: output, errors: errors)) == .ok)
        #expect(errors.text == "")
        #expect(
            output.text
                == """
                leadline train: train a model and register the version

                Usage: leadline train <pipeline> [options]

                Reads the pipeline's data, audits it for leaks, fits the model on the train slice.

                Arguments:
                  <pipeline>  the pipeline file

                Options:
                  -r, --registry <folder>  where versions lie (default: registry)
                      --penalty <number>   the weight of the penalty
                      --seed <integer>     the seed of every random choice (default: 1)
                      --format <name>      the report's format: text, markdown, html (default: text)
                  -g, --group <field>      a field to report by (may be repeated)
                  -f, --force              train even if the audit says no, which marks the version for ever as one
                                           that must not be promoted
                      --json               print the result as one JSON value
                  -h, --help               show this help

                Examples:
                  leadline train datasets/cdnow/pipeline.yaml
                      Trains the purchases model.

                """)
    }

    @Test func helpOfGroups() {
        #expect(
            Outcome("--help").output
                == """
                leadline: score leads without leaks

                Usage: leadline <command> …

                Commands:
                  train     train a model and register the version
                  registry  look into the registry

                `leadline <command> --help` explains a command.

                """)
        #expect(Outcome("registry", "-h").output == Outcome("help", "registry").output)
        #expect(Outcome("registry", "-h").output.hasPrefix("leadline registry: look into the registry\n"))
        #expect(
            Outcome("help", "registry", "list").output.contains(
                "Usage: leadline registry list [<name>] [options]"))
    }

    @Test func singleCommandPrograms() {
        let single = Program(name: "leadlined", version: "1.0.0", root: .single(List.self))
        let output = MemorySink()
        let console = Console(output: output, errors: MemorySink())
        #expect(single.run(["x"], console: console) == .ok)
        #expect(single.run(["--version"], console: console) == .ok)
        #expect(single.run(["--help"], console: console) == .ok)
        #expect(output.text.hasPrefix("x\nleadlined 1.0.0\nleadlined: list models\n"))
    }

    final class FullDisk: TextSink {
        var failure: String? { "No space left on device" }
        func write(_ text: String) {}
    }

    @Test func lostOutputIsNotDelivered() {
        let errors = MemorySink()
        let console = Console(output: FullDisk(), errors: errors)
        #expect(program.run(["registry", "list"], console: console) == .notDelivered)
        #expect(
            errors.text
                == "error: the output could not be written: No space left on device\n"
                + "remedy: free space or write elsewhere\n")
        #expect(program.run(["registry", "verify", "1"], console: console) == .failed)
    }
}
