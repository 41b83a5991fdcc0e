import Synchronization
import Testing

@testable import Terminal

@Suite struct ConsoleTests {
    /// A clock that moves when it is told to.
    final class Clock: Sendable {
        private let instant = Mutex(ContinuousClock.now)
        func pass(_ duration: Duration) { instant.withLock { $0 += duration } }
        var now: ContinuousClock.Instant { instant.withLock { $0 } }
    }

    private let output = MemorySink()
    private let errors = MemorySink()
    private let clock = Clock()

    private func console(_ capabilities: Console.Capabilities = .init()) -> Console {
        Console(output: output, errors: errors, capabilities: capabilities) { [clock] in clock.now }
    }

    @Test func streamsAndStyles() {
        let plain = console()
        plain.heading("Evaluation")
        plain.line("auroc 0.7")
        plain.warn("few rows")
        plain.error("no file", remedy: "name one")
        #expect(output.text == "\nEvaluation\nauroc 0.7\n")
        #expect(errors.text == "warning: few rows\nerror: no file\nremedy: name one\n")

        let styled = console(.init(outputHasStyle: true, errorsHaveStyle: true))
        styled.heading("H")
        styled.error("x", remedy: "")
        #expect(output.text.hasSuffix("\n\u{1B}[1mH\u{1B}[0m\n"))
        #expect(errors.text.hasSuffix("\u{1B}[31merror:\u{1B}[0m x\n"))
    }

    @Test func dataDoNotSteerTheTerminal() {
        let styled = console(.init(outputHasStyle: true, errorsHaveStyle: true))
        let name = "a\u{1B}]0;owned\u{07}\u{1B}[2J\u{9B}b\tc"
        styled.line(name)
        styled.heading(name)
        styled.note(name)
        styled.warn(name)
        styled.error("found: \(name)", remedy: name)
        let shown = "a\u{FFFD}]0;owned\u{FFFD}\u{FFFD}[2J\u{FFFD}b\tc"
        #expect(output.text == "\(shown)\n\n\u{1B}[1m\(shown)\u{1B}[0m\n")
        #expect(
            errors.text
                == "\(shown)\n\u{1B}[33mwarning:\u{1B}[0m \(shown)\n\u{1B}[31merror:\u{1B}[0m found: \(shown)\n"
                + "remedy: \(shown)\n")
    }

    @Test func plainProgress() {
        let meter = console().progress("folding events", total: 100)
        meter.advance()
        clock.pass(.seconds(4))
        meter.advance()
        clock.pass(.seconds(1))
        meter.advance(by: 40)
        meter.advance(by: 58)
        clock.pass(.seconds(70))
        meter.finish("100 events")
        meter.finish("again")
        meter.advance()
        #expect(
            errors.text
                == """
                folding events …
                folding events: 42 of 100
                folding events: 100 events in 1 min 15 s

                """)
        #expect(output.text == "")
    }

    @Test func liveProgress() {
        let console = console(.init(width: 60, isLive: true))
        let meter = console.progress("fit", total: 4)
        meter.advance()
        clock.pass(.milliseconds(100))
        meter.advance()
        console.line("a result")
        clock.pass(.milliseconds(1_150))
        meter.finish()
        let empty = String(repeating: "░", count: 24)
        let half = String(repeating: "█", count: 12) + String(repeating: "░", count: 12)
        #expect(
            errors.text
                == "\rfit \(empty) 0 of 4\u{1B}[K" + "\rfit \(half) 2 of 4\u{1B}[K"
                + "\r\u{1B}[K" + "fit \(half) 2 of 4"  // around the line of the result
                + "\r\u{1B}[K" + "fit: done in 1.2 s\n")
        #expect(output.text == "a result\n")
    }

    @Test func anAbandonedBarIsTakenAway() {
        let console = console(.init(width: 60, isLive: true))
        do {
            let meter = console.progress("read", total: nil)
            clock.pass(.seconds(1))
            meter.advance(by: 7)
        }
        #expect(errors.text == "\rread: 0\u{1B}[K\rread: 7\u{1B}[K\r\u{1B}[K")
    }

    @Test func capabilitiesFollowTheEnvironment() {
        func capabilities(_ environment: [String: String], terminal: Bool = true) -> Console.Capabilities {
            .init(
                outputIsTerminal: terminal, errorsAreTerminal: terminal, columns: nil,
                environment: environment)
        }
        #expect(
            capabilities([:]) == .init(width: 80, outputHasStyle: true, errorsHaveStyle: true, isLive: true))
        #expect(capabilities(["COLUMNS": "132"]).width == 132)
        #expect(capabilities(["NO_COLOR": "1"]) == .init(width: 80, isLive: true))
        #expect(capabilities(["NO_COLOR": ""]).outputHasStyle)
        #expect(!capabilities(["CI": "true"]).isLive)
        #expect(capabilities(["CI": "false"]).isLive)
        #expect(capabilities(["TERM": "dumb"]) == .init(width: 80))
        #expect(capabilities([:], terminal: false) == .init())
    }
}
