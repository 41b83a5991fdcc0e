extension Console {
    /// A line of the result; control characters are replaced.
    public func line(_ text: String = "") { screen.write(text.withoutControlsInLines + "\n") }

    /// Text of the result as it is, without a line end.
    public func write(_ text: String) { screen.write(text) }

    /// A title over what follows, with a blank line before it.
    public func heading(_ text: String) {
        let title = Style.bold.applied(to: text.withoutControlsInLines, if: capabilities.outputHasStyle)
        screen.write("\n\(title)\n")
    }

    /// A line beside the result; control characters are replaced.
    public func note(_ text: String) { screen.report(text.withoutControlsInLines + "\n") }

    /// Something to look at that does not stop the work.
    public func warn(_ text: String) {
        report(.yellow, "warning:", text)
    }

    /// Why the work stopped, and what to do.
    public func error(_ what: String, remedy: String) {
        report(.red, "error:", what)
        if !remedy.isEmpty { note("remedy: \(remedy)") }
    }

    private func report(_ style: Style, _ word: String, _ text: String) {
        let word = style.applied(to: word, if: capabilities.errorsHaveStyle)
        screen.report("\(word) \(text.withoutControlsInLines)\n")
    }

    /// Why the work stopped, from an error whose text may tell the remedy behind `; remedy: `.
    public func error(describing error: any Error) {
        let text = "\(error)"
        guard let range = text.firstRange(of: "; remedy: ") else { return self.error(text, remedy: "") }
        self.error(String(text[..<range.lowerBound]), remedy: String(text[range.upperBound...]))
    }
}
